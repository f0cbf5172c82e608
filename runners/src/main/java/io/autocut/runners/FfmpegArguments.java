package io.autocut.runners;

import io.autocut.media.FfmpegLocator;
import io.autocut.media.HardwareSource;
import io.autocut.media.HardwareUse;
import io.autocut.store.RememberedHardware;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which FFmpeg a verb uses. */
final class FfmpegArguments {
  @Option(
      names = "--ffmpeg",
      paramLabel = "FILE|DIR",
      description =
          "The FFmpeg to use, with its ffprobe beside it; the variable AUTOCUT_FFMPEG does the same."
              + " Default: the better of the bundled one and that on the PATH.")
  private Path ffmpeg;

  /** The same choice for another command line; empty when none was made. */
  List<String> given() {
    return ffmpeg == null
        ? List.of()
        : List.of("--ffmpeg", ffmpeg.toAbsolutePath().normalize().toString());
  }

  /** The file or folder as it was named; empty when none was. */
  String name() {
    return ffmpeg == null ? "" : ffmpeg.toString();
  }

  /** What can be used of the one that is named, or of those that are found. */
  static FfmpegLocator.Survey survey(Optional<Path> named, HardwareUse use)
      throws InterruptedException {
    return FfmpegLocator.of(named, System.getenv()).survey(RememberedHardware.ofThisHost(), use);
  }

  FfmpegLocator.Survey survey(HardwareSource hardware, HardwareUse use)
      throws InterruptedException {
    return FfmpegLocator.of(Optional.ofNullable(ffmpeg), System.getenv()).survey(hardware, use);
  }

  /** The one to use for what needs no graphics hardware; throws when none starts. */
  FfmpegLocator.Found find() throws UsageException, InterruptedException {
    FfmpegLocator.Survey survey = survey(Optional.ofNullable(ffmpeg), HardwareUse.OFF);
    return survey.best().orElseThrow(() -> new UsageException(noneOf(survey)));
  }

  /** Why no FFmpeg can be used, one line each. */
  static String noneOf(FfmpegLocator.Survey survey) {
    return survey.unusable().stream()
        .map(
            unusable ->
                "  %s (%s): %s"
                    .formatted(
                        unusable.executable(),
                        unusable.origin().name().toLowerCase(java.util.Locale.ROOT),
                        unusable.reason()))
        .collect(Collectors.joining("\n", "No FFmpeg starts here:\n", ""));
  }
}
