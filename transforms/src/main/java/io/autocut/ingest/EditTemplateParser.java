package io.autocut.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.Transition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads one edit template from its JSON. {@code templates/edit/edit-template.schema.json} says the
 * same for editors and other programs; a test holds the two together.
 */
final class EditTemplateParser {
  private static final List<String> REQUIRED =
      List.of("name", "description", "beatsPerShot", "minShotMillis", "maxShotMillis");
  private static final List<String> OPTIONAL =
      List.of(
          "energyResponse",
          "restartAtSections",
          "canvas",
          "opening",
          "atSections",
          "ending",
          "fadeMillis",
          "endingBeats");
  private static final List<String> FIELDS =
      Stream.concat(REQUIRED.stream(), OPTIONAL.stream()).toList();

  private static final int MOST_SHOTS = 1000;
  private static final int MOST_BEATS = 64;
  private static final int LONGEST_TEXT = 1000;
  private static final int LONGEST_FADE_MILLIS = 10_000;

  private final ObjectNode object;

  private EditTemplateParser(ObjectNode object) {
    this.object = object;
  }

  static EditTemplate parse(String json) throws IngestException {
    return new EditTemplateParser(StrictJson.object(json, FIELDS)).template();
  }

  private EditTemplate template() throws IngestException {
    int min = integer("minShotMillis", 1, Integer.MAX_VALUE);
    int max = integer("maxShotMillis", 1, Integer.MAX_VALUE);
    if (max < min) {
      throw new IngestException(
          "\"maxShotMillis\" is less than \"minShotMillis\": " + max + " < " + min);
    }
    EditTemplate.Builder template =
        EditTemplate.newBuilder()
            .setName(text("name"))
            .setDescription(text("description"))
            .setBeatsPerShot(beatsPerShot())
            .setMinShotMillis(min)
            .setMaxShotMillis(max);
    pace(template);
    dress(template);
    return template.build();
  }

  private void pace(EditTemplate.Builder template) throws IngestException {
    if (object.has("energyResponse")) {
      template.setEnergyResponsePermille(permille("energyResponse"));
    }
    if (object.has("restartAtSections")) {
      template.setRestartAtSections(flag("restartAtSections"));
    }
    if (object.has("endingBeats")) {
      template.setEndingBeats(integer("endingBeats", 1, MOST_BEATS));
    }
  }

  private void dress(EditTemplate.Builder template) throws IngestException {
    if (object.has("canvas")) {
      template.setCanvas(canvas());
    }
    if (object.has("opening")) {
      template.setOpening(end("opening"));
    }
    if (object.has("atSections")) {
      template.setAtSections(atSections());
    }
    if (object.has("ending")) {
      template.setEnding(end("ending"));
    }
    if (object.has("fadeMillis")) {
      template.setFadeMillis(integer("fadeMillis", 0, LONGEST_FADE_MILLIS));
    }
  }

  private List<Integer> beatsPerShot() throws IngestException {
    JsonNode node = field("beatsPerShot");
    if (!node.isArray()) {
      throw wrongType("beatsPerShot", "an array of integers", node);
    }
    if (node.isEmpty() || node.size() > MOST_SHOTS) {
      throw new IngestException(
          "\"beatsPerShot\" must have 1 to " + MOST_SHOTS + " entries, not " + node.size());
    }
    List<Integer> beats = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      beats.add(integer(node.get(i), "beatsPerShot[" + i + "]", 1, MOST_BEATS));
    }
    return List.copyOf(beats);
  }

  private String text(String name) throws IngestException {
    JsonNode node = field(name);
    if (!node.isTextual()) {
      throw wrongType(name, "a string", node);
    }
    String text = node.textValue();
    if (text.isBlank()
        || text.length() > LONGEST_TEXT
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IngestException(
          "\"%s\" must have 1 to %d printable characters: %s"
              .formatted(name, LONGEST_TEXT, Quoted.of(text)));
    }
    return text;
  }

  private boolean flag(String name) throws IngestException {
    JsonNode node = object.get(name);
    if (!node.isBoolean()) {
      throw wrongType(name, "true or false", node);
    }
    return node.booleanValue();
  }

  private String canvas() throws IngestException {
    try {
      return CanvasSpec.parse(text("canvas")).toString();
    } catch (IllegalArgumentException e) {
      throw new IngestException("\"canvas\": " + e.getMessage(), e);
    }
  }

  /** How the film begins or ends: there is nothing to dissolve out of or into. */
  private Transition end(String name) throws IngestException {
    return switch (text(name)) {
      case "cut" -> Transition.CUT;
      case "fade" -> Transition.FADE;
      case "dissolve" ->
          throw new IngestException(
              "\"%s\" must be cut or fade: only at sections is there a shot on both sides to dissolve"
                  .formatted(name));
      default ->
          throw new IngestException(
              "\"%s\" must be cut or fade, not %s".formatted(name, Quoted.of(text(name))));
    };
  }

  private Transition atSections() throws IngestException {
    String text = text("atSections");
    return switch (text) {
      case "cut" -> Transition.CUT;
      case "fade" -> Transition.FADE;
      case "dissolve" -> Transition.DISSOLVE;
      default ->
          throw new IngestException(
              "\"atSections\" must be cut, fade or dissolve, not " + Quoted.of(text));
    };
  }

  private int permille(String name) throws IngestException {
    JsonNode node = object.get(name);
    if (!node.isNumber()) {
      throw wrongType(name, "a number", node);
    }
    return StrictJson.decimal(node)
        .filter(value -> value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0)
        .map(value -> value.stripTrailingZeros().movePointRight(3))
        .filter(permille -> permille.scale() <= 0)
        .map(BigDecimal::intValueExact)
        .orElseThrow(
            () ->
                new IngestException(
                    "\"%s\" must lie between 0 and 1 with at most three decimals: %s"
                        .formatted(name, Quoted.unquoted(node.asText()))));
  }

  private int integer(String name, int least, int most) throws IngestException {
    return integer(field(name), name, least, most);
  }

  private static int integer(JsonNode node, String name, int least, int most)
      throws IngestException {
    // As in JSON Schema, 2.0 is an integer too.
    int value =
        StrictJson.decimal(node)
            .filter(number -> number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0)
            .map(BigDecimal::stripTrailingZeros)
            .filter(number -> number.scale() <= 0)
            .orElseThrow(() -> wrongType(name, "an integer", node))
            .intValueExact();
    if (value >= least && value <= most) {
      return value;
    }
    throw new IngestException(
        most == Integer.MAX_VALUE
            ? "\"" + name + "\" must be positive: " + value
            : "\"%s\" must lie between %d and %d: %d".formatted(name, least, most, value));
  }

  private JsonNode field(String name) throws IngestException {
    JsonNode node = object.get(name);
    if (node == null) {
      throw new IngestException(
          "\"" + name + "\" is missing. A template needs " + String.join(", ", REQUIRED) + ".");
    }
    return node;
  }

  private static IngestException wrongType(String name, String wanted, JsonNode found) {
    return new IngestException(
        "\"" + name + "\" must be " + wanted + ", not " + StrictJson.typeOf(found));
  }
}
