package io.autocut.exports.interchange;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.time.FrameRate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SMPTE time code: frames as hours, minutes, seconds and frames of the nominal rate. At 29.97 and
 * 59.94 frames a second it drops numbers (never frames), so that it keeps to the clock; at all
 * other rates it counts on.
 */
final class Timecode {
  private static final Pattern SPELLING =
      Pattern.compile("(\\d{2}):([0-5]\\d):([0-5]\\d)([:;.])(\\d{2})");

  /** What two digits of frames can count. */
  static final int FASTEST = 100;

  /** How numbers follow each other. */
  enum Counting {
    DROP,
    NON_DROP
  }

  private Timecode() {}

  /** How a film of that rate is counted. */
  static Counting countingOf(FrameRate rate) {
    boolean drops = rate.denominator() == 1001 && rate.numerator() % 30_000 == 0;
    return drops ? Counting.DROP : Counting.NON_DROP;
  }

  /** Frames of a second as they are numbered: 30 for 30000/1001. */
  static int nominal(FrameRate rate) {
    return (rate.numerator() + rate.denominator() - 1) / rate.denominator();
  }

  /**
   * The number of {@code frame}, counted from 00:00:00:00.
   *
   * @throws IllegalArgumentException when the rate has no time code of two digits of frames, or the
   *     frame lies beyond 99 hours
   */
  static String of(long frame, FrameRate rate, Counting counting) {
    checkArgument(frame >= 0, "no time code before zero: frame %s", frame);
    int nominal = requireSlow(rate);
    long number = counting == Counting.DROP ? withDropped(frame, nominal) : frame;
    long seconds = number / nominal;
    checkArgument(seconds < 100 * 3600, "no time code beyond 99 hours: frame %s", frame);
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%s%02d",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        counting == Counting.DROP ? ";" : ":",
        number % nominal);
  }

  /** As {@link #of(long, FrameRate, Counting)}, counted as usual at that rate. */
  static String of(long frame, FrameRate rate) {
    return of(frame, rate, countingOf(rate));
  }

  /**
   * The frame that has this number; a semicolon before the frames says that numbers are dropped.
   *
   * @param counting where the text does not say
   * @throws IllegalArgumentException when it is no time code of that rate
   */
  static long frameOf(String text, FrameRate rate, Counting counting) {
    Matcher matcher = SPELLING.matcher(text);
    checkArgument(matcher.matches(), "not a time code (HH:MM:SS:FF): %s", text);
    int nominal = requireSlow(rate);
    int frames = Integer.parseInt(matcher.group(5));
    checkArgument(frames < nominal, "no such frame at %s a second: %s", rate, text);
    long minutes = 60L * Integer.parseInt(matcher.group(1)) + Integer.parseInt(matcher.group(2));
    long number = (60 * minutes + Integer.parseInt(matcher.group(3))) * nominal + frames;
    boolean drops = !matcher.group(4).equals(":") || counting == Counting.DROP;
    boolean canDrop = countingOf(rate) == Counting.DROP;
    return drops && canDrop ? number - dropped(nominal) * (minutes - minutes / 10) : number;
  }

  private static long withDropped(long frame, int nominal) {
    long dropped = dropped(nominal);
    long inMinute = 60L * nominal - dropped;
    long inTen = 10 * inMinute + dropped;
    long tens = frame / inTen;
    long rest = frame % inTen;
    // The first minute of ten drops nothing.
    long minutes = rest < 60L * nominal ? 0 : 1 + (rest - 60L * nominal) / inMinute;
    return frame + dropped * (9 * tens + minutes);
  }

  private static long dropped(int nominal) {
    return nominal / 15;
  }

  private static int requireSlow(FrameRate rate) {
    int nominal = nominal(rate);
    checkArgument(nominal <= FASTEST, "time code counts at most 100 frames a second: %s", rate);
    return nominal;
  }
}
