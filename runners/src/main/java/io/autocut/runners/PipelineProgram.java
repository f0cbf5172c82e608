package io.autocut.runners;

import static com.google.common.base.CaseFormat.LOWER_CAMEL;
import static com.google.common.base.CaseFormat.UPPER_CAMEL;

import com.google.common.collect.ImmutableMap;
import io.autocut.accounting.Price;
import io.autocut.assembly.RunLabel;
import io.autocut.assembly.RunLabel.Restarts;
import io.autocut.ingest.IngestException;
import io.autocut.pipelines.RunOptions;
import io.autocut.runners.cluster.ClusterSettings;
import io.autocut.runners.cluster.FlinkAddress;
import io.autocut.runners.cluster.FlinkRest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.LoggerFactory;

/**
 * One of the pipelines as a plain Beam program: options as Beam spells them in, films or a
 * catalogue out.
 *
 * <p>Beside the options of the pipeline it takes those of Beam and of its runner. What AutoCut's
 * jobs need of Flink, and nobody says otherwise, it says itself. Started by Flink (an application
 * cluster, the Kubernetes operator, {@code flink run}) it leaves the JVM to Flink; else it ends
 * with the exit codes of the command line.
 *
 * @param <O> the options of the pipeline
 */
final class PipelineProgram<O extends RunOptions> {
  /** Said by nobody else, these are said. */
  private static final ImmutableMap<String, String> USUAL =
      ImmutableMap.of(
          "runner",
          FlinkRunner.class.getSimpleName(),
          "streaming",
          "true",
          "shutdownSourcesAfterIdleMs",
          "0",
          "maxBundleSize",
          "1",
          "numberOfExecutionRetries",
          Integer.toString(ClusterSettings.RESTARTS),
          "executionRetryDelay",
          Long.toString(ClusterSettings.RESTART_DELAY.toMillis()));

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern GETTER = Pattern.compile("\\bget([A-Z]\\w*)\\(\\)");
  private static final String EMBEDDED = "[local]";
  private static final String CREDENTIALS = "--awsCredentialsProvider";

  private final Class<O> type;
  private final Graph<O> graph;

  /** Adds the graph of a pipeline, and knows what to tell once it has run. */
  interface Graph<O> {
    Outcome addTo(Pipeline pipeline, O options)
        throws IngestException, IOException, InterruptedException;
  }

  PipelineProgram(Class<O> type, Graph<O> graph) {
    this.type = type;
    this.graph = graph;
  }

