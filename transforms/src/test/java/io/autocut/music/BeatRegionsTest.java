package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.autocut.music.TrackedBeats.Region;
import io.autocut.schemas.BeatRegion;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeatRegionsTest {
  private static final int SAMPLE_RATE = 1000;
  private static final SoundRange MINUTE = new SoundRange(500, 60_500);
  private static final double SURE = 0.9;
  private static final double UNSURE = 0.05;

  @Test
  void regionsCoverTheSoundFromFirstToLast() {
    assertThat(of(SURE, new Region(0.51, 60.49, 0.8)))
        .containsExactly(new BeatRegion(500L, 60_500L, 0.8, true));
  }

  @Test
  void regionIsTrustedFromTheThresholdOn() {
    assertThat(
            of(
                SURE,
                new Region(0.5, 20, BeatRegions.LEAST_TRUSTED_STRETCH),
                new Region(20, 60.5, BeatRegions.LEAST_TRUSTED_STRETCH - 0.001)))
        .extracting(BeatRegion::getTrusted)
        .containsExactly(true, false);
  }

  @Test
  void adjoiningRegionsOfTheSameTrustBecomeOneOfMeanConfidence() {
    assertThat(of(SURE, new Region(0.5, 20.5, 0.9), new Region(20.5, 60.5, 0.6)))
        .containsExactly(new BeatRegion(500L, 60_500L, 0.7, true));
  }

  @Test
  void momentWithoutABeatStaysTrusted() {
    assertThat(
            of(
                SURE,
                new Region(0.5, 20, SURE),
                new Region(20, 23.9, UNSURE),
                new Region(23.9, 60.5, SURE)))
        .hasSize(1)
        .allMatch(BeatRegion::getTrusted);
  }

  @Test
  void fourSecondsWithoutABeatAreNotTrusted() {
    assertThat(
            of(
                SURE,
                new Region(0.5, 20, SURE),
                new Region(20, 24, UNSURE),
                new Region(24, 60.5, SURE)))
        .containsExactly(
            new BeatRegion(500L, 20_000L, 0.9, true),
            new BeatRegion(20_000L, 24_000L, 0.05, false),
            new BeatRegion(24_000L, 60_500L, 0.9, true));
  }

  @Test
  void momentOfTrustAmidNoneIsNotTrusted() {
    assertThat(
            of(
                SURE,
                new Region(0.5, 20, UNSURE),
                new Region(20, 22, SURE),
                new Region(22, 60.5, UNSURE)))
        .hasSize(1)
        .noneMatch(BeatRegion::getTrusted);
  }

  @Test
  void musicOfLittleConfidenceIsOneUntrustedRegion() {
    assertThat(of(UNSURE, new Region(0.5, 20, SURE), new Region(20, 60.5, UNSURE)))
        .containsExactly(new BeatRegion(500L, 60_500L, 0.05, false));
  }

  private static List<BeatRegion> of(double confidence, Region... regions) {
    TrackedBeats beats =
        new TrackedBeats(
            ImmutableDoubleArray.of(),
            ImmutableIntArray.of(),
            4,
            confidence,
            confidence,
            confidence,
            ImmutableList.copyOf(regions));
    return BeatRegions.of(beats, MINUTE, SAMPLE_RATE);
  }
}
