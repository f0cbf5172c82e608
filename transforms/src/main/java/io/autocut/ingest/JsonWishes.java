package io.autocut.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocut.ingest.WishSpec.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the wishes of a line: an array of objects, each of them of one clip or folder. Messages
 * name the place, for example {@code wishes[1].ranges[0]}.
 */
final class JsonWishes {
  private static final List<String> FIELDS =
      List.of("clip", "mustInclude", "exclude", "ranges", "weight", "atLeast", "atMost", "place");
  private static final List<String> RANGE_FIELDS = List.of("in", "out");
  private static final int MOST = 100_000;

  private final List<WishSpec.OfClip> wishes = new ArrayList<>();

  private JsonWishes() {}

  static List<WishSpec.OfClip> of(JsonNode array) throws IngestException {
    requireArray(array, "wishes");
    JsonWishes read = new JsonWishes();
    for (int i = 0; i < array.size(); i++) {
      read.wish(array.get(i), "wishes[" + i + "]");
    }
    return List.copyOf(read.wishes);
  }

  private void wish(JsonNode node, String place) throws IngestException {
    ObjectNode wish = object(node, FIELDS, place);
    JsonNode clip = wish.get("clip");
    if (clip == null) {
      throw new IngestException("\"" + place + ".clip\" is missing.");
    }
    String path = text(clip, place + ".clip");
    if (isSet(wish, "mustInclude", place)) {
      add(Kind.INCLUDE, path, "");
    }
    if (isSet(wish, "exclude", place)) {
      add(Kind.EXCLUDE, path, "");
    }
    number(wish, "weight", Kind.WEIGHT, path, place);
    number(wish, "atLeast", Kind.AT_LEAST, path, place);
    number(wish, "atMost", Kind.AT_MOST, path, place);
    if (wish.has("ranges")) {
      ranges(wish.get("ranges"), path, place + ".ranges");
    }
    if (wish.has("place")) {
      place(text(wish.get("place"), place + ".place"), path, place + ".place");
    }
  }

  private void ranges(JsonNode array, String path, String place) throws IngestException {
    requireArray(array, place);
    for (int i = 0; i < array.size(); i++) {
      String at = place + "[" + i + "]";
      ObjectNode range = object(array.get(i), RANGE_FIELDS, at);
      if (!range.has("in")) {
        throw new IngestException("\"" + at + ".in\" is missing.");
      }
      String out = range.has("out") ? time(range.get("out"), at + ".out") : "";
      add(Kind.RANGE, path, time(range.get("in"), at + ".in") + "-" + out);
    }
  }

  private void place(String where, String path, String place) throws IngestException {
    switch (where) {
      case "start" -> add(Kind.START, path, "");
      case "end" -> add(Kind.END, path, "");
      case "anywhere" -> {}
      default ->
          throw new IngestException(
              "\"%s\" must be start, end or anywhere, not %s".formatted(place, Quoted.of(where)));
    }
  }

  private void number(ObjectNode wish, String field, Kind kind, String path, String place)
      throws IngestException {
    JsonNode node = wish.get(field);
    if (node != null) {
      if (!node.isNumber()) {
        throw ManifestLine.wrongType(place + "." + field, "a number", StrictJson.typeOf(node));
      }
      add(kind, path, StrictJson.digitsOf(node));
    }
  }

  private void add(Kind kind, String path, String value) throws IngestException {
    if (wishes.size() == MOST) {
      throw new IngestException("\"wishes\" says more than " + MOST + " things");
    }
    wishes.add(new WishSpec.OfClip(kind, path, value));
  }

  private static boolean isSet(ObjectNode wish, String field, String place) throws IngestException {
    JsonNode node = wish.get(field);
    if (node != null && !node.isBoolean()) {
      throw ManifestLine.wrongType(place + "." + field, "true or false", StrictJson.typeOf(node));
    }
    return node != null && node.booleanValue();
  }

  /** Seconds, or a text as {@link TimeSpec} reads it. */
  private static String time(JsonNode node, String place) throws IngestException {
    if (node.isNumber()) {
      return StrictJson.digitsOf(node);
    }
    return text(node, place);
  }

  private static String text(JsonNode node, String place) throws IngestException {
    if (!node.isTextual()) {
      throw ManifestLine.wrongType(place, "a string", StrictJson.typeOf(node));
    }
    return node.textValue();
  }

  private static ObjectNode object(JsonNode node, List<String> fields, String place)
      throws IngestException {
    if (node instanceof ObjectNode object) {
      return StrictJson.knowing(fields, object, " in \"" + place + "\"");
    }
    throw ManifestLine.wrongType(place, "an object", StrictJson.typeOf(node));
  }

  private static void requireArray(JsonNode node, String place) throws IngestException {
    if (!node.isArray()) {
      throw ManifestLine.wrongType(place, "an array of objects", StrictJson.typeOf(node));
    }
  }
}
