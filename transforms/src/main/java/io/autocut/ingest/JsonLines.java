package io.autocut.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A manifest of one JSON object a line. */
final class JsonLines {
  private static final int LONGEST_LINE = 10_000_000;

  private JsonLines() {}

  static void read(InputStream bytes, MontageList montages) throws IOException, ManifestException {
    InputStream in = new BufferedInputStream(bytes);
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    long number = 0;
    int end;
    do {
      String place = "line " + ++number;
      buffer.reset();
      end = readLine(in, buffer);
      if (buffer.size() > LONGEST_LINE) {
        throw montages.stopAt(place, "longer than " + LONGEST_LINE + " bytes");
      }
      byte[] line = buffer.toByteArray();
      if (!isBlank(line)) {
        montages.add(place, () -> parse(line));
      }
    } while (end >= 0);
  }

  /**
   * Reads to the end of a line, or to where it becomes too long; negative at the end of the file.
   */
  private static int readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
    int next = in.read();
    while (next >= 0 && next != '\n' && line.size() <= LONGEST_LINE) {
      line.write(next);
      next = in.read();
    }
    return next;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static ManifestLine parse(byte[] line) throws IngestException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw new IngestException("not UTF-8", e);
    }
    boolean marked = text.startsWith("\uFEFF");
    ObjectNode object = StrictJson.object(marked ? text.substring(1) : text, ManifestLine.FIELDS);
    return ManifestLine.of(new JsonFields(object));
  }

  private record JsonFields(ObjectNode object) implements ManifestLine.Fields {
    @Override
    public Optional<String> text(String name) throws IngestException {
      JsonNode node = object.get(name);
      return node == null ? Optional.empty() : Optional.of(text(node, name));
    }

    @Override
    public Optional<List<String>> texts(String name) throws IngestException {
      JsonNode node = object.get(name);
      if (node == null) {
        return Optional.empty();
      }
      if (!node.isArray()) {
        throw ManifestLine.wrongType(name, "an array of strings", StrictJson.typeOf(node));
      }
      List<String> texts = new ArrayList<>();
      for (JsonNode element : node) {
        texts.add(text(element, name + "[" + texts.size() + "]"));
      }
      return Optional.of(texts);
    }

    @Override
    public OptionalLong integer(String name) throws IngestException {
      JsonNode node = object.get(name);
      if (node == null) {
        return OptionalLong.empty();
      }
      if (!node.isIntegralNumber() || !node.canConvertToLong()) {
        throw ManifestLine.wrongType(name, "an integer", StrictJson.typeOf(node));
      }
      return OptionalLong.of(node.longValue());
    }

    @Override
    public Optional<String> number(String name) throws IngestException {
      JsonNode node = object.get(name);
      if (node == null) {
        return Optional.empty();
      }
      if (!node.isNumber()) {
        throw ManifestLine.wrongType(name, "a number", StrictJson.typeOf(node));
      }
      return Optional.of(StrictJson.digitsOf(node));
    }

    @Override
    public List<WishSpec.OfClip> wishes() throws IngestException {
      JsonNode node = object.get("wishes");
      return node == null ? List.of() : JsonWishes.of(node);
    }

    private static String text(JsonNode node, String name) throws IngestException {
      if (!node.isTextual()) {
        throw ManifestLine.wrongType(name, "a string", StrictJson.typeOf(node));
      }
      return node.textValue();
    }
  }
}
