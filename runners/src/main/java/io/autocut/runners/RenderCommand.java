package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.ingest.IngestException;
import io.autocut.pipelines.MontagePipeline;
import io.autocut.pipelines.MontagePipeline.Result;
import io.autocut.pipelines.MontagePipelineOptions;
import io.autocut.progress.Progress.Stage;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.WorkerContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Makes films. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Cuts a film from clips to the beat of music, or many films from a manifest.",
      "",
      "Beside FILM.mp4 come FILM.edl.json, every cut and why it was made, and FILM.report.json, the"
          + " proof that the film is as planned, what was skipped and what it cost."
    },
    footer = {
      "",
      "Examples:",
      "  autocut render --clips holiday/ --music song.mp3 --output holiday.mp4",
      "  autocut render --clips a.mov b.mp4 --music song.m4a --output reel.mp4 --canvas 9:16"
          + " --template energetic",
      "  autocut render --clips holiday/ --music song.mp3 --output holiday.mp4 --half-time",
      "  autocut render --clips holiday/ --music song.mp3 --output holiday.mp4 --include holiday/cake.mov"
          + " --range holiday/dive.mov=0:12-0:20.5 --duration 1:30",
      "  autocut render --plan holiday.edl.json --output holiday.mp4",
      "  autocut render --manifest films.jsonl --output films/",
      "  autocut render --watch inbox/ --music song.mp3 --output films/"
    })
final class RenderCommand implements Callable<Integer> {
  private static final Set<String> BESIDE_A_PLAN =
      Set.of(
          "--plan",
          "--output",
          "--allow-root",
          "--allow-scheme",
          "--store",
          "--s3-endpoint",
          "--s3-region",
          "--local-cache",
          "--runner",
          "--flink-master",
          "--batch",
          "--price-per-core-hour",
          "--parallelism",
          "--ffmpeg",
          "--quality",
          "--preview",
          "--fit",
          "--hdr",
          "--original-audio",
          "--loudness",
          "--music-fade-in",
          "--music-fade-out",
          "--verify",
          "--export",
          "--hardware",
          "--max-memory",
          "--sandbox",
          "--progress");

  @Option(
      names = "--plan",
      paramLabel = "FILE.edl.json",
      description =
          "Cuts exactly this plan, as 'autocut plan' wrote it or you edited it: its clips, its music,"
              + " its every cut. Beside it only --output and options of picture, sound and run.")
  private String plan;

  @Option(
      names = "--watch",
      paramLabel = "DIR",
      description =
          "Goes on until it is stopped (Ctrl-C), and makes films of what is put into this folder: of each"
              + " manifest, and with --music of each folder of clips. What is still being copied is"
              + " left alone until it is whole. Films appear in the folder --output.")
  private Path watch;

  @Mixin private MontageArguments montages;
  @Mixin private FinishArguments finish;
  @Mixin private HandoffArguments handoff;
  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    run.storage().register();
    if (plan != null && watch == null) {
      refuseBesideAPlan(spec.commandLine().getParseResult());
    }
    List<MontageRequest> requests = requests();
    RunLabel label = run.label();
    WorkerContext context = run.context();
    Launch launch =
        new Launch(run, spec.commandLine().getOut(), spec.commandLine().getErr(), Stage.PAGE);
    Launch.Graph graph =
        pipeline -> {
          MontagePipelineOptions options = fill(pipeline.getOptions());
          options.setWorkerContext(context);
          options.setRunLabel(label);
          MontagePipeline.build(pipeline, options);
        };
    return watch == null
        ? launch.run(label, requests, graph)
        : launch.watch(label, montages.films(), graph);
  }

  /** What is wrong with the command line or a manifest is said before anything runs. */
  private List<MontageRequest> requests() throws UsageException {
    try {
      return MontagePipeline.requests(fill(PipelineOptionsFactory.create()), Result.FILMS);
    } catch (IngestException | IllegalArgumentException e) {
      throw UsageException.of(e);
    }
  }

  MontagePipelineOptions fill(PipelineOptions pipeline) throws UsageException {
    MontagePipelineOptions options = pipeline.as(MontagePipelineOptions.class);
    montages.fill(options);
    finish.fill(options);
    handoff.fill(options);
    options.setPlan(plan);
    options.setWatch(watch == null ? null : watch.toString());
    return options;
  }

  /** What a plan has decided cannot be asked for otherwise. */
  private static void refuseBesideAPlan(ParseResult given) throws UsageException {
    List<String> others =
        given.matchedOptions().stream()
            .map(OptionSpec::longestName)
            .filter(name -> !BESIDE_A_PLAN.contains(name))
            .distinct()
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      throw new UsageException(
          "--plan has decided on every cut: leave out " + String.join(", ", others) + ".");
    }
  }
}
