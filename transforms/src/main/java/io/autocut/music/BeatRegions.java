package io.autocut.music;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.BeatRegion;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in the music the beats can be trusted, as records that adjoin and cover all of its sound.
 *
 * <p>Regions of the same trust become one. A film that changed between beats and onsets every few
 * seconds would follow neither, so what is shorter than {@value #LEAST_SECONDS} s goes with its
 * neighbours.
 */
final class BeatRegions {
  /**
   * Of music with a beat that the network had not been trained on, 95 of 100 pieces reach 0.5;
   * speech and rubato stay below 0.4, free playing and noise below 0.25.
   */
  static final double LEAST_TRUSTED = 0.42;

  /**
   * Where the whole is trusted, a weak stretch is more often a quiet one than one without a beat.
   */
  static final double LEAST_TRUSTED_STRETCH = 0.25;

  private static final int LEAST_SECONDS = 4;

  private BeatRegions() {}

  static ImmutableList<BeatRegion> of(TrackedBeats beats, SoundRange sound, int sampleRate) {
    if (beats.confidence() < LEAST_TRUSTED) {
      return ImmutableList.of(region(sound.first(), sound.end(), beats.confidence(), false));
    }
    List<BeatRegion> regions = covering(beats, sound, sampleRate);
    long least = (long) LEAST_SECONDS * sampleRate;
    regions = withoutSlivers(merged(regions), false, least);
    // Trust that lasts only a moment amid none is as likely chance as it is a beat.
    return ImmutableList.copyOf(withoutSlivers(regions, true, least));
  }

  private static List<BeatRegion> covering(TrackedBeats beats, SoundRange sound, int sampleRate) {
    List<BeatRegion> regions = new ArrayList<>();
    long in = sound.first();
    for (TrackedBeats.Region region : beats.regions()) {
      long out = Math.min(sound.end(), Math.round(region.to() * sampleRate));
      if (out > in) {
        boolean trusted = region.confidence() >= LEAST_TRUSTED_STRETCH;
        regions.add(region(in, out, region.confidence(), trusted));
        in = out;
      }
    }
    if (in < sound.end()) {
      double last =
          regions.isEmpty() ? beats.confidence() : regions.get(regions.size() - 1).getConfidence();
      regions.add(region(in, sound.end(), last, last >= LEAST_TRUSTED_STRETCH));
    }
    return regions;
  }

  /** Gives those of this trust that are too short the trust of their neighbours. */
  private static List<BeatRegion> withoutSlivers(
      List<BeatRegion> regions, boolean trusted, long least) {
    if (regions.size() == 1) {
      return regions;
    }
    List<BeatRegion> turned = new ArrayList<>();
    for (BeatRegion region : regions) {
      boolean sliver =
          region.getTrusted() == trusted && region.getOutSample() - region.getInSample() < least;
      turned.add(
          region(
              region.getInSample(),
              region.getOutSample(),
              region.getConfidence(),
              region.getTrusted() != sliver));
    }
    return merged(turned);
  }

  private static List<BeatRegion> merged(List<BeatRegion> regions) {
    List<BeatRegion> merged = new ArrayList<>();
    for (BeatRegion region : regions) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).getTrusted() == region.getTrusted()) {
        merged.set(last, joined(merged.get(last), region));
      } else {
        merged.add(region);
      }
    }
    return merged;
  }

  private static BeatRegion joined(BeatRegion first, BeatRegion second) {
    double of = second.getOutSample() - first.getInSample();
    double confidence =
        first.getConfidence() * ((first.getOutSample() - first.getInSample()) / of)
            + second.getConfidence() * ((second.getOutSample() - second.getInSample()) / of);
    return region(first.getInSample(), second.getOutSample(), confidence, first.getTrusted());
  }

  private static BeatRegion region(long in, long out, double confidence, boolean trusted) {
    return new BeatRegion(in, out, Math.round(confidence * 1000) / 1000.0, trusted);
  }
}
