package io.autocut.runners;

import io.autocut.media.UnusableMediaException;
import io.autocut.music.BeatsFile;
import io.autocut.music.MusicAnalysisEngine;
import io.autocut.schemas.BeatTimeline;
import io.autocut.store.ContentKey;
import io.autocut.store.Fingerprint;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the beats of a piece of music. */
@Command(
    name = "beats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the beats that are found in music: seconds TAB beat in the bar, one beat a line; 1 is the"
          + " downbeat. Lines that begin with # tell tempo, metre and confidence."
    },
    footer = {"", "Example:", "  autocut beats song.mp3 --output song.beats"})
final class BeatsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MUSIC", description = "Any file with sound that FFmpeg decodes.")
  private Path music;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the beats go. Default: standard output.")
  private Path output;

  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!Files.isReadable(music) || !Files.isRegularFile(music)) {
      throw new UsageException(music + ": there is no such file, or it cannot be read.");
    }
    BeatTimeline timeline = timeline(run.context());
    if (output == null) {
      spec.commandLine().getOut().print(BeatsFile.print(timeline));
      spec.commandLine().getOut().flush();
    } else {
      BeatsFile.write(timeline, output);
    }
    return ExitCode.ALL_MADE;
  }

  private BeatTimeline timeline(WorkerContext context) throws IOException, InterruptedException {
    MusicAnalysisEngine engine = new MusicAnalysisEngine(context);
    String fingerprint = Fingerprint.of(music);
    ContentKey key = engine.key(fingerprint);
    if (!engine.isStored(key)) {
      try {
        engine.analyze(music, fingerprint, key);
      } catch (UnusableMediaException e) {
        throw new IOException(music.getFileName() + ": " + e.getMessage() + ".");
      }
    }
    return context.records().get(key, BeatTimeline.class);
  }
}
