package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TempoScalingTest {

  @Property(tries = 100)
  void halfTimeKeepsEveryOtherBeatFromADownbeatOn(
      @ForAll @IntRange(min = 8, max = 40) int count,
      @ForAll @IntRange(min = 3, max = 4) int metre,
      @ForAll @IntRange(min = 0, max = 2) int upbeats) {
    TrackedBeats halved = TempoScaling.halved(even(count, metre, upbeats));

    int first = upbeats % 2;
    assertThat(halved.seconds().asList())
        .containsExactlyElementsOf(
            IntStream.range(0, count)
                .filter(beat -> beat % 2 == first)
                .mapToObj(beat -> (double) beat)
                .toList());
    assertThat(placeAt(halved, upbeats)).isEqualTo(1);
    assertThat(halved.beatsPerBar()).isEqualTo(metre);
  }

  @Property(tries = 100)
  void halfTimeBarSpansTwoBars(
      @ForAll @IntRange(min = 8, max = 40) int count,
      @ForAll @IntRange(min = 3, max = 4) int metre) {
    TrackedBeats halved = TempoScaling.halved(even(count, metre, 0));

    for (int beat = 0; beat < halved.count(); beat++) {
      assertThat(halved.places().get(beat)).isEqualTo(beat % metre + 1);
    }
  }

  @Test
  void halfTimeStaysOnTheDownbeatsAfterABarThatIsCutShort() {
    TrackedBeats halved =
        TempoScaling.halved(beats(4, 1, 2, 3, 4, 1, 2, 3, 1, 2, 3, 4, 1, 2, 3, 4));

    assertThat(halved.seconds().asList()).containsExactly(0.0, 2.0, 4.0, 6.0, 7.0, 9.0, 11.0, 13.0);
    assertThat(halved.places().asList()).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
  }

  @Test
  void doubleTimeMakesTwoBarsOfEach() {
    TrackedBeats doubled = TempoScaling.doubled(beats(3, 3, 1, 2, 3, 1), 5);

    assertThat(doubled.seconds().asList())
        .containsExactly(0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5);
    assertThat(doubled.places().asList()).containsExactly(2, 3, 1, 2, 3, 1, 2, 3, 1, 2);
  }

  @Test
  void doubleTimePutsNoBeatAfterTheMusic() {
    assertThat(TempoScaling.doubled(beats(4, 1, 2), 1.5).seconds().asList())
        .containsExactly(0.0, 0.5, 1.0);
  }

  @Property(tries = 100)
  void halfOfTheDoubleIsWhatWasThere(
      @ForAll @IntRange(min = 2, max = 40) int count,
      @ForAll @IntRange(min = 3, max = 4) int metre) {
    TrackedBeats beats = even(count, metre, 0);
    TrackedBeats back = TempoScaling.halved(TempoScaling.doubled(beats, count));

    assertThat(back.places()).isEqualTo(beats.places());
    for (int beat = 0; beat < count; beat++) {
      assertThat(back.seconds().get(beat)).isCloseTo(beats.seconds().get(beat), within(1e-9));
    }
  }

  private static int placeAt(TrackedBeats beats, double seconds) {
    return beats.places().get(beats.seconds().indexOf(seconds));
  }

  private static TrackedBeats even(int count, int metre, int upbeats) {
    return beats(
        metre,
        IntStream.range(0, count).map(beat -> Math.floorMod(beat - upbeats, metre) + 1).toArray());
  }

  /** A beat each second. */
  private static TrackedBeats beats(int metre, int... places) {
    return new TrackedBeats(
        ImmutableDoubleArray.copyOf(IntStream.range(0, places.length).asDoubleStream()),
        ImmutableIntArray.copyOf(places),
        metre,
        0.5,
        0.5,
        0.5,
        ImmutableList.of());
  }
}
