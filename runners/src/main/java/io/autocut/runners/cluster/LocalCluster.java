package io.autocut.runners.cluster;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A Flink session cluster of processes of this machine: a JobManager and workers, each a JVM of its
 * own that goes on when the launcher has ended.
 *
 * <p>All that is known of it lies in one folder: {@code conf/}, {@code logs/}, {@code lib/} with a
 * copy of the jars that a build would replace, {@code processes/} with a file for each JVM. Callers
 * of one folder, in one process or several, take turns.
 */
public final class LocalCluster {
  private static final String JOB_MANAGER = "jobmanager";
  private static final String WORKER = "taskmanager-";
  private static final Duration START = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 200;
  private static final int LINES_OF_LOG = 15;

  /**
   * One process of the cluster.
   *
   * @param slots of a worker that has reported to the cluster; else 0
   */
  public record Member(String role, long pid, int slots) {}

  private final Path folder;

  private LocalCluster(Path folder) {
    this.folder = folder;
  }

  public static LocalCluster in(Path folder) {
    return new LocalCluster(folder.toAbsolutePath().normalize());
  }

  /**
   * Brings the cluster to that many workers: starts it, or replaces those that are gone.
   *
   * @param port of the REST interface of a cluster that does not run yet; 0 for the one that it had
   *     before, or any that is free
   * @param slots of each worker that is started
   * @return where jobs are given to it
   * @throws IOException when a process ends, with what it said, or does not come up in time
   */
  public FlinkAddress start(int workers, int slots, int port)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (FileChannel turns = turns();
        FileLock turn = turns.lock()) {
      checkState(turn.isValid(), "lost the turn in %s", folder);
      if (jobManager().alive().isEmpty()) {
        startJobManager(slots, port);
      }
      FlinkRest rest = new FlinkRest(address());
      for (int i = 1; i <= workers; i++) {
        FlinkProcess worker = process(WORKER + i);
        if (worker.alive().isEmpty()) {
          startWorker(worker, slots);
        }
      }
      awaitWorkers(rest, workers);
      return rest.address();
    }
  }

  /** The processes that live, the JobManager first; nothing when none does. */
  public List<Member> members() throws IOException, InterruptedException {
    List<Member> members = new ArrayList<>();
    List<FlinkRest.Worker> reported =
        jobManager().alive().isPresent() ? new FlinkRest(address()).workers() : List.of();
    for (FlinkProcess process : processes()) {
      Optional<ProcessHandle> alive = process.alive();
      if (alive.isPresent()) {
        int slots =
            reported.stream()
                .filter(worker -> worker.id().equals(process.id()))
                .mapToInt(FlinkRest.Worker::slots)
                .sum();
        members.add(new Member(process.id(), alive.get().pid(), slots));
      }
    }
    return members;
  }

  /** The ids of processes that were started and have ended without being stopped. */
  public List<String> lost() throws IOException {
    List<String> lost = new ArrayList<>();
    for (FlinkProcess process : processes()) {
      if (process.alive().isEmpty()) {
        lost.add(process.id());
      }
    }
    return lost;
  }

  /** Where the cluster listens, whether it runs or not. */
  public FlinkAddress address() {
    Configuration conf = GlobalConfiguration.loadConfiguration(conf().toString());
    return new FlinkAddress(conf.get(RestOptions.ADDRESS), conf.get(RestOptions.PORT));
  }

  /** Where its processes say what they do. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** Ends every process; whether there was any. */
  public boolean stop() throws IOException, InterruptedException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (FileChannel turns = turns();
        FileLock turn = turns.lock()) {
      checkState(turn.isValid(), "lost the turn in %s", folder);
      List<FlinkProcess> processes = processes();
      boolean ran = false;
      for (FlinkProcess process : processes) {
        ran |= process.alive().isPresent();
        process.ask();
      }
      for (FlinkProcess process : processes) {
        process.end();
      }
      removeUnpacked();
      return ran;
    }
  }

  private void startJobManager(int slots, int port) throws IOException, InterruptedException {
    for (FlinkProcess left : processes()) {
      // Workers of a JobManager that has died would find the new one by chance only.
      left.end();
    }
    removeUnpacked();
    Files.createDirectories(unpacked());
    Files.createDirectories(logs());
    Files.createDirectories(conf());
    ClassPath classPath = ClassPath.ofThisJvm().withCopiesIn(folder.resolve("lib"));
    Configuration settings =
        ClusterSettings.ofThisMachine(port == 0 ? portBefore() : port, slots, unpacked());
    settings.setString(ClusterSettings.CLASS_PATH_KEY, classPath.identity());
    write(settings);
    Files.writeString(classPathFile(), classPath.toString(), StandardCharsets.UTF_8);
    JobManagerProcessSpec spec =
        JobManagerProcessUtils.processSpecFromConfigWithNewOptionToInterpretLegacyHeap(
            settings, JobManagerOptions.JVM_HEAP_MEMORY);
    List<String> words = new ArrayList<>();
    words.add(StandaloneSessionClusterEntrypoint.class.getName());
    words.addAll(List.of("--configDir", conf().toString(), "--executionMode", "cluster"));
    words.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(spec)));
    start(
        jobManager(),
        words(JobManagerProcessUtils.generateJvmParametersStr(spec, settings)),
        words);
    await("the JobManager", jobManager(), () -> new FlinkRest(address()).workers() != null);
  }

  /** So that a command that names this cluster still finds it; 0 when it never ran, or in use. */
  private int portBefore() {
    if (!Files.exists(conf().resolve(GlobalConfiguration.FLINK_CONF_FILENAME))) {
      return 0;
    }
    int before = address().port();
    return ClusterSettings.isFree(before) ? before : 0;
  }

  private void startWorker(FlinkProcess worker, int slots)
      throws IOException, InterruptedException {
    Configuration conf = GlobalConfiguration.loadConfiguration(conf().toString());
    conf.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(conf);
    List<String> words = new ArrayList<>();
    words.add(TaskManagerRunner.class.getName());
    words.addAll(List.of("--configDir", conf().toString()));
    words.addAll(
        List.of("-D", TaskManagerOptions.TASK_MANAGER_RESOURCE_ID.key() + "=" + worker.id()));
    words.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec)));
    start(worker, words(ProcessMemoryUtils.generateJvmParametersStr(spec)), words);
  }

  private void start(FlinkProcess process, List<String> flags, List<String> words)
      throws IOException {
    Path log = logs().resolve(process.id() + ".log");
    List<String> all = new ArrayList<>(flags);
    all.add("-Dautocut.log=" + log);
    process.start(
        ClassPath.of(Files.readString(classPathFile())),
        all,
        words,
        logs().resolve(process.id() + ".out"));
  }

  private void awaitWorkers(FlinkRest rest, int workers) throws IOException, InterruptedException {
    for (int i = 1; i <= workers; i++) {
      FlinkProcess worker = process(WORKER + i);
      await(
          worker.id(),
          worker,
          () -> rest.workers().stream().anyMatch(known -> known.id().equals(worker.id())));
    }
  }

  /** What a cluster that is starting may not be able to answer yet. */
  private interface Question {
    boolean isAnsweredYes() throws IOException, InterruptedException;
  }

  private void await(String name, FlinkProcess process, Question question)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      if (process.alive().isEmpty()) {
        throw new IOException(name + " ended while it started." + said(process));
      }
      try {
        if (question.isAnsweredYes()) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
        if (System.nanoTime() > deadline) {
          throw new IOException(name + " does not answer." + said(process), e);
        }
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(name + " did not come up in time." + said(process));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private String said(FlinkProcess process) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String ending : List.of(".out", ".log")) {
      Path log = logs().resolve(process.id() + ending);
      if (Files.exists(log)) {
        List<String> lines = Files.readAllLines(log);
        lines
            .subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size())
            .forEach(line -> said.append("\n  ").append(line));
      }
    }
    return said + "\nAll it said is in " + logs();
  }

  private void write(Configuration settings) throws IOException {
    List<String> lines =
        settings.toMap().entrySet().stream()
            .map(entry -> entry.getKey() + ": '" + entry.getValue().replace("'", "''") + "'")
            .sorted()
            .toList();
    Files.write(conf().resolve(GlobalConfiguration.FLINK_CONF_FILENAME), lines);
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private FlinkProcess jobManager() {
    return process(JOB_MANAGER);
  }

  private FlinkProcess process(String id) {
    return FlinkProcess.in(folder.resolve("processes"), id);
  }

  /** Those that were started, the JobManager first, then by number. */
  private List<FlinkProcess> processes() throws IOException {
    List<FlinkProcess> processes = new ArrayList<>();
    Path files = Files.createDirectories(folder.resolve("processes"));
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(files)) {
      stream.forEach(file -> processes.add(process(file.getFileName().toString())));
    }
    processes.sort(
        Comparator.comparing((FlinkProcess process) -> process.id().length())
            .thenComparing(FlinkProcess::id));
    return processes;
  }

  private void removeUnpacked() throws IOException {
    if (Files.exists(unpacked())) {
      MoreFiles.deleteRecursively(unpacked(), RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private Path conf() {
    return folder.resolve("conf");
  }

  private Path unpacked() {
    return folder.resolve("tmp");
  }

  private Path classPathFile() {
    return folder.resolve("classpath");
  }

  private FileChannel turns() throws IOException {
    return FileChannel.open(
        folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