  /** Does what {@code main} is to do. */
  void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    PrintWriter out = AutoCut.terminal(System.out);
    PrintWriter err = AutoCut.terminal(System.err);
    StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment();
    if (!(flink instanceof LocalStreamEnvironment)) {
      runInside(flink, arguments, out, err);
      return;
    }
    RunLog log = RunLog.begin();
    int exitCode = exitCode(arguments, out, err, log);
    log.end(exitCode);
    System.exit(exitCode);
  }

  /**
   * Where Flink starts a program it is Flink that ends the JVM, and would take an exit for a crash.
   * An application cluster does not let a program wait for its job.
   */
  private void runInside(
      StreamExecutionEnvironment flink, String[] arguments, PrintWriter out, PrintWriter err)
      throws IOException, InterruptedException {
    try {
      O options = options(arguments);
      if (!says(arguments, "attachedMode")) {
        options
            .as(FlinkPipelineOptions.class)
            .setAttachedMode(flink.getConfiguration().get(DeploymentOptions.ATTACHED));
      }
      run(options, out, err);
    } catch (IngestException e) {
      throw new IllegalArgumentException(OptionSpelling.PIPELINE.of(e), e);
    }
  }

  /** Runs it, and says in a line why it did not. */
  int exitCode(String[] arguments, PrintWriter out, PrintWriter err, RunLog log) {
    try {
      return run(options(arguments), out, err);
    } catch (IngestException e) {
      err.println(OptionSpelling.PIPELINE.of(e));
      err.println("Try --help=" + type.getSimpleName() + ".");
      return ExitCode.BAD_USAGE;
    } catch (IOException | InterruptedException | RuntimeException e) {
      err.println(Causes.inWords(e));
      LoggerFactory.getLogger(type).error("failed", e);
      err.println("Details: " + log.file());
      return ExitCode.NOTHING_MADE;
    }
  }

  /**
   * What arguments say, and what is usual where they say nothing.
   *
   * @throws IngestException when an option is not known, missing or not understood
   */
  O options(String[] arguments) throws IngestException, IOException, InterruptedException {
    if (says(arguments, CREDENTIALS.substring(2))) {
      throw new IngestException(
          CREDENTIALS
              + " would show credentials in the job's configuration: set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY in the environment of launcher and workers.");
    }
    requireNumbers(arguments);
    List<String> all = new ArrayList<>(List.of(arguments));
    USUAL.forEach(
        (name, value) -> {
          if (!says(arguments, name)) {
            all.add("--" + name + "=" + value);
          }
        });
    PipelineOptionsFactory.register(type);
    try {
      O options =
          PipelineOptionsFactory.fromArgs(all.toArray(new String[0])).withValidation().as(type);
      if (!says(arguments, "jobName")) {
        options.setJobName("autocut-" + UUID.randomUUID());
      }
      if (!says(arguments, "parallelism")) {
        takeSlots(options.as(FlinkPipelineOptions.class));
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw new IngestException(inWords(e), e);
    }
  }

  /** Beam would not say of which option it speaks. */
  private void requireNumbers(String[] arguments) throws IngestException {
    for (JobParameter parameter : JobParameter.of(type)) {
      String given = "--" + parameter.name() + "=";
      for (String word : arguments) {
        if (parameter.type() == JobParameter.Type.INTEGER
            && word.startsWith(given)
            && !WHOLE.matcher(word.substring(given.length())).matches()) {
          throw new IngestException(
              "\"%s\" must be a whole number: %s"
                  .formatted(parameter.name(), word.substring(given.length())));
        }
      }
    }
  }

  private static boolean says(String[] arguments, String option) {
    return Stream.of(arguments)
        .anyMatch(word -> word.equals("--" + option) || word.startsWith("--" + option + "="));
  }

  /** What Beam says of an option, without the names of its methods and classes. */
  private static String inWords(IllegalArgumentException refusal) {
    String first = String.valueOf(refusal.getMessage()).lines().findFirst().orElse("");
    return GETTER
        .matcher(first)
        .replaceAll(getter -> "--" + UPPER_CAMEL.to(LOWER_CAMEL, getter.group(1)))
        .replaceFirst(" Run with --help=\\S+ for more information\\.", "")
        .replaceFirst(
            "Class interface \\S+ missing a property named '([^']+)'", "There is no option --$1");
  }

  /** Beam would take one; on a cluster that it has not started, Flink's own setting counts. */
  private static void takeSlots(FlinkPipelineOptions flink)
      throws IngestException, IOException, InterruptedException {
    if (flink.getRunner() == FlinkRunner.class && !flink.getFlinkMaster().startsWith("[")) {
      try {
        FlinkRest cluster = new FlinkRest(FlinkAddress.parse(flink.getFlinkMaster()));
        flink.setParallelism(RemoteFlink.slots(cluster));
      } catch (UsageException | IllegalArgumentException e) {
        throw new IngestException("--flinkMaster: " + e.getMessage(), e);
      }
    }
  }

  private int run(O options, PrintWriter out, PrintWriter err)
      throws IngestException, IOException, InterruptedException {
    RunLabel label = label(options);
    ObjectStorage.register(options);
    options.setRunLabel(label);
    options.setWorkerContext(Workers.of(options));
    Pipeline pipeline = Pipeline.create(options);
    Outcome outcome = outcome(pipeline, options);
    PipelineResult result = pipeline.run();
    if (!options.as(FlinkPipelineOptions.class).getAttachedMode()) {
      out.println("Given to Flink as job " + options.getJobName() + ".");
      return ExitCode.ALL_MADE;
    }
    PipelineResult.State state = result.waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IOException("the run ended as " + state);
    }
    Launch.forgetNotes(label, options);
    return outcome.tell(out, err);
  }

  private static RunLabel label(RunOptions options) throws IngestException {
    String price = options.getPricePerCoreHour();
    boolean elsewhere =
        options.getRunner() == FlinkRunner.class
            && !options.as(FlinkPipelineOptions.class).getFlinkMaster().equals(EMBEDDED);
    try {
      return new RunLabel(
          UUID.randomUUID().toString(),
          runner(options),
          AutoCut.Version.number(),
          elsewhere ? Restarts.WHEN_A_WORKER_IS_LOST : Restarts.NEVER,
          price.isEmpty() ? Price.UNKNOWN : Price.parse(price));
    } catch (IllegalArgumentException e) {
      throw new IngestException("\"pricePerCoreHour\": " + e.getMessage(), e);
    }
  }

  private Outcome outcome(Pipeline pipeline, O options)
      throws IngestException, IOException, InterruptedException {
    try {
      return graph.addTo(pipeline, options);
    } catch (IllegalArgumentException e) {
      throw new IngestException(inWords(e), e);
    }
  }

  /** As reports name it. */
  private static String runner(RunOptions options) {
    if (options.getRunner() != FlinkRunner.class) {
      return "Beam " + options.getRunner().getSimpleName();
    }
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    Execution.Mode mode = flink.isStreaming() ? Execution.Mode.STREAMING : Execution.Mode.BATCH;
    String where = flink.getFlinkMaster().equals(EMBEDDED) ? "embedded Flink, " : "Flink cluster, ";
    return where + mode.label();
  }
}
