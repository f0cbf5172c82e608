package io.autocut.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one JSON object from a text that nobody vouches for: a key twice, anything after the object
 * and deep nesting are refused.
 */
final class StrictJson {
  private static final int DEEPEST = 16;
  private static final int MOST_DIGITS = 40;

  /** What the parser adds to some messages about its own source; people know their file. */
  private static final Pattern SOURCE =
      Pattern.compile(" \\((for |start marker ).*", Pattern.DOTALL);

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A number is what is written, not the double nearest to it.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private StrictJson() {}

  /** The object, whose fields are all among {@code known}. */
  static ObjectNode object(String text, List<String> known) throws IngestException {
    return knowing(known, object(text), "");
  }

  /** The same object, whose fields are all known; {@code where} is for the message. */
  static ObjectNode knowing(List<String> known, ObjectNode object, String where)
      throws IngestException {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new IngestException(
            "unknown field "
                + Quoted.of(name)
                + where
                + ". Known are "
                + String.join(", ", known)
                + ".");
      }
    }
    return object;
  }

  /** How a value's type is called in messages. */
  static String typeOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> "null";
      case STRING -> "a string";
      case NUMBER -> "the number " + Quoted.unquoted(node.asText());
      case BOOLEAN -> node.asText();
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      default -> "no value";
    };
  }

  /** A number exactly as it is written; empty for what is none, or none of this world. */
  static Optional<BigDecimal> decimal(JsonNode node) {
    boolean written = node.isBigDecimal() || node.isIntegralNumber();
    return written ? Optional.of(node.decimalValue()) : Optional.empty();
  }

  /** A number in digits; one with very many stays as it is written. */
  static String digitsOf(JsonNode node) {
    return decimal(node)
        .filter(value -> Math.abs((long) value.scale()) <= MOST_DIGITS)
        .map(BigDecimal::toPlainString)
        .orElseGet(node::asText);
  }

  private static ObjectNode object(String text) throws IngestException {
    JsonNode node;
    try {
      node = READER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IngestException("not valid JSON" + where(e) + ": " + reason(e), e);
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IngestException("not a JSON object but " + typeOf(node));
  }

  private static String where(JsonProcessingException e) {
    JsonLocation place = e.getLocation();
    if (place == null) {
      return "";
    }
    String line = place.getLineNr() == 1 ? "" : "line " + place.getLineNr() + ", ";
    return " at " + line + "column " + place.getColumnNr();
  }

  private static String reason(JsonProcessingException e) {
    return Quoted.unquoted(SOURCE.matcher(e.getOriginalMessage()).replaceFirst(""));
  }
}
