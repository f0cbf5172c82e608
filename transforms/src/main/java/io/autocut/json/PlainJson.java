package io.autocut.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records as the JSON that people and other programs expect: unions without a wrapper, enums as
 * their names, fields in the order of the schema.
 *
 * <p>Equal records give equal texts on every machine. Reading is strict: a field that the schema
 * does not know, or one that is missing and has no default, is an error. Bytes, fixed and unions of
 * more than one type besides null are deliberately not offered: no record of ours has them, and
 * plain JSON could not tell them apart.
 */
public final class PlainJson {
  private static final int DEEPEST = 64;

  /** What the parser adds to some messages about its own source; people know their file. */
  private static final Pattern SOURCE =
      Pattern.compile(" \\((for |start marker ).*", Pattern.DOTALL);

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // The JDK's own printing of doubles is the shortest only from Java 19 on.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();
  private static final ObjectReader READER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private PlainJson() {}

  /** The record over many lines, indented, with a newline at the end. */
  public static String pretty(SpecificRecord record) {
    return print(record, new Layout()) + "\n";
  }

  /** The record on one line, without a newline. */
  public static String line(SpecificRecord record) {
    return print(record, null);
  }

  /**
   * The record that {@link #pretty} or {@link #line} printed.
   *
   * @throws PlainJsonException when the text is not such a record; the message names the place, for
   *     example {@code $.events[3].sourceIn.num}
   */
  public static <T extends SpecificRecord> T parse(String json, Class<T> type)
      throws PlainJsonException {
    JsonNode node;
    try {
      node = READER.readTree(json);
    } catch (JsonProcessingException e) {
      String reason = SOURCE.matcher(e.getOriginalMessage()).replaceFirst("");
      throw new PlainJsonException("not valid JSON" + where(e.getLocation()) + ": " + reason, e);
    }
    return new RecordReader().read(node, type);
  }

  /** Some errors, such as too deep nesting, come without a place. */
  private static String where(JsonLocation place) {
    return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  private static String print(SpecificRecord record, Layout layout) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.setPrettyPrinter(layout);
      RecordWriter.write(record, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Jackson's layout would end lines as the machine does. */
  private static final class Layout extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    Layout() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      indentArraysWith(indenter);
      indentObjectsWith(indenter);
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(": ");
    }

    @Override
    public void writeEndArray(JsonGenerator generator, int values) throws IOException {
      if (values == 0) {
        _nesting--;
        generator.writeRaw(']');
      } else {
        super.writeEndArray(generator, values);
      }
    }
  }
}
