package io.autocut.runners;

import io.autocut.ingest.BeatSpec;
import io.autocut.ingest.IngestException;
import io.autocut.media.UnusableMediaException;
import io.autocut.music.BeatCorrections;
import io.autocut.music.BeatsFile;
import io.autocut.music.ClickTrack;
import io.autocut.music.KeptCorrections;
import io.autocut.music.MusicAnalysisEngine;
import io.autocut.music.UnusableMusicException;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.MediaKind;
import io.autocut.store.ContentKey;
import io.autocut.store.Fingerprint;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, corrects and keeps the beats of a piece of music. */
@Command(
    name = "beats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the beats of music as text: seconds TAB beat in the bar, one beat a line; 1 is the"
          + " downbeat. Lines that begin with # tell tempo, metre, how sure all that is, how the music is"
          + " built and where to listen twice.",
      "",
      "What is not as you hear it can be corrected: by an option, or by editing the file and giving it"
          + " back with --beats. With --keep, later runs use the correction without being told."
    },
    footer = {
      "",
      "Examples:",
      "  autocut beats song.mp3 --output song.beats",
      "  autocut beats song.mp3 --click song.click.wav",
      "  autocut beats song.mp3 --half-time --keep"
    })
final class BeatsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MUSIC", description = "Any file with sound that FFmpeg decodes.")
  private Path music;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the beats go. Default: standard output, unless --click is given.")
  private Path output;

  @Option(
      names = "--click",
      paramLabel = "FILE.wav",
      description = "Writes the music with a click on each beat, a higher one on downbeats.")
  private Path click;

  @Mixin private BeatArguments beats;

  @Option(
      names = "--keep",
      description = "Remembers the correction for this music; beats, plan and render then use it.")
  private boolean keep;

  @Option(names = "--forget", description = "Forgets the correction that was kept for this music.")
  private boolean forget;

  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    AnalysisRequest.Builder request = request();
    WorkerContext context = run.context();
    request.setFingerprint(Fingerprint.of(music));
    if (forget) {
      forget(new KeptCorrections(context), request.getFingerprint());
      return ExitCode.ALL_MADE;
    }
    MusicAnalysisEngine engine = new MusicAnalysisEngine(context);
    try {
      AnalysisRequest concrete = engine.concrete(request.build());
      BeatTimeline timeline = timeline(engine, concrete, context);
      if (keep) {
        keep(new KeptCorrections(context), concrete);
      }
      write(timeline, context);
    } catch (UnusableMediaException | UnusableMusicException e) {
      throw new IOException(music.getFileName() + ": " + e.getMessage() + ".");
    }
    return ExitCode.ALL_MADE;
  }

  /** Checked before anything is computed. */
  private AnalysisRequest.Builder request() throws UsageException, IOException {
    if (!Files.isReadable(music) || !Files.isRegularFile(music)) {
      throw new UsageException(music + ": there is no such file, or it cannot be read.");
    }
    BeatSpec said = beats.spec();
    if (forget && (!said.isUnsaid() || output != null || click != null)) {
      throw new UsageException("--forget stands alone: leave out all other options about beats.");
    }
    refuseToOverwrite(output, "--output");
    refuseToOverwrite(click, "--click");
    if (click != null && !click.toString().toLowerCase(Locale.ROOT).endsWith(".wav")) {
      throw new UsageException("--click must end in .wav: " + click);
    }
    if (click != null
        && output != null
        && click.toAbsolutePath().normalize().equals(output.toAbsolutePath().normalize())) {
      throw new UsageException("--click and --output name the same file: " + click);
    }
    try {
      BeatCorrection correction = said.correction(said.file()).orElse(null);
      if (keep && (correction == null || BeatCorrections.changesNothing(correction))) {
        throw new UsageException(
            "--keep needs something to keep: --beats, --tempo, --beat-offset, --half-time or"
                + " --double-time.");
      }
      return AnalysisRequest.newBuilder()
          .setMontageId("")
          .setKind(MediaKind.MUSIC)
          .setUri(music.toString())
          .setFingerprint("")
          .setBeatCorrection(correction);
    } catch (IngestException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private void refuseToOverwrite(Path result, String option) throws UsageException, IOException {
    if (result != null && Files.exists(result) && Files.isSameFile(result, music)) {
      throw new UsageException(option + " would overwrite the music: " + result);
    }
    if (result != null && Files.isDirectory(result)) {
      throw new UsageException(option + " is a folder: " + result);
    }
  }

  private BeatTimeline timeline(
      MusicAnalysisEngine engine, AnalysisRequest concrete, WorkerContext context)
      throws IOException, InterruptedException, UnusableMediaException {
    ContentKey key = engine.key(concrete);
    if (!engine.isStored(key)) {
      engine.analyze(music, concrete, key, context.ffmpeg());
    }
    return context.records().get(key, BeatTimeline.class);
  }

  private void keep(KeptCorrections kept, AnalysisRequest concrete) throws IOException {
    BeatCorrection correction = concrete.getBeatCorrection();
    kept.keep(concrete.getFingerprint(), correction);
    tell(BeatCorrections.inWords(correction) + ". Kept; 'autocut beats --forget' forgets it.");
  }

  private void forget(KeptCorrections kept, String fingerprint) throws IOException {
    tell(
        kept.forget(fingerprint)
            ? music.getFileName() + ": its correction is forgotten; beats are as detected."
            : music.getFileName() + ": no correction was kept.");
  }

  private void write(BeatTimeline timeline, WorkerContext context)
      throws IOException, UnusableMusicException {
    if (output != null) {
      BeatsFile.write(timeline, output);
    } else if (click == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(BeatsFile.print(timeline));
      out.flush();
    }
    if (click != null) {
      ContentKey pcm = ContentKey.parse(timeline.getPcmKey());
      ClickTrack.onBeats(timeline).write(context.store().get(pcm), click);
      tell("%s: %d clicks.".formatted(click, timeline.getBeats().size()));
    }
  }

  /** Beside the beats, which other programs read from standard output. */
  private void tell(String message) {
    spec.commandLine().getErr().println(message);
    spec.commandLine().getErr().flush();
  }
}
