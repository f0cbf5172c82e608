package io.autocut.exports.interchange;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.time.FrameRate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the frames of one rate as hours:minutes:seconds:frames (SMPTE ST 12-1): with drop-frame at
 * 29.97 and 59.94 frames a second, without at all others. Immutable.
 */
final class Timecode {
  private static final Pattern FORM =
      Pattern.compile("(\\d{2})[:;](\\d{2})[:;](\\d{2})[:;](\\d{2,3})");

  /** Frame numbers at 30 a second that are skipped in nine minutes of ten. */
  private static final int DROPPED_AT_30 = 2;

  private final int nominal;
  private final int dropped;

  private Timecode(int nominal, int dropped) {
    this.nominal = nominal;
    this.dropped = dropped;
  }

  static Timecode of(FrameRate rate) {
    int nominal = (rate.numerator() + rate.denominator() - 1) / rate.denominator();
    boolean ntsc = rate.denominator() == 1001 && nominal % 30 == 0;
    return new Timecode(nominal, ntsc ? DROPPED_AT_30 * nominal / 30 : 0);
  }

  /** Whether frame numbers are skipped, so that the count keeps up with the clock. */
  boolean dropsFrames() {
    return dropped > 0;
  }

  /** {@code 01:00:00:00}, or {@code 01:00:00;00} with drop-frame; days are not counted. */
  String format(long frame) {
    checkArgument(frame >= 0, "frame %s", frame);
    long counted = frame + skippedBefore(frame);
    long seconds = counted / nominal;
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%s%02d",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        dropsFrames() ? ";" : ":",
        counted % nominal);
  }

  private long skippedBefore(long frame) {
    if (!dropsFrames()) {
      return 0;
    }
    long minute = 60L * nominal - dropped;
    long tenMinutes = 10 * minute + dropped;
    long inTen = frame % tenMinutes;
    // The first minute of ten is whole.
    long minutes = inTen < 60L * nominal ? 0 : 1 + (inTen - 60L * nominal) / minute;
    return dropped * (9 * (frame / tenMinutes) + minutes);
  }

  /**
   * The inverse of {@link #format}.
   *
   * @throws IllegalArgumentException when it is none at this rate
   */
  long parse(String text) {
    Matcher matcher = FORM.matcher(text);
    checkArgument(matcher.matches(), "no timecode HH:MM:SS:FF: %s", text);
    long hours = Long.parseLong(matcher.group(1));
    long minutes = Long.parseLong(matcher.group(2));
    long seconds = Long.parseLong(matcher.group(3));
    long frames = Long.parseLong(matcher.group(4));
    checkArgument(
        minutes < 60 && seconds < 60 && frames < nominal,
        "no timecode at %s frames a second: %s",
        nominal,
        text);
    long allMinutes = 60 * hours + minutes;
    checkArgument(
        seconds > 0 || frames >= dropped || allMinutes % 10 == 0,
        "a timecode that drop-frame skips: %s",
        text);
    return (60 * allMinutes + seconds) * nominal
        + frames
        - dropped * (allMinutes - allMinutes / 10);
  }
}
