package io.autocut.runners.simulation;

import io.autocut.music.MusicEngine;
import io.autocut.music.PcmAudio;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatRegion;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Hears two beats a second, four in a bar, in music that does not exist. */
final class SimulatedMusic implements MusicEngine {
  private static final int SAMPLE_RATE = 48_000;
  private static final int SAMPLES_PER_BEAT = SAMPLE_RATE / 2;
  private static final int BEATS_PER_BAR = 4;

  private final SimulatedArchive archive;

  SimulatedMusic(SimulatedArchive archive) {
    this.archive = archive;
  }

  @Override
  public void decode(Path music, String fingerprint, Path wav) throws IOException {
    PcmAudio.writeEmpty(wav, SAMPLE_RATE, 1);
  }

  @Override
  public BeatTimeline analyze(Path wav, AnalysisRequest concrete, String pcmKey) {
    long end = (long) archive.segmentsPerMontage() * SAMPLE_RATE;
    return BeatTimeline.newBuilder()
        .setFingerprint(concrete.getFingerprint())
        .setSampleRate(SAMPLE_RATE)
        .setSamples(end)
        .setPcmKey(pcmKey)
        .setGrid(BeatGrid.TRACKED)
        .setMilliBpm(120_000)
        .setBeatsPerBar(BEATS_PER_BAR)
        .setConfidence(1)
        .setTempoConfidence(1)
        .setDownbeatConfidence(1)
        .setFirstSound(0)
        .setEndSound(end)
        .setEnding(end)
        .setBeats(
            IntStream.range(0, (int) (end / SAMPLES_PER_BEAT))
                .mapToObj(
                    beat -> new Beat((long) beat * SAMPLES_PER_BEAT, beat % BEATS_PER_BAR + 1, 0.5))
                .toList())
        .setRegions(List.of(new BeatRegion(0L, end, 1.0, true)))
        .setSections(List.of(new Section(0L, end, "A", 0.5)))
        .setNote("")
        .build();
  }
}
