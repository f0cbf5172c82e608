package io.autocut.music;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Onset;
import java.util.List;
import java.util.Optional;

/** Writes what was found in music into its timeline, in samples. */
final class TimelineRecords {
  private static final double SAME_TEMPO = 0.08;

  private final PcmAudio audio;
  private final SoundRange sound;

  TimelineRecords(PcmAudio audio, SoundRange sound) {
    this.audio = audio;
    this.sound = sound;
  }

  /**
   * All but the identity of the music, what kind of grid it is, and what there is to be said of it.
   */
  BeatTimeline.Builder write(
      TrackedBeats beats, MusicStructure structure, Optional<OnsetFeatures> features) {
    BeatTimeline.Builder timeline =
        BeatTimeline.newBuilder()
            .setSampleRate(audio.sampleRate())
            .setSamples(audio.samples())
            .setFirstSound(sound.first())
            .setEndSound(sound.end())
            .setMilliBpm(milliBpm(beats.seconds().toArray()))
            .setBeatsPerBar(beats.beatsPerBar())
            .setConfidence(thousandths(beats.confidence()))
            .setTempoConfidence(thousandths(beats.tempoConfidence()))
            .setDownbeatConfidence(thousandths(beats.downbeatConfidence()))
            .setBeats(beats(beats, structure))
            .setRegions(BeatRegions.of(beats, sound, audio.sampleRate()))
            .setOnsets(features.map(this::onsets).orElse(List.of()))
            .setNote("");
    return StructureRecords.write(timeline, structure);
  }

  /** Mean of the intervals that are near the median, so that neither gaps nor rounding count. */
  private static int milliBpm(double[] beats) {
    if (beats.length < 2) {
      return 0;
    }
    double median = BeatExtension.medianInterval(beats, 0, beats.length - 1);
    double sum = 0;
    int count = 0;
    for (int i = 1; i < beats.length; i++) {
      double interval = beats[i] - beats[i - 1];
      if (Math.abs(interval / median - 1) < SAME_TEMPO) {
        sum += interval;
        count++;
      }
    }
    return (int) Math.round(60_000.0 * count / sum);
  }

  private List<Beat> beats(TrackedBeats beats, MusicStructure structure) {
    ImmutableList.Builder<Beat> records = ImmutableList.builder();
    for (int i = 0; i < beats.count(); i++) {
      long sample = Math.round(beats.seconds().get(i) * audio.sampleRate());
      records.add(
          new Beat(
              Math.min(audio.samples() - 1, sample),
              beats.places().get(i),
              structure.energies().get(i)));
    }
    return records.build();
  }

  private List<Onset> onsets(OnsetFeatures features) {
    double first = sound.first() / (double) audio.sampleRate();
    ImmutableList.Builder<Onset> records = ImmutableList.builder();
    for (StrongOnsets.StrongOnset onset : StrongOnsets.find(features)) {
      long sample = Math.round(onset.seconds() * audio.sampleRate());
      // The attack of the first sound may lie a little before what is no longer silence.
      if (onset.seconds() >= first - AttackFinder.REACH_SECONDS && sample < sound.end()) {
        records.add(new Onset(Math.max(sound.first(), sample), thousandths(onset.strength())));
      }
    }
    return records.build();
  }

  private static double thousandths(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
