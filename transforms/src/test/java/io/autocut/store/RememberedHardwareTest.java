package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.FfmpegResult;
import io.autocut.media.Hardware;
import io.autocut.media.StdoutReader;
import io.autocut.media.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedHardwareTest {
  @TempDir private Path folder;
  private Path root;
  private Path cache;
  private CountingFfmpeg ffmpeg;

  /** Every command of it works; counts them. */
  private static final class CountingFfmpeg implements Ffmpeg {
    private final FfmpegInstallation installation;
    private int commands;

    CountingFfmpeg(Path executable) {
      installation =
          new FfmpegInstallation(
              FfmpegInstallation.Origin.CHOSEN, executable.toString(), "ffprobe", "9.9");
    }

    @Override
    public FfmpegResult run(FfmpegCommand command, StdoutReader reader) {
      commands++;
      return new FfmpegResult(Duration.ZERO, 0, 0, "");
    }

    @Override
    public String text(FfmpegCommand command) {
      commands++;
      return "";
    }

    @Override
    public FfmpegInstallation installation() {
      return installation;
    }
  }

  @BeforeEach
  void machineWithoutDevices() throws IOException {
    root = Files.createDirectories(folder.resolve("root"));
    cache = folder.resolve("cache");
    Files.createDirectories(root.resolve("dev"));
    ffmpeg = new CountingFfmpeg(Files.writeString(folder.resolve("ffmpeg"), "1"));
  }

  @Test
  void whatWasTriedOnceIsNotTriedByTheNextStart() throws Exception {
    Hardware tried = start().of(ffmpeg);
    int commands = ffmpeg.commands;

    assertThat(commands).isPositive();
    assertThat(nextStart().of(ffmpeg)).isEqualTo(tried);
    assertThat(ffmpeg.commands).isEqualTo(commands);
    assertThat(tried.works(VideoEncoder.X264)).isTrue();
  }

  @Test
  void anotherExecutableInItsPlaceIsTriedAnew() throws Exception {
    start().of(ffmpeg);
    int commands = ffmpeg.commands;
    Files.writeString(folder.resolve("ffmpeg"), "another build");

    nextStart().of(ffmpeg);

    assertThat(ffmpeg.commands).isEqualTo(2 * commands);
  }

  @Test
  void newDeviceIsTriedAnew() throws Exception {
    start().of(ffmpeg);
    int commands = ffmpeg.commands;
    Files.createDirectories(root.resolve("dev/dri"));
    Files.createFile(root.resolve("dev/dri/renderD128"));

    nextStart().of(ffmpeg);
    assertThat(ffmpeg.commands).isEqualTo(2 * commands);

    Files.createFile(root.resolve("dev/nvidia0"));
    nextStart().of(ffmpeg);
    assertThat(ffmpeg.commands).isEqualTo(3 * commands);
  }

  @Test
  void newDriverIsTriedAnew() throws Exception {
    start().of(ffmpeg);
    int commands = ffmpeg.commands;
    Files.createDirectories(root.resolve("proc/driver/nvidia"));
    Files.writeString(root.resolve("proc/driver/nvidia/version"), "NVRM version: 580\n");

    nextStart().of(ffmpeg);

    assertThat(ffmpeg.commands).isEqualTo(2 * commands);
  }

  @Test
  void hostsThatShareACacheKeepTheirOwnFindings() throws Exception {
    RememberedHardware.in(cache, "one", root).of(ffmpeg);
    int commands = ffmpeg.commands;

    RememberedHardware.in(cache, "two", root).of(ffmpeg);

    assertThat(ffmpeg.commands).isEqualTo(2 * commands);
    assertThat(files()).hasSize(2);
  }

  @Test
  void damagedFileIsIgnoredAndWrittenAnew() throws Exception {
    start().of(ffmpeg);
    int commands = ffmpeg.commands;
    Files.writeString(files().get(0), "{\"host\": 7");

    nextStart().of(ffmpeg);
    assertThat(ffmpeg.commands).isEqualTo(2 * commands);

    nextStart().of(ffmpeg);
    assertThat(ffmpeg.commands).isEqualTo(2 * commands);
  }

  @Test
  void askingForItTriesAnewAndRewrites() throws Exception {
    start().of(ffmpeg);
    int commands = ffmpeg.commands;
    Files.writeString(files().get(0), "");

    nextStart().triedAnew(ffmpeg);

    assertThat(ffmpeg.commands).isEqualTo(2 * commands);
    assertThat(Files.readString(files().get(0))).contains("encode libx264");
  }

  @Test
  void cacheThatCannotBeWrittenOnlyCostsTime() throws Exception {
    Files.writeString(cache, "a file where the folder should be");

    assertThat(start().of(ffmpeg).works(VideoEncoder.X264)).isTrue();
  }

  private RememberedHardware start() {
    return RememberedHardware.in(cache, "host", root);
  }

  /** As a new JVM would see it, which has nothing in memory. */
  private RememberedHardware nextStart() {
    return start();
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }
}
