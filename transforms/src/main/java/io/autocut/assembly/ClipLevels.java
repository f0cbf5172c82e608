package io.autocut.assembly;

import io.autocut.music.LoudnessCurve;
import io.autocut.music.LoudnessMeter;
import io.autocut.segments.SoundCutter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much louder or softer each clip is made, so that none jumps out: towards the median loudness
 * of the clips that can be heard, by at most {@value #MOST_DB} decibels. All sounds of one clip are
 * changed alike.
 */
final class ClipLevels {
  private static final double MOST_DB = 6;

  private final Map<String, Double> gainsDb;

  private ClipLevels(Map<String, Double> gainsDb) {
    this.gainsDb = gainsDb;
  }

  /** Reads all sounds once. */
  static ClipLevels of(List<PlacedSound> sounds) throws IOException {
    Map<String, LoudnessMeter> meters = new LinkedHashMap<>();
    for (PlacedSound sound : sounds) {
      LoudnessMeter meter = meters.computeIfAbsent(clip(sound), unused -> newMeter());
      sound.forEachBlock((channels, length, position) -> meter.add(channels, 0, length));
    }
    Map<String, Double> loudness = new LinkedHashMap<>();
    meters.forEach((clip, meter) -> loudness.put(clip, meter.curve().integrated()));
    List<Double> audible =
        loudness.values().stream()
            .filter(lufs -> lufs > LoudnessCurve.SILENT_LUFS)
            .sorted()
            .toList();
    Map<String, Double> gains = new LinkedHashMap<>();
    loudness.forEach((clip, lufs) -> gains.put(clip, gainDb(lufs, audible)));
    return new ClipLevels(gains);
  }

  private static double gainDb(double lufs, List<Double> audible) {
    if (lufs <= LoudnessCurve.SILENT_LUFS) {
      return 0;
    }
    double median = audible.get(audible.size() / 2);
    return Math.max(-MOST_DB, Math.min(MOST_DB, median - lufs));
  }

  /** What the samples of {@code sound} are multiplied by. */
  double factor(PlacedSound sound) {
    return StrictMath.pow(10, Objects.requireNonNull(gainsDb.get(clip(sound))) / 20);
  }

  private static String clip(PlacedSound sound) {
    return sound.piece().event().getClipFingerprint();
  }

  private static LoudnessMeter newMeter() {
    return new LoudnessMeter(SoundCutter.SAMPLE_RATE, SoundCutter.CHANNELS);
  }
}
