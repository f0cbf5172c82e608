package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.runners.cluster.LocalCluster;
import io.autocut.store.S3Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose workers share nothing but object storage, and a server of it that goes away. */
final class ClusterStoreTest {
  @RegisterExtension static final S3Server SERVER = new S3Server();
  private static final Pattern JOB = Pattern.compile("\"jid\":\"(\\w+)\"");

  @TempDir static Path media;
  private static Path clusterFolder;
  private static Footage footage;

  @TempDir Path folder;

  @BeforeAll
  static void startCluster() throws Exception {
    footage = Footage.in(media);
    clusterFolder = media.resolve("cluster");
    List<String> start = new ArrayList<>(List.of("cluster", "start", "--workers", "2"));
    start.addAll(List.of("--slots", "2", "--folder", clusterFolder.toString()));
    // The workers find credentials as those of a cluster elsewhere would: in their environment.
    Map<String, String> credentials =
        Map.of(
            "AWS_ACCESS_KEY_ID",
            S3Server.IDENTITY,
            "AWS_SECRET_ACCESS_KEY",
            S3Server.SECRET,
            "XDG_CACHE_HOME",
            media.resolve("cache").toString());
    try (LauncherProcess starting = LauncherProcess.start(start, credentials)) {
      assertThat(starting.end()).as(starting.said()).isZero();
    }
  }

  @AfterAll
  static void stopCluster() throws Exception {
    LocalCluster.in(clusterFolder).stop();
  }

  private List<String> render(String store, Path film, String... more) {
    return Stream.concat(
            Stream.of(
                "render",
                "--clips",
                footage.clip(1).toString(),
                footage.clip(2).toString(),
                "--music",
                footage.music().toString(),
                "--output",
                film.toString(),
                "--store",
                store,
                "--template",
                "energetic",
                "--duration",
                "10",
                "--canvas",
                "320x180"),
            Stream.of(more))
        .toList();
  }

  @Test
  void filmIsTheSameThoughTheServerGoesAwayAndNoSecretIsTold() throws Exception {
    Path here = folder.resolve("here.mp4");
    CommandRun local =
        CommandRun.of(render(folder.resolve("store").toString(), here).toArray(new String[0]));
    assertThat(local.exitCode()).as(local.err()).isEqualTo(ExitCode.ALL_MADE);
    Path film = folder.resolve("film.mp4");
    String master = LocalCluster.in(clusterFolder).address().toString();
    List<String> arguments =
        render(
            SERVER.uri("cluster/store"),
            film,
            "--flink-master",
            master,
            "--s3-endpoint",
            SERVER.endpoint().toString());

    Map<String, String> credentials =
        Map.of("AWS_ACCESS_KEY_ID", S3Server.IDENTITY, "AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
    try (LauncherProcess run = LauncherProcess.start(arguments, credentials)) {
      run.awaitProgressOf("cutting");
      SERVER.stop();
      SERVER.start();

      assertThat(run.end()).as(run.said()).isEqualTo(ExitCode.ALL_MADE);
    }
    assertThat(film).hasSameBinaryContentAs(here);
    assertThat(SERVER.file("cluster/store/segment")).isDirectory();
    assertThat(answersOf(master)).contains("execution-config").doesNotContain(S3Server.SECRET);
    assertThat(commandLines()).doesNotContain(S3Server.SECRET);
    assertThat(filesOf(clusterFolder.resolve("logs"), clusterFolder.resolve("conf")))
        .doesNotContain(S3Server.SECRET);
  }

  /** What the cluster tells anyone who asks about itself and its jobs. */
  private static String answersOf(String master) throws IOException, InterruptedException {
    StringBuilder said = new StringBuilder(get(master, "/jobmanager/config"));
    for (MatchResult job : JOB.matcher(get(master, "/jobs/overview")).results().toList()) {
      said.append(get(master, "/jobs/" + job.group(1) + "/config"));
    }
    return said.toString();
  }

  private static String get(String master, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + master + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static String commandLines() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .reduce("", (one, other) -> one + "\n" + other);
  }

  private static String filesOf(Path... folders) throws IOException {
    StringBuilder said = new StringBuilder();
    for (Path from : folders) {
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          said.append(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
      }
    }
    return said.toString();
  }
}
