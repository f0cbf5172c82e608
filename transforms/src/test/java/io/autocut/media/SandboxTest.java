package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.autocut.testing.TestFfmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SandboxTest {
  @TempDir private Path folder;

  @Test
  void childThatWritesTooMuchIsEndedAndToldOf() throws Exception {
    assumeLimits();
    Path output = Files.createDirectory(folder.resolve("out")).resolve("film.mp4");

    FfmpegException failure =
        catchThrowableOfType(
            FfmpegException.class,
            () ->
                FakeFfmpeg.in(folder)
                    .running("exec head -c 100000 /dev/zero > " + output)
                    .run(FfmpegCommand.ffmpeg().output(output).writingAtMost(5000)));

    assertThat(failure)
        .hasMessageContaining("more than 5000 bytes")
        .returns(false, FfmpegException::endedFromOutside);
    assertThat(output).hasSize(5000);
  }

  @Test
  void childThatOnlyReadsCanWriteNothing() throws Exception {
    assumeLimits();
    Path output = folder.resolve("stolen");

    FfmpegProcess ffmpeg = FakeFfmpeg.in(folder).running("exec head -c 9 /dev/zero > " + output);

    assertThatThrownBy(() -> ffmpeg.run(FfmpegCommand.ffprobe())).isInstanceOf(IOException.class);
    assertThat(output).isEmptyFile();
  }

  @Test
  void childThatComputesForTooLongIsEndedAndToldOf() throws Exception {
    assumeLimits();
    ResourceLimits limits = new ResourceLimits(0, Duration.ofSeconds(1), 0);

    int exitCode =
        new ProcessBuilder(limitedShell(limits, "while :; do :; done")).start().waitFor();

    assertThat(limits.exceeded(exitCode)).isEqualTo("ended after 1 s of CPU time, its limit");
  }

  @Test
  void memoryIsLimitedByWhatTheChildWasExpectedToTake() throws Exception {
    assumeLimits();
    FfmpegCommand command = FfmpegCommand.ffprobe().needing(new MemoryNeed(1L << 30, 0));

    String kilobytes = FakeFfmpeg.in(folder).running("ulimit -v").text(command).strip();

    assertThat(Long.parseLong(kilobytes)).isBetween(2L << 20, 4L << 20);
  }

  @Test
  void driversOfGraphicsHardwareReserveWhatTheyLike() {
    FfmpegCommand command = FfmpegCommand.ffmpeg().option("-c:v", "h264_nvenc");

    assertThat(ResourceLimits.of(command).options()).noneMatch(option -> option.contains("--as"));
  }

  @Test
  void credentialsDoNotReachChildren() {
    ProcessBuilder builder = new ProcessBuilder("true");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "s");
    builder.environment().put("AWS_SESSION_TOKEN", "s");
    builder.environment().put("HOME", "/home/a");

    ChildProcess.surroundings(builder, "/usr/bin/ffmpeg");

    assertThat(builder.environment()).containsKey("HOME").doesNotContainValue("s");
  }

  @Test
  void viewHoldsNothingToWriteButTheFoldersOfOutputs() throws Exception {
    Sandbox sandbox = view();
    Path output = Files.createDirectory(folder.resolve("out")).resolve("film.mp4");

    String said =
        running(
            sandbox,
            "for f in %s %s /tmp/autocut-stolen $HOME/autocut-stolen; do touch $f && echo $f; done 2> /dev/null"
                .formatted(output, folder.resolve("stolen")),
            FfmpegCommand.ffmpeg().output(output));

    assertThat(said).isEqualTo(output + "\n");
    assertThat(output).exists();
    assertThat(folder.resolve("stolen")).doesNotExist();
  }

  @Test
  void outputFolderThatIsALinkIsWrittenInto() throws Exception {
    Sandbox sandbox = view();
    Path real = Files.createDirectory(folder.resolve("real"));
    Path output = Files.createSymbolicLink(folder.resolve("link"), real).resolve("film.mp4");

    running(sandbox, "touch " + output, FfmpegCommand.ffmpeg().output(output));

    assertThat(real.resolve("film.mp4")).exists();
  }

  @Test
  void viewHoldsNoNetworkAndNoOtherProcess() throws Exception {
    Sandbox sandbox = view();

    String said =
        running(
            sandbox,
            "tail -n +3 /proc/net/dev | cut -d: -f1; ls /proc | grep -c '^[0-9]'; grep NoNewPrivs"
                + " /proc/self/status",
            FfmpegCommand.ffprobe());

    List<String> lines = said.lines().map(String::strip).toList();
    assertThat(lines).first().isEqualTo("lo");
    assertThat(Integer.parseInt(lines.get(1))).isLessThan(8);
    assertThat(lines.get(2)).endsWith("1");
  }

  @Test
  void realFfmpegWorksInTheView() throws Exception {
    Sandbox sandbox = view();
    Path output = folder.resolve("film.mkv");

    new FfmpegProcess(TestFfmpeg.ffmpeg().installation(), sandbox)
        .run(
            FfmpegCommand.ffmpeg()
                .generatedInput("color=s=64x64:r=25")
                .frames(10)
                .option("-c:v", "mpeg4")
                .output(output));

    assertThat(output).isNotEmptyFile();
  }

  @Test
  void machineWithoutBubblewrapIsRefusedWhereASandboxIsRequired() {
    assertThatThrownBy(() -> Sandbox.of(SandboxUse.REQUIRED, Map.of("PATH", folder.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sandbox is required")
        .hasMessageContaining("not installed");
  }

  @Test
  void bubblewrapThatTheKernelRefusesIsNone() throws Exception {
    FakeFfmpeg.in(folder)
        .executable("bwrap", "echo 'no permission to make namespaces' >&2; exit 1");
    Map<String, String> path = Map.of("PATH", folder.toString());

    assertThatThrownBy(() -> Sandbox.of(SandboxUse.REQUIRED, path))
        .hasMessageContaining("no permission to make namespaces");
    assertThat(Sandbox.of(SandboxUse.AUTO, path).around(FfmpegCommand.ffprobe()))
        .noneMatch(word -> word.contains("bwrap"));
  }

  private static void assumeLimits() {
    assumeTrue(Sandbox.reasonAgainstLimits().isEmpty(), Sandbox::reasonAgainstLimits);
  }

  private static Sandbox view() throws Exception {
    String reason = Sandbox.reasonAgainstView();
    assumeTrue(reason.isEmpty(), "no sandbox here: " + reason);
    return Sandbox.of(SandboxUse.REQUIRED);
  }

  private String running(Sandbox sandbox, String script, FfmpegCommand command) throws Exception {
    FfmpegInstallation fake = FakeFfmpeg.in(folder).running(script + "; exit 0").installation();
    return new FfmpegProcess(fake, sandbox).text(command);
  }

  private static List<String> limitedShell(ResourceLimits limits, String script) {
    List<String> line = new java.util.ArrayList<>(List.of("prlimit"));
    line.addAll(limits.options());
    line.addAll(List.of("--", "sh", "-c", script));
    return line;
  }
}
