package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.RunReport;
import io.autocut.schemas.StageWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films of a cluster of three JVMs on this machine, whole and amid the loss of a worker. */
final class ClusterTest {
  private static final int FILMS = 3;
  private static final Pattern WORKER = Pattern.compile("(taskmanager-\\d+) pid=(\\d+) slots=2");
  private static final Pattern MASTER = Pattern.compile("flink-master=(127\\.0\\.0\\.1:\\d+)\\R?$");

  @TempDir static Path media;
  private static Path clusterFolder;
  private static Path manifest;
  private static Map<String, byte[]> filmsOfOneMachine;

  @TempDir Path folder;

  @BeforeAll
  static void makeFilmsOnOneMachine() throws Exception {
    Footage footage = Footage.in(media);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < FILMS; i++) {
      lines.append(
          "{\"montageId\": \"m%d\", \"clips\": [\"clips/clip%d.mp4\", \"clips/clip%d.mp4\"], \"music\": \"%s\"}\n"
              .formatted(i, 1 + i, 2 + i, footage.music().getFileName()));
    }
    manifest = Files.writeString(media.resolve("films.jsonl"), lines);
    clusterFolder = media.resolve("cluster");
    CommandRun run = CommandRun.of(render(media.resolve("here")).toArray(new String[0]));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    filmsOfOneMachine = films(media.resolve("here"));
    assertThat(filmsOfOneMachine).hasSize(FILMS);
  }

  @AfterAll
  static void stopCluster() {
    assertThat(cluster("stop").exitCode()).isEqualTo(ExitCode.ALL_MADE);
  }

  private static CommandRun cluster(String... arguments) {
    return CommandRun.of(
        Stream.of(
                Stream.of("cluster"),
                Stream.of(arguments),
                Stream.of("--folder", clusterFolder.toString()))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  /** Where the cluster listens, once it has all its workers. */
  private static String wholeCluster() {
    CommandRun start = cluster("start", "--workers", "2", "--slots", "2");
    assertThat(start.exitCode()).as(start.err()).isEqualTo(ExitCode.ALL_MADE);
    Matcher master = MASTER.matcher(start.out());
    assertThat(master.find()).as(start.out()).isTrue();
    return master.group(1);
  }

  private static Map<String, Long> workers() {
    Map<String, Long> workers = new TreeMap<>();
    Matcher line = WORKER.matcher(cluster("status").out());
    while (line.find()) {
      workers.put(line.group(1), Long.parseLong(line.group(2)));
    }
    return workers;
  }

  private static List<String> render(Path folder, String... more) {
    return Stream.concat(
            Stream.of(
                "render",
                "--manifest",
                manifest.toString(),
                "--output",
                folder.resolve("films").toString(),
                "--store",
                folder.resolve("store").toString(),
                "--template",
                "energetic",
                "--duration",
                "10",
                "--canvas",
                "320x180"),
            Stream.of(more))
        .toList();
  }

  private static Map<String, byte[]> films(Path folder) throws IOException {
    Map<String, byte[]> films = new TreeMap<>();
    for (int i = 0; i < FILMS; i++) {
      Path film = folder.resolve("films/m%d.mp4".formatted(i));
      films.put(film.getFileName().toString(), Files.readAllBytes(film));
    }
    return films;
  }

  @ParameterizedTest
  @ValueSource(strings = {"--flink-master", "--batch"})
  void filmsAreThoseOfOneMachine(String mode) throws Exception {
    String[] more =
        mode.equals("--batch")
            ? new String[] {"--batch", "--flink-master", wholeCluster()}
            : new String[] {"--flink-master", wholeCluster()};

    CommandRun run = CommandRun.of(render(folder, more).toArray(new String[0]));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(run.out()).contains("3 of 3 made.");
    assertThat(run.err()).contains("cutting: ").contains("verifying: 3/3");
    assertThat(films(folder)).containsExactlyInAnyOrderEntriesOf(filmsOfOneMachine);
    MontageReport report =
        PlainJson.parse(
            Files.readString(folder.resolve("films/m0.report.json")), MontageReport.class);
    assertThat(report.getVersions().getRunner()).startsWith("Flink cluster");
  }

  @Test
  void killedWorkerCostsNoFilm() throws Exception {
    String master = wholeCluster();
    try (LauncherProcess run = LauncherProcess.start(render(folder, "--flink-master", master))) {
      run.awaitProgressOf("cutting");
      long worker = workers().get("taskmanager-1");
      ProcessHandle.of(worker).orElseThrow().destroyForcibly();

      assertThat(run.end()).as(run.said()).isEqualTo(ExitCode.ALL_MADE);
    }
    assertThat(films(folder)).containsExactlyInAnyOrderEntriesOf(filmsOfOneMachine);
    assertNothingOfTheRunPassesForAFind();
    CommandRun status = cluster("status");
    assertThat(status.err()).contains("taskmanager-1 has ended");
    assertThat(workers()).containsOnlyKeys("taskmanager-2");
    wholeCluster();
    assertThat(workers()).containsOnlyKeys("taskmanager-1", "taskmanager-2");
  }

  /** Whatever lies in the store was computed, and the store was empty. */
  private void assertNothingOfTheRunPassesForAFind() throws IOException {
    RunReport report;
    try (Stream<Path> files = Files.list(folder.resolve("films"))) {
      Path file =
          files
              .filter(name -> name.toString().endsWith(".run-report.json"))
              .findFirst()
              .orElseThrow();
      report = PlainJson.parse(Files.readString(file), RunReport.class);
    }
    StageWork segments =
        report.getStages().stream()
            .filter(stage -> stage.getStage().equals("segments"))
            .findFirst()
            .orElseThrow();
    try (Stream<Path> stored = Files.walk(folder.resolve("store/segment"))) {
      long made = stored.filter(file -> file.toString().endsWith(".mp4")).count();
      assertThat(segments.getElements() - segments.getReused()).isEqualTo(made);
      assertThat(segments.getAttempts()).isGreaterThanOrEqualTo(made);
    }
    assertThat(report.getMade()).isEqualTo(FILMS);
    assertThat(folder.resolve("store/runs")).isEmptyDirectory();
  }

  @Test
  void interruptedCommandEndsItsJob() throws Exception {
    String master = wholeCluster();
    // Large enough that it still runs when a cluster tells for the first time how far it is.
    List<String> large =
        render(folder, "--flink-master", master).stream()
            .map(word -> word.equals("320x180") ? "1920x1080" : word)
            .toList();
    try (LauncherProcess run = LauncherProcess.start(large)) {
      run.awaitProgressOf("analyzing");
      run.process().destroy();
      run.end();
    }
    assertThat(folder.resolve("films/m0.mp4")).doesNotExist();

    CommandRun next =
        CommandRun.of(render(folder, "--flink-master", master).toArray(new String[0]));

    assertThat(next.exitCode()).as(next.err()).isEqualTo(ExitCode.ALL_MADE);
  }

  @Test
  void clusterThatIsNotThereIsNamed() {
    CommandRun run =
        CommandRun.of(render(folder, "--flink-master", "127.0.0.1:9").toArray(new String[0]));

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_MADE);
    assertThat(run.err()).contains("no Flink cluster answers at 127.0.0.1:9");
  }

  @Test
  void addressThatIsNoneIsRefused() {
    CommandRun run =
        CommandRun.of(render(folder, "--flink-master", "cluster").toArray(new String[0]));

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("--flink-master: not an address of the form host:port");
  }
}
