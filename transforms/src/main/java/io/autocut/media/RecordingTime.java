package io.autocut.media;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells from the tags of a file when it was recorded. */
final class RecordingTime {
  /** An unset clock of a camera says 1904, 1970 or 1980; there were no files of video before. */
  private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  private RecordingTime() {}

  /** Microseconds since 1970 as the file or else its video stream says; 0 when neither does. */
  static long micros(JsonNode format, JsonNode video) {
    long ofFile = micros(format);
    return ofFile != 0 ? ofFile : micros(video);
  }

  private static long micros(JsonNode tagged) {
    try {
      Instant told = Instant.parse(tagged.at("/tags/creation_time").asText(""));
      boolean plausible = told.isAfter(FIRST) && told.isBefore(LAST);
      return plausible ? ChronoUnit.MICROS.between(Instant.EPOCH, told) : 0;
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
