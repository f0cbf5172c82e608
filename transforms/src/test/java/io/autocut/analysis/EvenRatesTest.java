package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableLongArray;
import io.autocut.schemas.Timebase;
import io.autocut.time.FrameRate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which even rates suit frames that cameras have timed. */
class EvenRatesTest {
  private static final Timebase TICKS = new Timebase(1, 90_000);

  private static ImmutableLongArray times(int frames, IntToLongFunction pts) {
    return ImmutableLongArray.copyOf(IntStream.range(0, frames).mapToLong(pts).toArray());
  }

  @Test
  void longClipKeepsItsOwnRateOnly() {
    // In two minutes 29.97 and 30 are three frames apart.
    assertThat(EvenRates.of(times(3600, i -> 3003L * i), TICKS, FrameRate.of(30_000, 1001)))
        .containsExactly(FrameRate.of(30_000, 1001));
  }

  @Test
  void framesThatJitterByLessThanHalfAFrameAreEven() {
    ImmutableLongArray jitters = times(900, i -> 3000L * i + i * 7919 % 1401 - 700);

    assertThat(EvenRates.of(jitters, TICKS, FrameRate.of(3001, 100)).get(0))
        .isEqualTo(FrameRate.of(30, 1));
  }

  @Test
  void missingFrameIsUneven() {
    ImmutableLongArray gap = times(900, i -> 3000L * (i < 450 ? i : i + 1));

    assertThat(EvenRates.of(gap, TICKS, FrameRate.of(30, 1))).isEmpty();
  }

  @Test
  void oddRateOfALongClipIsKept() {
    FrameRate odd = FrameRate.of(13, 1);

    assertThat(EvenRates.of(times(1300, i -> Math.round(i * 90_000.0 / 13)), TICKS, odd))
        .containsExactly(odd);
  }
}
