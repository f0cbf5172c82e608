package io.autocut.ingest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of a manifest as it was written: of the right form, but its values not yet looked at.
 */
record ManifestLine(
    String montageId,
    List<String> clips,
    String music,
    Optional<String> output,
    Optional<String> template,
    Optional<String> canvas,
    Optional<String> fps,
    OptionalLong seed,
    BeatSpec beats) {

  static final List<String> REQUIRED = List.of("montageId", "clips", "music");
  static final List<String> FIELDS =
      List.of(
          "montageId",
          "clips",
          "music",
          "output",
          "template",
          "canvas",
          "fps",
          "seed",
          "beats",
          "tempo",
          "beatOffsetMillis",
          "tempoScale");

  /** Where a format keeps the values of a line. Each is empty when the line has no such field. */
  interface Fields {
    Optional<String> text(String name) throws IngestException;

    Optional<List<String>> texts(String name) throws IngestException;

    OptionalLong integer(String name) throws IngestException;

    /** A number as it is written, not yet looked at. */
    Optional<String> number(String name) throws IngestException;
  }

  static ManifestLine of(Fields fields) throws IngestException {
    return new ManifestLine(
        fields.text("montageId").orElseThrow(() -> missing("montageId")),
        fields.texts("clips").orElseThrow(() -> missing("clips")),
        fields.text("music").orElseThrow(() -> missing("music")),
        fields.text("output"),
        fields.text("template"),
        fields.text("canvas"),
        fields.text("fps"),
        fields.integer("seed"),
        new BeatSpec(
            fields.text("beats").orElse(""),
            fields.number("tempo").orElse(""),
            fields.number("beatOffsetMillis").orElse(""),
            fields.text("tempoScale").orElse("")));
  }

  static IngestException missing(String field) {
    return new IngestException(
        "\"" + field + "\" is missing. Each line needs montageId, clips and music.");
  }

  static IngestException wrongType(String field, String wanted, String found) {
    return new IngestException("\"" + field + "\" must be " + wanted + ", not " + found + ".");
  }
}
