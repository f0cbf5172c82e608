package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.autocut.schemas.BeatTimeline;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Beats as text that people edit: comment lines that begin with #, then one line a beat, seconds
 * TAB place in the bar.
 *
 * <pre>
 * # tempo: 120.000 beats per minute
 * # metre: 4 beats in a bar
 * 0.500000	1
 * 1.000000	2
 * </pre>
 *
 * <p>Seconds have six decimals, rounded half up from the exact sample position, and lead back to
 * the same sample. The comments, see {@link TimelineComments}, are for people and are not read
 * back; nor are decimals after the sixth, which other programs write. Parsing what was printed
 * gives the same lines.
 */
public final class BeatsFile {
  private static final Pattern LINE =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,15})?)(?:[ \\t]+(\\d{1,4}))?");

  /** Four hours of the fastest music, several times over. */
  private static final int MOST_BYTES = 4_000_000;

  private static final int MOST_SHOWN = 40;

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
    return TimelineComments.of(timeline) + print(linesOf(timeline));
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

  /** A line and where it stands in its file, from 1. */
  record NumberedLine(int number, Line line) {}

  public static void write(BeatTimeline timeline, Path path) throws IOException {
    Files.writeString(path, print(timeline), StandardCharsets.UTF_8);
  }

  /**
   * Reads a file; a malformed line throws {@link IllegalArgumentException} that names file and
   * line.
   */
  public static List<Line> read(Path path) throws IOException {
    return parse(text(path, path.toString()), path.toString());
  }

  /**
   * The text of a file.
   *
   * @param source names it in messages
   * @throws IllegalArgumentException when it can be no file of beats: no file at all, not UTF-8 or
   *     far too large
   */
  public static String text(Path path, String source) throws IOException {
    checkArgument(!Files.isDirectory(path), "%s: is a folder and no file of beats", source);
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      checkArgument(
          bytes.length <= MOST_BYTES,
          "%s: larger than %s bytes, so it is no file of beats",
          source,
          MOST_BYTES);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(source + ": is not UTF-8, so it is no file of beats", e);
    }
  }

  /** Reads text; {@code source} names it in messages. */
  public static List<Line> parse(String text, String source) {
    return parseNumbered(text, source).stream()
        .map(NumberedLine::line)
        .collect(ImmutableList.toImmutableList());
  }

  static List<NumberedLine> parseNumbered(String text, String source) {
    ImmutableList.Builder<NumberedLine> lines = ImmutableList.builder();
    RationalTime last = null;
    int number = 0;
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (String raw : unmarked.split("\\R", -1)) {
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
      lines.add(new NumberedLine(number, line));
    }
    return lines.build();
  }

  private static String shown(String content) {
    String begin = content.length() > MOST_SHOWN ? content.substring(0, MOST_SHOWN) + "…" : content;
    return CharMatcher.javaIsoControl().and(CharMatcher.isNot('\t')).replaceFrom(begin, '?');
  }

  private static Line parseLine(String content, String source, int number) {
    Matcher match = LINE.matcher(content);
    checkArgument(
        match.matches(),
        "%s line %s: expected seconds, a tab and the beat in the bar, for example"
            + " '12.500000<TAB>1', but found '%s'",
        source,
        number,
        shown(content));
    long micros =
        new BigDecimal(match.group(1))
            .movePointRight(6)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    return new Line(
        RationalTime.ofMicros(micros),
        match.group(2) == null ? 0 : Integer.parseInt(match.group(2)));
  }
}
