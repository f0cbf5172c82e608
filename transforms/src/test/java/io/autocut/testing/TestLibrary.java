package io.autocut.testing;

import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.CameraMove;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Moment;
import io.autocut.schemas.MomentScores;
import io.autocut.schemas.Tint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Invents clips and music as varied as real ones; the same seed invents the same. */
public final class TestLibrary {
  private static final int MOMENT_MILLIS = 2000;
  private static final int TICKS = 90;

  private final Random random;

  public TestLibrary(long seed) {
    this.random = new Random(seed);
  }

  /** So many clips of one shot each, with so many moments of two seconds. */
  public List<ClipAnalysis> clips(int count, int moments) {
    List<ClipAnalysis> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clips.add(clip("clip" + i, moments));
    }
    return clips;
  }

  private ClipAnalysis clip(String fingerprint, int count) {
    List<Moment> moments = new ArrayList<>();
    List<Integer> keyframes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long in = (long) i * MOMENT_MILLIS * TICKS;
      moments.add(
          Moment.newBuilder()
              .setInPts(in)
              .setOutPts(in + MOMENT_MILLIS * TICKS)
              .setPeakPts(in + random.nextInt(MOMENT_MILLIS) * TICKS)
              .setScores(scores())
              .setMove(CameraMove.values()[random.nextInt(CameraMove.values().length)])
              .setTint(new Tint(random.nextInt(256), 100 + random.nextInt(56), 128))
              .setPictureHash("%016x".formatted(random.nextLong()))
              .build());
      keyframes.add(i * MOMENT_MILLIS + random.nextInt(50) * 100 / 3);
    }
    ClipAnalysis plain =
        TestAnalysis.of(fingerprint)
            .shot(count * MOMENT_MILLIS)
            .keyframesAt(keyframes.toArray(Integer[]::new))
            .build();
    return ClipAnalysis.newBuilder(plain).setMoments(moments).build();
  }

  private MomentScores scores() {
    double quality = Math.max(0, Math.min(1, 0.5 + 0.2 * random.nextGaussian()));
    return MomentScores.newBuilder()
        .setSharpness(quality)
        .setExposure(quality)
        .setMotion(random.nextInt(1001) / 1000.0)
        .setContrast(quality)
        .setQuality(Math.round(1000 * quality) / 1000.0)
        .build();
  }

  /** The same beats with an energy that wanders as that of music does. */
  public BeatTimeline varied(BeatTimeline timeline) {
    List<Beat> beats = new ArrayList<>();
    double energy = 0.5;
    for (Beat beat : timeline.getBeats()) {
      energy = Math.max(0, Math.min(1, energy + 0.1 * random.nextGaussian()));
      beats.add(Beat.newBuilder(beat).setEnergy(Math.round(1000 * energy) / 1000.0).build());
    }
    return BeatTimeline.newBuilder(timeline).setBeats(beats).build();
  }
}
