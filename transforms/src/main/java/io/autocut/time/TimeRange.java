package io.autocut.time;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;

/** What lies from one instant, inclusive, to another, exclusive; never of negative length. */
public final class TimeRange {
  private final RationalTime in;
  private final RationalTime out;

  private TimeRange(RationalTime in, RationalTime out) {
    this.in = in;
    this.out = out;
  }

  public static TimeRange of(RationalTime in, RationalTime out) {
    checkArgument(in.compareTo(out) <= 0, "range ends before it begins: %s to %s", in, out);
    return new TimeRange(in, out);
  }

  public static TimeRange lasting(RationalTime in, RationalTime length) {
    return of(in, in.plus(length));
  }

  public RationalTime in() {
    return in;
  }

  public RationalTime out() {
    return out;
  }

  public RationalTime length() {
    return out.minus(in);
  }

  /** Whether the two share any instant; ranges that only touch do not. */
  public boolean overlaps(TimeRange other) {
    return in.compareTo(other.out) < 0 && other.in.compareTo(out) < 0;
  }

  /** Whether {@code other} lies wholly within this. */
  public boolean encloses(TimeRange other) {
    return in.compareTo(other.in) <= 0 && other.out.compareTo(out) <= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeRange that && in.equals(that.in) && out.equals(that.out);
  }

  @Override
  public int hashCode() {
    return Objects.hash(in, out);
  }

  @Override
  public String toString() {
    return "[" + in + ", " + out + ")";
  }
}
