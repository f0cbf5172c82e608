package io.autocut.ingest;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.time.FrameRate;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The frame rate of film that was asked for: left to the footage, or exact, from 1 to 240 frames
 * per second.
 */
public final class FpsSpec {
  public static final FpsSpec AUTO = new FpsSpec(null);

  private static final Pattern SPELLING = Pattern.compile("\\d{1,9}(/\\d{1,9})?");
  private static final FrameRate SLOWEST = FrameRate.of(1, 1);
  private static final FrameRate FASTEST = FrameRate.of(240, 1);

  private final FrameRate rate;

  private FpsSpec(FrameRate rate) {
    this.rate = rate;
  }

  public static FpsSpec of(FrameRate rate) {
    checkArgument(
        rate.compareTo(SLOWEST) >= 0 && rate.compareTo(FASTEST) <= 0,
        "fps must lie between %s and %s: %s",
        SLOWEST,
        FASTEST,
        rate);
    return new FpsSpec(rate);
  }

  /** Reads {@code auto}, {@code 30} or {@code 30000/1001}; the inverse of {@link #toString}. */
  public static FpsSpec parse(String text) {
    if (text.equals("auto")) {
      return AUTO;
    }
    checkArgument(
        SPELLING.matcher(text).matches(),
        "fps is neither auto, N nor N/D, for example 30000/1001: %s",
        Quoted.of(text));
    return of(FrameRate.parse(text));
  }

  public boolean isAuto() {
    return rate == null;
  }

  public Optional<FrameRate> exact() {
    return Optional.ofNullable(rate);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FpsSpec that && Objects.equals(rate, that.rate);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(rate);
  }

  @Override
  public String toString() {
    return rate == null ? "auto" : rate.toString();
  }
}
