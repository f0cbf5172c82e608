package io.autocut.runners;

import io.autocut.ingest.BeatSpec;
import io.autocut.ingest.IngestException;
import io.autocut.music.BeatsFile;
import io.autocut.music.GivenBeats;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What somebody knows better about the beats: options of every verb that needs them. */
final class BeatArguments {
  @Option(
      names = "--beats",
      paramLabel = "FILE",
      description =
          "Takes the beats from a file as 'autocut beats' writes it: seconds, and if you like a tab and the"
              + " place in the bar.")
  private Path file;

  @Option(
      names = "--tempo",
      paramLabel = "BPM",
      description = "Follows this tempo, 50 to 200 beats a minute, or one within 8 %% of it.")
  private String tempo = "";

  @Option(names = "--half-time", description = "Uses every other beat, counted from a downbeat.")
  private boolean halfTime;

  @Option(names = "--double-time", description = "Puts a beat halfway between every two.")
  private boolean doubleTime;

  @Option(
      names = "--beat-offset",
      paramLabel = "MS",
      description = "Moves all beats by so many milliseconds; negative is earlier.")
  private String offset = "";

  @Option(
      names = "--as-detected",
      description = "Uses the beats as detected, even when a correction was kept for this music.")
  private boolean asDetected;

  /** Whether beats are taken from a file. */
  boolean fromFile() {
    return file != null;
  }

  /** What the options say; files that are not there, and what contradicts itself, are refused. */
  BeatSpec spec() throws UsageException {
    refuseContradictions();
    if (asDetected) {
      return BeatSpec.asDetected();
    }
    BeatSpec spec =
        new BeatSpec(
            file == null ? "" : file.toAbsolutePath().normalize().toString(),
            tempo,
            offset,
            halfTime ? "half" : doubleTime ? "double" : "");
    try {
      spec.correction(spec.file());
    } catch (IngestException e) {
      throw new UsageException(inOptions(e.getMessage()), e);
    }
    if (file != null) {
      checkFile();
    }
    return spec;
  }

  private void refuseContradictions() throws UsageException {
    if (halfTime && doubleTime) {
      throw new UsageException("--half-time and --double-time contradict each other: give one.");
    }
    if (file != null && (!tempo.isEmpty() || halfTime || doubleTime)) {
      throw new UsageException(
          "--beats gives every beat: leave out --tempo, --half-time and --double-time.");
    }
    boolean corrected =
        file != null || !tempo.isEmpty() || !offset.isEmpty() || halfTime || doubleTime;
    if (asDetected && corrected) {
      throw new UsageException(
          "--as-detected takes the beats as they are: leave out --beats, --tempo, --beat-offset,"
              + " --half-time and --double-time.");
    }
  }

  private void checkFile() throws UsageException {
    try {
      GivenBeats.check(BeatsFile.text(file, file.toString()), file.toString());
    } catch (NoSuchFileException e) {
      throw new UsageException("--beats: there is no file " + file, e);
    } catch (IOException e) {
      throw new UsageException("--beats: " + file + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Manifests and options call the same things by other names. */
  private static String inOptions(String message) {
    return message
        .replace("\"tempo\"", "--tempo")
        .replace("\"beatOffsetMillis\"", "--beat-offset")
        .replace("\"beats\"", "--beats");
  }
}
