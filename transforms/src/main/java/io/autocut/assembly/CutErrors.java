package io.autocut.assembly;

import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.stream.LongStream;

/**
 * How far the cuts of a plan lie from the beats, onsets or even pulses that they are meant for.
 * Immutable.
 */
public final class CutErrors {
  /** How many of the farthest ones are shown to people. */
  public static final int WORST = 4;

  /**
   * One cut.
   *
   * @param eventIndex the event that begins with it, at least 1
   * @param micros cut less pulse, so positive is late; unit: microseconds
   */
  public record CutError(int eventIndex, long micros) {}

  private final ImmutableList<CutError> cuts;
  private final long halfFrameMicros;

  private CutErrors(ImmutableList<CutError> cuts, long halfFrameMicros) {
    this.cuts = cuts;
    this.halfFrameMicros = halfFrameMicros;
  }

  public static CutErrors of(EditDecisionList plan) {
    FrameRate rate = FrameRate.of(plan.getEditRate());
    return new CutErrors(
        plan.getEvents().stream()
            .skip(1)
            .map(event -> new CutError(event.getIndex(), micros(plan, event, rate)))
            .collect(ImmutableList.toImmutableList()),
        rate.frameDuration().dividedBy(2).toMicros());
  }

  private static long micros(EditDecisionList plan, Event event, FrameRate rate) {
    RationalTime pulse = RationalTime.of(plan.getBeatTimes().get(event.getIndex()));
    return rate.timeOf(event.getRecordIn()).minus(pulse).toMicros();
  }

  /** In the order of the film; its own start is no cut. */
  public ImmutableList<CutError> cuts() {
    return cuts;
  }

  /** No cut of a film at this rate need lie farther from its pulse; unit: microseconds. */
  public long halfFrameMicros() {
    return halfFrameMicros;
  }

  /** The farthest ones, the farthest first, at most {@code most}. */
  public ImmutableList<CutError> worst(int most) {
    return cuts.stream()
        .sorted(
            comparing((CutError cut) -> Math.abs(cut.micros()))
                .reversed()
                .thenComparing(CutError::eventIndex))
        .limit(most)
        .collect(ImmutableList.toImmutableList());
  }

  /** How far the farthest one lies off; 0 without cuts. Unit: microseconds. */
  public long largestMicros() {
    return distances().max().orElse(0);
  }

  /** How far they lie off on average, rounded; 0 without cuts. Unit: microseconds. */
  public long meanMicros() {
    return Math.round(distances().average().orElse(0));
  }

  private LongStream distances() {
    return cuts.stream().mapToLong(cut -> Math.abs(cut.micros()));
  }
}
