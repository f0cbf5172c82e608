package io.autocut.runners.benchmark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.FfmpegMeter;
import io.autocut.media.UnusableMediaException;
import io.autocut.media.VideoEncoder;
import io.autocut.music.BeatCorrections;
import io.autocut.music.BeatsFile;
import io.autocut.music.MusicAnalysisEngine;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.MediaKind;
import io.autocut.store.ContentKey;
import io.autocut.store.Fingerprint;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The beats of this program, by the engine that analyses the music of films.
 *
 * <p>Each piece gets an empty store, so that nothing is found there and the cost is real.
 */
final class OwnBeats {
  private final FfmpegInstallation installation;
  private final Path scratch;

  /**
   * A timeline, and what it cost.
   *
   * @param timeline as films are made by it
   * @param cost from the file to the timeline in the store
   */
  record Tracked(BeatTimeline timeline, CpuCost cost) {
    FoundBeats beats() {
      List<BeatsFile.Line> lines = BeatsFile.linesOf(timeline);
      return new FoundBeats(
          FoundBeats.seconds(lines),
          Optional.of(FoundBeats.downbeatSeconds(lines)),
          OptionalDouble.of(timeline.getConfidence()),
          OptionalDouble.of(timeline.getMilliBpm() / 1000.0),
          cost);
    }

    /** Length of the music; unit: seconds. */
    double audioSeconds() {
      return timeline.getSamples() / (double) timeline.getSampleRate();
    }
  }

  /**
   * @param scratch takes the decoded music for as long as it is analysed
   */
  OwnBeats(FfmpegInstallation installation, Path scratch) {
    this.installation = installation;
    this.scratch = scratch;
  }

  Tracked track(Path sound) throws UnusableMediaException, IOException, InterruptedException {
    Path store = Files.createTempDirectory(scratch, "store");
    try {
      // No film is made here, so any encoder and any width will do.
      WorkerContext context =
          new WorkerContext(store.toString(), installation, VideoEncoder.values()[0], 1);
      MusicAnalysisEngine engine = new MusicAnalysisEngine(context);
      CpuSpan span = CpuSpan.begin();
      AnalysisRequest request =
          AnalysisRequest.newBuilder()
              .setMontageId("")
              .setKind(MediaKind.MUSIC)
              .setUri(sound.toAbsolutePath().toString())
              .setFingerprint(Fingerprint.of(sound))
              .setBeatCorrection(BeatCorrections.asDetected())
              .build();
      ContentKey key = engine.key(request);
      FfmpegMeter ffmpeg = new FfmpegMeter(context.ffmpeg());
      engine.analyze(sound, request, key, ffmpeg);
      CpuCost cost =
          new CpuCost(
              span.thread(), OptionalDouble.of(span.children().orElse(ffmpeg.millis() / 1000.0)));
      return new Tracked(context.records().get(key, BeatTimeline.class), cost);
    } finally {
      MoreFiles.deleteRecursively(store, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
