package io.autocut.ingest;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A manifest of comma-separated values: a line of column names, then one montage a line, its clips
 * separated by semicolons.
 */
final class CsvLines {
  private static final int LONGEST_LINE = 10_000_000;

  private CsvLines() {}

  static void read(InputStream bytes, MontageList montages) throws IOException, ManifestException {
    // A decoder of its own, because the usual one replaces what is not UTF-8 without a word.
    Reader text =
        new InputStreamReader(new BufferedInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
    LimitedReader limited = new LimitedReader(text);
    CSVParser parser = CSVFormat.RFC4180.parse(limited);
    long line = 1;
    List<String> columns = List.of();
    try {
      for (CSVRecord record : parser) {
        String place = "line " + line;
        List<String> values = record.toList();
        if (columns.isEmpty() && !isBlank(values)) {
          columns = columns(values, place, montages);
        } else if (!isBlank(values)) {
          CsvFields fields = new CsvFields(columns, values);
          montages.add(place, fields::line);
        }
        line = parser.getCurrentLineNumber() + 1;
        limited.startRecord();
      }
    } catch (UncheckedIOException e) {
      throw montages.stopAt("line " + line, reason(e.getCause()));
    }
  }

  private static String reason(IOException e) {
    return e instanceof CharacterCodingException ? "from here on not UTF-8" : e.getMessage();
  }

  private static boolean isBlank(List<String> values) {
    return values.size() == 1 && values.get(0).replace("\uFEFF", "").isBlank();
  }

  private static List<String> columns(List<String> values, String place, MontageList montages)
      throws ManifestException {
    List<String> columns = new ArrayList<>();
    for (String value : values) {
      String name = value.replace("\uFEFF", "").strip();
      if (!ManifestLine.FLAT_FIELDS.contains(name)) {
        throw montages.stopAt(
            place,
            "unknown column %s. Known are %s."
                .formatted(Quoted.of(name), String.join(", ", ManifestLine.FLAT_FIELDS)));
      }
      if (columns.contains(name)) {
        throw montages.stopAt(place, "column " + Quoted.of(name) + " stands there twice");
      }
      columns.add(name);
    }
    for (String required : ManifestLine.REQUIRED) {
      if (!columns.contains(required)) {
        throw montages.stopAt(place, ManifestLine.missing(required).getMessage());
      }
    }
    return List.copyOf(columns);
  }

  private record CsvFields(List<String> columns, List<String> values)
      implements ManifestLine.Fields {
    ManifestLine line() throws IngestException {
      if (columns.size() != values.size()) {
        throw new IngestException(
            "has %d values, but there are %d columns".formatted(values.size(), columns.size()));
      }
      return ManifestLine.of(this);
    }

    @Override
    public Optional<String> text(String name) {
      int column = columns.indexOf(name);
      return column < 0 || values.get(column).isEmpty()
          ? Optional.empty()
          : Optional.of(values.get(column));
    }

    @Override
    public Optional<List<String>> texts(String name) {
      return text(name).map(joined -> Stream.of(joined.split(";", -1)).map(String::strip).toList());
    }

    @Override
    public OptionalLong integer(String name) throws IngestException {
      Optional<String> text = text(name);
      try {
        return text.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(text.get().strip()));
      } catch (NumberFormatException e) {
        throw ManifestLine.wrongType(name, "an integer", Quoted.of(text.get()));
      }
    }

    @Override
    public Optional<String> number(String name) {
      return text(name);
    }
  }

  /**
   * Ends a record that does not end by itself: one quote left open would take the whole file into
   * memory.
   */
  private static final class LimitedReader extends FilterReader {
    private long charsOfRecord;

    LimitedReader(Reader in) {
      super(in);
    }

    void startRecord() {
      charsOfRecord = 0;
    }

    @Override
    public int read() throws IOException {
      return count(super.read(), 1);
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
      int count = super.read(chars, offset, length);
      return count(count, count);
    }

    private int count(int result, int chars) throws IOException {
      charsOfRecord += Math.max(0, chars);
      if (charsOfRecord > LONGEST_LINE) {
        throw new IOException("longer than " + LONGEST_LINE + " characters; is a quote left open?");
      }
      return result;
    }
  }
}
