package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.pipelines.RunOptions;
import io.autocut.store.FaultyWire;
import io.autocut.store.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.beam.runners.core.construction.SerializablePipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Films by a store on object storage, with clips, music and films there or here. */
final class S3RenderTest {
  @RegisterExtension static final S3Server SERVER = new S3Server();

  private static final int WRONG_BYTES = 8;

  @TempDir static Path media;
  private static Footage footage;
  private static CommandRun local;

  @TempDir Path folder;

  @BeforeAll
  static void renderHere() throws Exception {
    footage = Footage.in(media);
    local = render(media.resolve("store").toString(), media.resolve("film.mp4").toString());
    assertThat(local.exitCode()).as(local.err()).isEqualTo(ExitCode.ALL_MADE);
  }

  private static CommandRun render(String store, String film) {
    return render(store, film, SERVER.endpoint());
  }

  private static CommandRun render(String store, String film, URI endpoint) {
    List<String> clips = List.of(footage.clip(1).toString(), footage.clip(2).toString());
    return render(clips, footage.music().toString(), store, film, endpoint);
  }

  private static CommandRun render(
      List<String> clips, String music, String store, String film, URI endpoint, String... more) {
    List<String> arguments = new ArrayList<>(List.of("render", "--clips"));
    arguments.addAll(clips);
    arguments.addAll(
        List.of("--music", music, "--output", film, "--store", store, "--canvas", "320x180"));
    arguments.addAll(List.of("--duration", "8"));
    arguments.addAll(List.of("--parallelism", "2", "--s3-endpoint", endpoint.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void filmBySharedStoreIsTheSameAsByALocalOne() throws Exception {
    Path film = folder.resolve("film.mp4");

    CommandRun run = render(SERVER.uri("one/store"), film.toString());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(film).hasSameBinaryContentAs(media.resolve("film.mp4"));
    assertThat(folder.resolve("film.edl.json"))
        .hasSameTextualContentAs(media.resolve("film.edl.json"));
    assertThat(SERVER.file("one/store/segment")).isDirectory();
  }

  @Test
  void clipsMusicAndFilmMayLieOnObjectStorage() throws Exception {
    Files.createDirectories(SERVER.file("in"));
    Files.copy(footage.clip(1), SERVER.file("in/clip1.mp4"));
    Files.copy(footage.clip(2), SERVER.file("in/clip2.mp4"));
    Files.copy(footage.music(), SERVER.file("in/music.wav"));

    CommandRun run =
        render(
            List.of(SERVER.uri("in/clip1.mp4"), SERVER.uri("in/clip2.mp4")),
            SERVER.uri("in/music.wav"),
            SERVER.uri("two/store"),
            SERVER.uri("out/film.mp4"),
            SERVER.endpoint(),
            "--allow-scheme",
            "s3");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(SERVER.file("out/film.mp4")).hasSameBinaryContentAs(media.resolve("film.mp4"));
    assertThat(SERVER.file("out/film.report.json")).content().contains("\"made\": true");
    assertThat(SERVER.file("out/film.edl.json")).exists();
  }

  @Test
  void manifestMayLieOnObjectStorage() throws Exception {
    Files.createDirectories(SERVER.file("films"));
    Files.copy(footage.clip(1), SERVER.file("films/clip1.mp4"));
    Files.copy(footage.music(), SERVER.file("films/music.wav"));
    Files.writeString(
        SERVER.file("films/films.jsonl"),
        "{\"montageId\": \"a\", \"clips\": [\"clip1.mp4\"], \"music\": \"music.wav\","
            + " \"output\": \"a.mp4\"}\n");

    CommandRun run =
        CommandRun.of(
            "render",
            "--manifest",
            SERVER.uri("films/films.jsonl"),
            "--allow-scheme",
            "s3",
            "--store",
            SERVER.uri("three/store"),
            "--s3-endpoint",
            SERVER.endpoint().toString(),
            "--duration",
            "10",
            "--canvas",
            "320x180");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(SERVER.file("films/a.mp4")).exists();
  }

  @Test
  void storeOfAServerThatIsAwayIsRefusedBeforeAnythingIsComputed() throws Exception {
    SERVER.stop();
    try {
      CommandRun run = render(SERVER.uri("four/store"), folder.resolve("film.mp4").toString());

      assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
      assertThat(run.err())
          .contains(SERVER.uri("four/store"))
          .contains("cannot be reached")
          .contains("--s3-endpoint");
    } finally {
      SERVER.start();
    }
  }

  @Test
  void serverThatEndsWhileSegmentsAreCutIsWaitedFor() throws Exception {
    Path film = folder.resolve("film.mp4");
    Path segments = SERVER.file("six/store/segment");
    ExecutorService rendering = Executors.newSingleThreadExecutor();
    try {
      Future<CommandRun> run =
          rendering.submit(() -> render(SERVER.uri("six/store"), film.toString()));
      waitUntilExists(segments, run);
      SERVER.stop();
      SERVER.start();

      assertThat(run.get(5, TimeUnit.MINUTES).exitCode()).isEqualTo(ExitCode.ALL_MADE);
      assertThat(film).hasSameBinaryContentAs(media.resolve("film.mp4"));
    } finally {
      rendering.shutdownNow();
    }
  }

  @Test
  void wrongBytesFromASlowServerAreNotUsed() throws Exception {
    Path first = folder.resolve("first.mp4");
    assertThat(render(SERVER.uri("seven/store"), first.toString()).exitCode())
        .isEqualTo(ExitCode.ALL_MADE);
    // Of a store of another name and mark nothing lies on this machine yet.
    Files.move(SERVER.file("seven"), SERVER.file("eight"));
    Files.delete(SERVER.file("eight/store/autocut-store.txt"));
    Path film = folder.resolve("film.mp4");

    try (FaultyWire wire = FaultyWire.to(SERVER.endpoint(), WRONG_BYTES)) {
      CommandRun run = render(SERVER.uri("eight/store"), film.toString(), wire.endpoint());

      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
      assertThat(wire.wrongBytes()).isEqualTo(WRONG_BYTES);
    }
    assertThat(film).hasSameBinaryContentAs(media.resolve("film.mp4"));
  }

  /** Looks again and again, and fails when the run ends before. */
  private static void waitUntilExists(Path path, Future<CommandRun> run) throws Exception {
    while (!Files.exists(path)) {
      try {
        CommandRun ended = run.get(20, TimeUnit.MILLISECONDS);
        throw new AssertionError("ended before: " + ended.err());
      } catch (TimeoutException e) {
        // It still runs.
      }
    }
  }

  @Test
  void noSecretIsToldInOptionsOutputsOrStore() throws Exception {
    Path film = folder.resolve("film.mp4");
    CommandRun run = render(SERVER.uri("five/store"), film.toString());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(run.out() + run.err()).doesNotContain(S3Server.SECRET);
    assertThat(jobOptions()).contains("s3Endpoint").doesNotContain(S3Server.SECRET);
    for (Path written : filesBelow(folder, SERVER.file("five"), Path.of("target/autocut.log"))) {
      assertThat(Files.readString(written, StandardCharsets.ISO_8859_1))
          .as(written.toString())
          .doesNotContain(S3Server.SECRET);
    }
  }

  /** What Flink is given, and shows to who asks for a job's configuration. */
  private static String jobOptions() throws Exception {
    StorageArguments storage = new StorageArguments();
    new CommandLine(new Holder(storage)).parseArgs("--s3-endpoint", SERVER.endpoint().toString());
    PipelineOptions options =
        new EmbeddedFlink(Execution.Mode.STREAMING, 2)
            .options(Files.createDirectories(media.resolve("f")));
    storage.fill(options.as(RunOptions.class));
    ObjectStorage.prepare(options.as(RunOptions.class));
    return new SerializablePipelineOptions(options).toString();
  }

  private static final class Holder {
    @CommandLine.Mixin private final StorageArguments storage;

    Holder(StorageArguments storage) {
      this.storage = storage;
    }
  }

  private static List<Path> filesBelow(Path... places) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      if (Files.exists(place)) {
        try (Stream<Path> below = Files.walk(place)) {
          below.filter(Files::isRegularFile).forEach(files::add);
        }
      }
    }
    return files;
  }
}
