package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegCommandTest {

  @Test
  void clipIsReadAsAFileBehindWhitelists() {
    assertThat(
            FfmpegCommand.ffmpeg()
                .seek(RationalTime.of(5, 2))
                .input(Path.of("/clips/a.mp4"))
                .option("-vf", "fps=30")
                .frames(48)
                .output(Path.of("/films/out.mp4"))
                .arguments())
        .containsExactly(
            "-hide_banner",
            "-nostdin",
            "-nostats",
            "-benchmark",
            "-loglevel",
            "level+verbose",
            "-y",
            "-ss",
            "2.500000",
            "-protocol_whitelist",
            "file",
            "-format_whitelist",
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,asf,dv,mxf,ogg,gif,ivf,yuv4mpegpipe",
            "-max_pixels",
            "67108864",
            "-i",
            "file:/clips/a.mp4",
            "-vf",
            "fps=30",
            "-frames:v",
            "48",
            "file:/films/out.mp4");
  }

  @Test
  void musicIsReadBehindTheFormatsOfSound() {
    assertThat(FfmpegCommand.ffprobe().audioInput(Path.of("/music/a.mp3")).arguments())
        .containsExactly(
            "-hide_banner",
            "-loglevel",
            "level+verbose",
            "-protocol_whitelist",
            "file",
            "-format_whitelist",
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,asf,dv,mxf,ogg,gif,ivf,yuv4mpegpipe,"
                + "mp3,wav,w64,aiff,flac,aac,ac3,eac3,caf,amr,au,ape,wv,opus,mp2",
            "-max_pixels",
            "67108864",
            "-i",
            "file:/music/a.mp3");
  }

  @Test
  void noFormatThatNamesOtherFilesIsOnAWhitelist() {
    String arguments =
        FfmpegCommand.ffmpeg()
            .input(Path.of("/a"))
            .audioInput(Path.of("/b"))
            .arguments()
            .toString();

    assertThat(arguments).doesNotContain("concat", "hls", "dash", "image2", "lavfi", "sdp");
  }

  @Test
  void ownListIsReadWithoutChangingItsPackets() {
    assertThat(added(FfmpegCommand.ffmpeg().concatInput(Path.of("/films/list.txt"))))
        .containsExactly(
            "-f",
            "concat",
            "-safe",
            "0",
            "-auto_convert",
            "0",
            "-protocol_whitelist",
            "file",
            "-i",
            "file:/films/list.txt");
  }

  @Test
  void generatedPicturesAreReadFromLibavfilter() {
    assertThat(added(FfmpegCommand.ffmpeg().generatedInput("testsrc=d=1")))
        .containsExactly("-f", "lavfi", "-i", "testsrc=d=1");
  }

  @Test
  void outputToAPipeNamesItsFormat() {
    assertThat(added(FfmpegCommand.ffmpeg().outputToPipe("rawvideo")))
        .containsExactly("-f", "rawvideo", "pipe:1");
  }

  @Test
  void flagsAndOptionsAreAddedInOrder() {
    assertThat(
            added(
                FfmpegCommand.ffmpeg()
                    .flag("-an")
                    .option("-threads", 1)
                    .options(List.of("-g", "60"))))
        .containsExactly("-an", "-threads", "1", "-g", "60");
  }

  @Test
  void relativePathsBecomeAbsoluteAndNormal() {
    String url = "file:" + Path.of("").toAbsolutePath().resolve("a.mp4");

    assertThat(FfmpegCommand.ffmpeg().input(Path.of("x/../a.mp4")).arguments()).endsWith(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-rf.mp4", "concat:a|b", "http://x/y", "pipe:0"})
  void nameOfAFileIsNeverAnOptionOrAProtocol(String name) {
    assertThat(FfmpegCommand.ffmpeg().input(Path.of("/clips/", name)).arguments())
        .last()
        .asString()
        .startsWith("file:/clips/");
  }

  @Test
  void stepReturnsANewCommandAndLeavesTheOld() {
    FfmpegCommand command = FfmpegCommand.ffmpeg();
    List<String> before = command.arguments();

    command.flag("-an");
    command.within(Duration.ofSeconds(1));

    assertThat(command.arguments()).isEqualTo(before).isUnmodifiable();
    assertThat(command).isEqualTo(FfmpegCommand.ffmpeg());
  }

  @Test
  void commandsAreEqualByToolArgumentsAndDeadline() {
    assertThat(FfmpegCommand.ffmpeg().flag("-an"))
        .isEqualTo(FfmpegCommand.ffmpeg().flag("-an"))
        .hasSameHashCodeAs(FfmpegCommand.ffmpeg().flag("-an"))
        .isNotEqualTo(FfmpegCommand.ffmpeg())
        .isNotEqualTo(FfmpegCommand.ffprobe().flag("-an"))
        .isNotEqualTo(FfmpegCommand.ffmpeg().flag("-an").within(Duration.ofSeconds(1)));
  }

  @Test
  void printedLineMeansTheSameToAShell() throws IOException, InterruptedException {
    FfmpegCommand command =
        FfmpegCommand.ffprobe()
            .input(Path.of("/clips/it's a \"$(day)\".mp4"))
            .option("-vf", "scale=8:8,select='eq(n\\,1)'")
            .option("-metadata", "")
            .option("-x", "a*b?c;d&e|f>g<h\nnext line");

    String line = command.toString().replaceFirst("^ffprobe", "printf '%s\\\\0'");
    Process shell = new ProcessBuilder("sh", "-c", line).start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(shell.waitFor()).isZero();
    assertThat(printed.split("\0")).containsExactlyElementsOf(command.arguments());
  }

  @Test
  void plainArgumentsArePrintedWithoutQuotes() {
    assertThat(FfmpegCommand.ffprobe()).hasToString("ffprobe -hide_banner -loglevel level+verbose");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void noFramesAreRefused(long frames) {
    assertThatThrownBy(() -> FfmpegCommand.ffmpeg().frames(frames))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frames to write must be positive: " + frames);
  }

  @Test
  void deadlineOfNothingIsRefused() {
    assertThatThrownBy(() -> FfmpegCommand.ffmpeg().within(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("deadline: PT0S");
  }

  private static List<String> added(FfmpegCommand command) {
    List<String> all = command.arguments();
    return all.subList(FfmpegCommand.ffmpeg().arguments().size(), all.size());
  }
}
