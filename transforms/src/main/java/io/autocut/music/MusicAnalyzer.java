package io.autocut.music;

import static com.google.common.base.Preconditions.checkNotNull;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatTimeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the beats, the bars, the structure and the loudness of a piece of music.
 *
 * <p>Where no beat can be found (silence, noise, less than two seconds) an even grid of 120 beats a
 * minute stands in and the note says why, so that a montage can be made to any music. The same file
 * gives the same timeline on every machine.
 */
public final class MusicAnalyzer {
  private static final long SHORTEST_SECONDS = 2;
  private static final long LONGEST_SECONDS = 4 * 3600;
  private static final double LEAST_CONFIDENCE = 0.2;
  private static final int REGULAR_BPM = 120;
  private static final int REGULAR_METRE = 4;

  private final BeatCorrection correction;

  /** Takes the beats as it finds them. */
  public MusicAnalyzer() {
    this(BeatCorrections.asDetected());
  }

  /** Corrects the beats before anything is derived from them. */
  MusicAnalyzer(BeatCorrection correction) {
    this.correction = correction;
  }

  /**
   * Analyses a PCM WAV file.
   *
   * @param fingerprint of the content of the music, copied into the timeline
   * @param pcmKey key of the decoded music in the store, copied into the timeline
   * @throws UnusableMusicException with code BAD_PCM when the file cannot be read as such,
   *     NO_SAMPLES when there is nothing in it, BAD_BEATS when the correction does not fit the
   *     music
   */
  public BeatTimeline analyze(Path wav, String fingerprint, String pcmKey)
      throws IOException, UnusableMusicException {
    checkNotNull(fingerprint, "fingerprint is missing");
    checkNotNull(pcmKey, "pcmKey is missing");
    PcmAudio audio = PcmAudio.open(wav);
    if (audio.samples() == 0) {
      throw new UnusableMusicException(
          UnusableMusicException.NO_SAMPLES, wav + ": there is no sample of sound in it");
    }
    double end = audio.samples() / (double) audio.sampleRate();
    return new Analysis(audio.audible(), new CorrectedBeats(correction, end))
        .run()
        .setFingerprint(fingerprint)
        .setPcmKey(pcmKey)
        .build();
  }

  /** The analysis of one file. */
  private static final class Analysis {
    private final PcmAudio audio;
    private final LoudnessCurve loudness;
    private final SoundLevels levels;
    private final CorrectedBeats corrected;

    Analysis(PcmAudio audio, CorrectedBeats corrected) throws IOException {
      this.audio = audio;
      this.loudness = LoudnessCurve.measure(audio);
      this.levels = SoundLevels.measure(audio);
      this.corrected = corrected;
    }

    BeatTimeline.Builder run() throws IOException, UnusableMusicException {
      if (levels.silent()) {
        return evenGrid(
            new SoundRange(0, audio.samples()), Optional.empty(), "The music is silent");
      }
      SoundRange sound = SoundRange.find(audio, levels);
      if (sound.length() < SHORTEST_SECONDS * audio.sampleRate()) {
        String reason = "The music sounds for less than " + SHORTEST_SECONDS + " seconds";
        return evenGrid(sound, Optional.empty(), reason);
      }
      if (audio.samples() > LONGEST_SECONDS * audio.sampleRate()) {
        String reason = "The music is longer than " + LONGEST_SECONDS / 3600 + " hours";
        return evenGrid(sound, Optional.empty(), reason);
      }
      return tracked(sound, OnsetFeatures.extract(audio, levels));
    }

    private BeatTimeline.Builder tracked(SoundRange sound, OnsetFeatures features)
        throws UnusableMusicException {
      Optional<TrackedBeats> detected =
          BeatDetector.detect(
                  features, seconds(sound.first()), seconds(sound.end()), corrected.tempi())
              .filter(beats -> corrected.ofKnownTempo() || beats.confidence() >= LEAST_CONFIDENCE);
      if (detected.isEmpty() && !corrected.given()) {
        String reason = "No steady beat could be heard in the music";
        return evenGrid(sound, Optional.of(features), reason);
      }
      return timeline(sound, Optional.of(features), corrected.of(detected))
          .setGrid(corrected.given() ? BeatGrid.GIVEN : BeatGrid.TRACKED);
    }

    /** Where nothing can be heard: the beats that somebody gave, or an even grid. */
    private BeatTimeline.Builder evenGrid(
        SoundRange sound, Optional<OnsetFeatures> features, String reason)
        throws UnusableMusicException {
      if (corrected.given()) {
        return timeline(sound, features, corrected.of(Optional.empty())).setGrid(BeatGrid.GIVEN);
      }
      int milliBpm = corrected.milliBpmOr(REGULAR_BPM * 1000);
      int scaled = corrected.scaled(milliBpm);
      String grid = "; an even grid of %s beats a minute stands in.";
      return timeline(sound, features, corrected.of(Optional.of(even(sound, milliBpm))))
          .setMilliBpm(scaled)
          .setGrid(BeatGrid.REGULAR)
          .setNote(reason + grid.formatted(BeatCorrections.thousandths(scaled)));
    }

    private TrackedBeats even(SoundRange sound, int milliBpm) {
      long length = sound.end() - sound.first();
      long perBeat = 60_000L * audio.sampleRate();
      int count = (int) ((length * milliBpm + perBeat - 1) / perBeat);
      double[] seconds = new double[count];
      int[] places = new int[count];
      for (int i = 0; i < count; i++) {
        seconds[i] = seconds(sound.first() + i * perBeat / milliBpm);
        places[i] = i % REGULAR_METRE + 1;
      }
      return new TrackedBeats(
          ImmutableDoubleArray.copyOf(seconds),
          ImmutableIntArray.copyOf(places),
          REGULAR_METRE,
          0,
          0,
          0,
          ImmutableList.of(
              new TrackedBeats.Region(seconds(sound.first()), seconds(sound.end()), 0)));
    }

    private BeatTimeline.Builder timeline(
        SoundRange sound, Optional<OnsetFeatures> features, TrackedBeats beats) {
      return new TimelineRecords(audio, sound)
          .write(beats, structure(sound, features, beats), features)
          .setIntegratedCentiLufs((int) Math.round(100 * loudness.integrated()))
          .setCorrection(corrected.inWords());
    }

    private MusicStructure structure(
        SoundRange sound, Optional<OnsetFeatures> features, TrackedBeats beats) {
      double from = seconds(sound.first());
      double to = seconds(sound.end());
      if (features.isPresent()) {
        return MusicStructure.of(beats, features.get(), loudness, from, to);
      }
      return levels.silent()
          ? MusicStructure.silent(beats, from, to)
          : MusicStructure.plain(beats, loudness, from, to);
    }

    private double seconds(long sample) {
      return sample / (double) audio.sampleRate();
    }
  }
}
