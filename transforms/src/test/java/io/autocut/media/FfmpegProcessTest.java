package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.autocut.testing.TestFfmpeg;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FfmpegProcessTest {
  /** Tells its process and runs until it is ended. */
  private static final String ENDLESS = "echo $$; exec sleep 1000";

  @TempDir private Path folder;

  @Test
  void realFfmpegWritesWhatItWasTold() throws Exception {
    int[] bytes = new int[1];

    FfmpegResult result =
        TestFfmpeg.ffmpeg()
            .run(
                FfmpegCommand.ffmpeg()
                    .generatedInput("color=s=16x8:r=25")
                    .option("-pix_fmt", "gray")
                    .frames(10)
                    .outputToPipe("rawvideo"),
                stdout -> bytes[0] = stdout.readAllBytes().length);

    assertThat(bytes[0]).isEqualTo(16 * 8 * 10);
    assertThat(result.errors()).isZero();
    assertThat(result.diagnostics()).isEmpty();
  }

  @Test
  void realFfmpegThatFailsSaysWhy() {
    FfmpegCommand command = FfmpegCommand.ffprobe().input(folder.resolve("missing.mp4"));

    FfmpegException failure =
        catchThrowableOfType(FfmpegException.class, () -> TestFfmpeg.ffmpeg().text(command));

    assertThat(failure.exitCode()).isPositive();
    assertThat(failure.cause()).endsWith("No such file or directory");
    assertThat(failure.commandLine()).isEqualTo(command.toString());
  }

  @Test
  void textIsWhatTheChildWrote() throws Exception {
    FfmpegProcess ffmpeg = FakeFfmpeg.in(folder).running("echo é; echo 2");

    assertThat(ffmpeg.text(FfmpegCommand.ffprobe())).isEqualTo("é\n2\n");
  }

  @Test
  void toolDecidesWhichExecutableRuns() throws Exception {
    FfmpegProcess ffmpeg = FakeFfmpeg.in(folder).running("echo $0");

    assertThat(ffmpeg.text(FfmpegCommand.ffmpeg())).endsWith("/ffmpeg\n");
    assertThat(ffmpeg.text(FfmpegCommand.ffprobe())).endsWith("/ffprobe\n");
  }

  @Test
  void argumentsReachTheChildAsTheyAre() throws Exception {
    FfmpegProcess ffmpeg = FakeFfmpeg.in(folder).running("shift 3; printf '%s|' \"$@\"");

    assertThat(ffmpeg.text(FfmpegCommand.ffprobe().option("$(x) 'y'", "a b\n").flag("")))
        .isEqualTo("$(x) 'y'|a b\n||");
  }

  @Test
  void standardInputOfTheChildIsEmpty() throws Exception {
    assertThat(FakeFfmpeg.in(folder).running("cat; echo end").text(FfmpegCommand.ffprobe()))
        .isEqualTo("end\n");
  }

  @Test
  void exitCodeAndLastLinesAreInTheException() throws Exception {
    FfmpegProcess ffmpeg =
        FakeFfmpeg.in(folder)
            .running("echo '[mov @ 0x1] [error] moov atom not found' >&2; echo chat >&2; exit 183");

    FfmpegException failure =
        catchThrowableOfType(
            FfmpegException.class, () -> ffmpeg.run(FfmpegCommand.ffmpeg().flag("-an")));

    assertThat(failure).hasMessage("FFmpeg exit code 183");
    assertThat(failure.exitCode()).isEqualTo(183);
    assertThat(failure.diagnostics()).isEqualTo("[mov @ 0x1] [error] moov atom not found");
    assertThat(failure.cause()).isEqualTo("moov atom not found");
    assertThat(failure.commandLine()).endsWith(" -an");
  }

  @Test
  void cpuTimeAndErrorsOfAChildThatEndedWellAreReported() throws Exception {
    FfmpegResult result =
        FakeFfmpeg.in(folder)
            .running(
                "echo '[error] one' >&2; echo 'bench: utime=1.5s stime=0.5s rtime=9s' >&2; exit 0")
            .run(FfmpegCommand.ffmpeg());

    assertThat(result.cpu()).isEqualTo(Duration.ofSeconds(2));
    assertThat(result.errors()).isEqualTo(1);
    assertThat(result.likelyCause()).isEqualTo("one");
  }

  @Test
  void executableThatIsNotThereIsNamed() {
    String nowhere = folder.resolve("nowhere").toString();
    FfmpegProcess ffmpeg =
        new FfmpegProcess(
            new FfmpegInstallation(FfmpegInstallation.Origin.CHOSEN, nowhere, nowhere, "none"));

    assertThatThrownBy(() -> ffmpeg.run(FfmpegCommand.ffmpeg()))
        .isInstanceOfSatisfying(
            FfmpegException.class,
            failure ->
                assertThat(failure.getMessage() + failure.diagnostics())
                    .contains(nowhere)
                    .contains("No such file or directory"));
  }

  @Test
  void childThatFloodsBothPipesDoesNotHang() throws Exception {
    long[] read = new long[1];

    FfmpegResult result =
        FakeFfmpeg.in(folder)
            .running("yes '[error] flood' | head -c 3000000 >&2; yes | head -c 3000000")
            .run(FfmpegCommand.ffmpeg(), stdout -> read[0] = stdout.readAllBytes().length);

    assertThat(read[0]).isEqualTo(3_000_000);
    assertThat(result.diagnostics().lines()).hasSizeBetween(19, 20);
  }

  @Test
  void deadlineEndsTheChildAndItsChildren() throws Exception {
    FfmpegProcess ffmpeg = FakeFfmpeg.in(folder).running("sleep 1000 & echo $!; echo $$; wait");
    List<String> processes = new ArrayList<>();

    FfmpegException failure =
        catchThrowableOfType(
            FfmpegException.class,
            () ->
                ffmpeg.run(
                    FfmpegCommand.ffmpeg().within(Duration.ofSeconds(1)),
                    stdout -> lines(stdout).lines().forEach(processes::add)));

    assertThat(failure).hasMessage("ended after its deadline of 1 s");
    assertThat(failure.isOverdue()).isTrue();
    assertThat(processes).hasSize(2);
    for (String process : processes) {
      assertEnds(process);
    }
  }

  @Test
  void deadlineEndsAChildThatDoesNotListen() throws Exception {
    FfmpegProcess ffmpeg =
        FakeFfmpeg.in(folder).running("trap '' TERM; echo $$; while :; do sleep 1000; done");
    AtomicReference<String> process = new AtomicReference<>();

    assertThatThrownBy(
            () ->
                ffmpeg.run(
                    FfmpegCommand.ffmpeg().within(Duration.ofSeconds(1)),
                    stdout -> {
                      BufferedReader lines = lines(stdout);
                      process.set(lines.readLine());
                      lines.readLine();
                    }))
        .isInstanceOf(FfmpegException.class);

    assertEnds(process.get());
  }

  @Test
  void readerThatThrowsEndsTheChild() throws Exception {
    AtomicReference<String> process = new AtomicReference<>();
    FfmpegProcess ffmpeg = FakeFfmpeg.in(folder).running(ENDLESS);

    assertThatThrownBy(
            () ->
                ffmpeg.run(
                    FfmpegCommand.ffmpeg(),
                    stdout -> {
                      process.set(lines(stdout).readLine());
                      throw new IOException("the disk is full");
                    }))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("the disk is full");
    assertEnds(process.get());
  }

  @Test
  void interruptOfTheThreadEndsAChildThatSaysNothingMore() throws Exception {
    FfmpegProcess ffmpeg = FakeFfmpeg.in(folder).running(ENDLESS);
    AtomicReference<String> process = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch reading = new CountDownLatch(1);
    Thread worker =
        new Thread(
            () ->
                thrown.set(
                    catchThrowable(
                        () ->
                            ffmpeg.run(
                                FfmpegCommand.ffmpeg(),
                                stdout -> {
                                  BufferedReader lines = lines(stdout);
                                  process.set(lines.readLine());
                                  reading.countDown();
                                  lines.readLine();
                                }))));
    worker.start();
    assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();

    worker.interrupt();
    worker.join(10_000);

    assertThat(worker.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertEnds(process.get());
  }

  @Test
  void threadThatWasInterruptedBeforeRunsNothingToItsEnd() throws Exception {
    FfmpegProcess ffmpeg = FakeFfmpeg.in(folder).running(ENDLESS);

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> ffmpeg.run(FfmpegCommand.ffmpeg()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void childEndsWithAJvmThatIsAskedToEnd() throws Exception {
    Process jvm = jvmWithChild();
    ProcessHandle child = childOf(jvm);

    jvm.destroy();

    child.onExit().get(30, TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void childEndsWithAJvmThatIsKilled() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
    Process jvm = jvmWithChild();
    ProcessHandle child = childOf(jvm);

    jvm.destroyForcibly();

    child.onExit().get(30, TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }

  private Process jvmWithChild() throws IOException {
    Path executable = FakeFfmpeg.in(folder).executable("ffmpeg", ENDLESS);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Launcher.class.getName(),
            executable.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessHandle childOf(Process jvm) throws IOException {
    try (BufferedReader lines = lines(jvm.getInputStream())) {
      return ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
    }
  }

  /** A program that tells its child's process and then waits for the child. */
  static final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      String executable = arguments[0];
      new FfmpegProcess(
              new FfmpegInstallation(
                  FfmpegInstallation.Origin.CHOSEN, executable, executable, "fake"))
          .run(
              FfmpegCommand.ffmpeg(),
              stdout -> {
                BufferedReader lines = lines(stdout);
                System.out.println(lines.readLine());
                lines.readLine();
              });
    }
  }

  private static void assertEnds(String process) throws Exception {
    Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(process));
    if (handle.isPresent()) {
      handle.get().onExit().get(20, TimeUnit.SECONDS);
      assertThat(handle.get().isAlive()).isFalse();
    }
  }

  private static BufferedReader lines(InputStream stdout) {
    return new BufferedReader(new InputStreamReader(stdout, StandardCharsets.UTF_8));
  }
}
