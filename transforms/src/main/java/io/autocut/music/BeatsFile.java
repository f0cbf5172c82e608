package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.BeatTimeline;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Beats as text: comment lines that begin with #, then one line a beat, seconds TAB place in the
 * bar.
 *
 * <pre>
 * # tempo: 120.000 beats per minute
 * # metre: 4 beats in a bar
 * # confidence: 0.874
 * 0.500000	1
 * 1.000000	2
 * </pre>
 *
 * <p>Seconds have six decimals, rounded half up from the exact sample position. The comments are
 * for people and are not read back. Parsing what was printed gives the same lines.
 */
public final class BeatsFile {
  private static final Pattern LINE =
      Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,6}))?(?:[ \\t]+(\\d{1,4}))?");

  private BeatsFile() {}

  /**
   * One line: when the beat falls and its place in the bar.
   *
   * @param time rounded to the microsecond
   * @param beatInBar 1 is the downbeat; 0 when the file does not say
   */
  public record Line(RationalTime time, int beatInBar) {
    public Line {
      checkNotNull(time, "time is missing");
      checkArgument(
          time.compareTo(RationalTime.ZERO) >= 0, "beat before the music begins: %s", time);
      checkArgument(
          beatInBar >= 0 && beatInBar <= 9999, "place in the bar out of range: %s", beatInBar);
    }
  }

  /** The text of a timeline. */
  public static String print(BeatTimeline timeline) {
    StringBuilder text = new StringBuilder();
    text.append("# tempo: ")
        .append(thousandths(timeline.getMilliBpm()))
        .append(" beats per minute\n");
    text.append("# metre: ").append(timeline.getBeatsPerBar()).append(" beats in a bar\n");
    text.append("# confidence: ")
        .append(thousandths(Math.round(timeline.getConfidence() * 1000)))
        .append('\n');
    if (!timeline.getNote().isEmpty()) {
      text.append("# note: ").append(timeline.getNote().replaceAll("\\R", " ")).append('\n');
    }
    return text.append(print(linesOf(timeline))).toString();
  }

  /** The text of some beats, without comments. */
  public static String print(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.time().toDecimalSeconds());
      if (line.beatInBar() > 0) {
        text.append('\t').append(line.beatInBar());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The beats of a timeline, each rounded to the microsecond. */
  public static List<Line> linesOf(BeatTimeline timeline) {
    return timeline.getBeats().stream()
        .map(
            beat ->
                new Line(
                    RationalTime.ofMicros(
                        RationalTime.of(beat.getSample(), timeline.getSampleRate()).toMicros()),
                    beat.getBeatInBar()))
        .collect(ImmutableList.toImmutableList());
  }

  public static void write(BeatTimeline timeline, Path path) throws IOException {
    Files.writeString(path, print(timeline), StandardCharsets.UTF_8);
  }

  /**
   * Reads a file; a malformed line throws {@link IllegalArgumentException} that names file and
   * line.
   */
  public static List<Line> read(Path path) throws IOException {
    return parse(Files.readString(path, StandardCharsets.UTF_8), path.toString());
  }

  /** Reads text; {@code source} names it in messages. */
  public static List<Line> parse(String text, String source) {
    ImmutableList.Builder<Line> lines = ImmutableList.builder();
    RationalTime last = null;
    int number = 0;
    for (String raw : text.split("\\R", -1)) {
      number++;
      int comment = raw.indexOf('#');
      String content = (comment < 0 ? raw : raw.substring(0, comment)).strip();
      if (content.isEmpty()) {
        continue;
      }
      Line line = parseLine(content, source, number);
      checkArgument(
          last == null || last.compareTo(line.time()) < 0,
          "%s line %s: beat at %s s does not come after the one before",
          source,
          number,
          line.time().toDecimalSeconds());
      last = line.time();
      lines.add(line);
    }
    return lines.build();
  }

  private static Line parseLine(String content, String source, int number) {
    Matcher match = LINE.matcher(content);
    checkArgument(
        match.matches(),
        "%s line %s: expected seconds, a tab and the beat in the bar, for example"
            + " '12.500000<TAB>1', but found '%s'",
        source,
        number,
        content);
    String seconds =
        match.group(2) == null ? match.group(1) : match.group(1) + "." + match.group(2);
    long micros = new BigDecimal(seconds).movePointRight(6).longValueExact();
    return new Line(
        RationalTime.ofMicros(micros),
        match.group(3) == null ? 0 : Integer.parseInt(match.group(3)));
  }

  private static String thousandths(long value) {
    return BigDecimal.valueOf(value, 3).toPlainString();
  }
}
