package io.autocut.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

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
    BeatSpec beats,
    WishSpec wishes,
    PictureSpec picture,
    SoundSpec sound) {

  static final List<String> REQUIRED = List.of("montageId", "clips", "music");

  /** What every format can say. */
  static final List<String> FLAT_FIELDS =
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
          "tempoScale",
          "order",
          "durationMillis",
          "minShotMillis",
          "maxShotMillis",
          "repeat",
          "include",
          "exclude",
          "atMost",
          "quality",
          "fit",
          "hdr",
          "originalAudio",
          "loudness",
          "musicFadeInMillis",
          "musicFadeOutMillis");

  /** What JSON can say. */
  static final List<String> FIELDS =
      Stream.concat(FLAT_FIELDS.stream(), Stream.of("wishes")).toList();

  /** Where a format keeps the values of a line. Each is empty when the line has no such field. */
  interface Fields {
    Optional<String> text(String name) throws IngestException;

    Optional<List<String>> texts(String name) throws IngestException;

    OptionalLong integer(String name) throws IngestException;

    /** A number as it is written, not yet looked at. */
    Optional<String> number(String name) throws IngestException;

    /** What is said of single clips beyond the flat fields; nothing in a format without depth. */
    default List<WishSpec.OfClip> wishes() throws IngestException {
      return List.of();
    }
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
            fields.text("tempoScale").orElse("")),
        wishes(fields),
        new PictureSpec(
            fields.text("quality").orElse(""),
            fields.text("fit").orElse(""),
            fields.text("hdr").orElse(""),
            ""),
        new SoundSpec(
            fields.text("originalAudio").orElse(""),
            fields.number("loudness").orElse(""),
            whole(fields, "musicFadeInMillis"),
            whole(fields, "musicFadeOutMillis")));
  }

  private static String whole(Fields fields, String name) throws IngestException {
    OptionalLong number = fields.integer(name);
    return number.isPresent() ? Long.toString(number.getAsLong()) : "";
  }

  private static WishSpec wishes(Fields fields) throws IngestException {
    List<WishSpec.OfClip> clips = new ArrayList<>(fields.wishes());
    for (String path : fields.texts("include").orElse(List.of())) {
      clips.add(new WishSpec.OfClip(WishSpec.Kind.INCLUDE, path, ""));
    }
    for (String path : fields.texts("exclude").orElse(List.of())) {
      clips.add(new WishSpec.OfClip(WishSpec.Kind.EXCLUDE, path, ""));
    }
    OptionalLong most = fields.integer("atMost");
    if (most.isPresent()) {
      clips.add(
          new WishSpec.OfClip(WishSpec.Kind.AT_MOST_EACH, "", Long.toString(most.getAsLong())));
    }
    return new WishSpec(
        clips,
        fields.text("order").orElse(""),
        fields.text("repeat").orElse(""),
        fields.integer("durationMillis").orElse(0),
        fields.integer("minShotMillis").orElse(0),
        fields.integer("maxShotMillis").orElse(0));
  }

  static IngestException missing(String field) {
    return new IngestException(
        "\"" + field + "\" is missing. Each line needs montageId, clips and music.");
  }

  static IngestException wrongType(String field, String wanted, String found) {
    return new IngestException("\"" + field + "\" must be " + wanted + ", not " + found + ".");
  }
}
