package io.autocut.runners;

import io.autocut.music.NetworkFeatures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes what the beat network is told of each piece of a training pool. */
@Command(
    name = "beat-features",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = {
      "Writes NAME.f32 beside each NAME.wav of a folder: what the beat network is told of it. For its"
          + " training only."
    })
final class BeatFeaturesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "Holds WAV files of 16-bit PCM.")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
    for (Path wav : files) {
      String name = wav.getFileName().toString();
      Path target = wav.resolveSibling(name.substring(0, name.length() - 4) + ".f32");
      NetworkFeatures.write(wav, target);
    }
    return ExitCode.ALL_MADE;
  }
}
