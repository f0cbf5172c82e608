package io.autocut.exports.interchange;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats of editing programs that plans are written in. */
public enum HandoffFormat {
  /** OpenTimelineIO. */
  OTIO(new OtioWriter()),
  /** Final Cut Pro X. */
  FCPXML(new FcpxmlWriter()),
  /** CMX 3600. */
  EDL(new EdlWriter()),
  /** MLT, on which Kdenlive and Shotcut stand. */
  MLT(new MltWriter());

  private final HandoffWriter writer;

  HandoffFormat(HandoffWriter writer) {
    this.writer = writer;
  }

  /** What its files end in, for example {@code .otio}. */
  public String ending() {
    return "." + word();
  }

  /** How it is asked for, for example {@code otio}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The text of a file of this format.
   *
   * @throws HandoffException when the format cannot carry the plan
   */
  public String write(Handoff handoff) throws HandoffException {
    return writer.write(handoff);
  }

  /**
   * The formats of a list with commas, as {@code otio,edl}; none of an empty one.
   *
   * @throws IllegalArgumentException when there is no such format
   */
  public static Set<HandoffFormat> parse(String words) {
    Set<HandoffFormat> formats = EnumSet.noneOf(HandoffFormat.class);
    for (String word : words.isBlank() ? new String[0] : words.split(",", -1)) {
      formats.add(ofWord(word.strip()));
    }
    return formats;
  }

  private static HandoffFormat ofWord(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no format %s: the formats are %s"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(HandoffFormat::word)
                                .collect(Collectors.joining(", ")))));
  }
}
