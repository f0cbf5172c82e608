package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.media.FfmpegLocator;
import io.autocut.media.VideoEncoder;
import io.autocut.store.Uris;
import io.autocut.store.WorkerContext;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where and how a graph runs: options that every verb with a graph has. */
final class RunArguments {
  @Option(
      names = "--store",
      paramLabel = "DIR|URI",
      description =
          "Where analyses, beats and segments are kept and found again. Default: autocut/store in"
              + " $$XDG_CACHE_HOME or ~/.cache.")
  private String store;

  @Option(
      names = "--runner",
      paramLabel = "flink|direct",
      description =
          "What runs the graph: an embedded Flink, or Beam's own runner. Default: ${DEFAULT-VALUE}.")
  private Runner runner = Runner.FLINK;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many FFmpegs run at once. Default: the number of cores.")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  @Mixin private FfmpegArguments ffmpeg;

  Runner runner() {
    return runner;
  }

  int parallelism() throws UsageException {
    if (parallelism < 1 || parallelism > 256) {
      throw new UsageException("--parallelism must lie between 1 and 256: " + parallelism);
    }
    return parallelism;
  }

  /** Finds FFmpeg and the store; throws when this machine or the command line offers none. */
  WorkerContext context() throws UsageException, InterruptedException {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    FfmpegLocator.Found found = ffmpeg.find();
    VideoEncoder encoder =
        found
            .hardware()
            .bestSoftware()
            .orElseThrow(
                () ->
                    new UsageException(
                        found.installation()
                            + " has no working H.264 encoder (libx264 or libopenh264); 'autocut doctor'"
                            + " tells why."));
    WorkerContext context =
        new WorkerContext(storeUri(), found.installation(), encoder, parallelism());
    try {
      context.store();
    } catch (java.io.UncheckedIOException e) {
      throw new UsageException(e.getMessage(), e);
    }
    return context;
  }

  private String storeUri() throws UsageException {
    String uri = store == null ? Uris.cacheFolder().resolve("store").toString() : store;
    if (!Uris.isLocal(uri)) {
      return uri;
    }
    try {
      return Uris.localPath(uri).toAbsolutePath().normalize().toString();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--store is neither a folder nor a URI: " + uri, e);
    }
  }

  FfmpegLocator.Survey survey() throws InterruptedException {
    return ffmpeg.survey();
  }

  RunLabel label() {
    return new RunLabel(UUID.randomUUID().toString(), runner.label(), AutoCut.Version.number());
  }
}
