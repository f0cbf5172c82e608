package io.autocut.runners;

import io.autocut.ingest.BeatSpec;
import io.autocut.ingest.IngestException;
import io.autocut.pipelines.FilmWords;
import io.autocut.pipelines.MontagePipelineOptions;
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

  /** What the options say; files that are not there, and what contradicts itself, are refused. */
  BeatSpec spec() throws UsageException {
    refuseContradictions();
    try {
      return FilmWords.beats(file(), tempo, offset, scale());
    } catch (IngestException e) {
      throw UsageException.of(e);
    }
  }

  /** Puts what is said on the options of a pipeline; what contradicts itself is refused. */
  void fill(MontagePipelineOptions options) throws UsageException {
    refuseContradictions();
    options.setBeats(file());
    options.setTempo(tempo);
    options.setBeatOffset(offset);
    options.setTempoScale(scale());
  }

  private String file() {
    return file == null ? "" : file.toString();
  }

  private String scale() {
    if (asDetected) {
      return "as-detected";
    }
    return halfTime ? "half" : doubleTime ? "double" : "";
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
}
