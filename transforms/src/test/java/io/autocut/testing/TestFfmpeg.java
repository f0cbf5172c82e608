package io.autocut.testing;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.FfmpegLocator;
import io.autocut.media.FfmpegProcess;
import io.autocut.media.VideoEncoder;
import java.util.Optional;

/**
 * The FFmpeg that tests run, looked for once a JVM: the bundled one, so that they make the same
 * media on every machine, else the one that a user of this machine would get.
 */
public final class TestFfmpeg {
  private static FfmpegLocator.Survey survey;

  private TestFfmpeg() {}

  public static Ffmpeg ffmpeg() {
    return new FfmpegProcess(best().installation());
  }

  /** The best software encoder of {@link #ffmpeg}: what films of tests are made with. */
  public static VideoEncoder encoder() {
    FfmpegLocator.Found best = best();
    return best.hardware()
        .bestSoftware()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the tests need an H.264 encoder; this FFmpeg has none that works: "
                        + best.installation()));
  }

  private static synchronized FfmpegLocator.Found best() {
    if (survey == null) {
      try {
        survey = FfmpegLocator.of(Optional.empty(), System.getenv()).survey();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while looking for FFmpeg", e);
      }
    }
    return survey.usable().stream()
        .filter(found -> found.installation().origin() == FfmpegInstallation.Origin.BUNDLED)
        .findFirst()
        .or(survey::best)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the tests need an FFmpeg that starts; tried: " + survey.unusable()));
  }
}
