package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.testing.TestFfmpeg;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareTest {
  private static final String NO_DRIVER = "[AVHWDeviceContext] [error] Cannot load libcuda.so.1";
  private static final String DEVICES =
      "Supported hardware device types:\nvdpau\ncuda\nvaapi\nqsv\n\n";

  @Test
  void bestEncoderIsTheFirstThatWorks() throws InterruptedException {
    Hardware hardware = where("libx264", "libopenh264");

    assertThat(hardware.best()).contains(VideoEncoder.X264);
    assertThat(hardware.bestSoftware()).contains(VideoEncoder.X264);
  }

  @Test
  void hardwareComesBeforeSoftwareUnlessItIsOff() throws InterruptedException {
    Hardware hardware = where("vaapi=hw", "h264_vaapi", "libopenh264");

    assertThat(hardware.best()).contains(VideoEncoder.VAAPI);
    assertThat(hardware.best(HardwareUse.AUTO)).contains(VideoEncoder.VAAPI);
    assertThat(hardware.best(HardwareUse.OFF)).contains(VideoEncoder.OPENH264);
    assertThat(hardware.bestSoftware()).contains(VideoEncoder.OPENH264);
  }

  @Test
  void whereNothingWorksThereIsNoBest() throws InterruptedException {
    assertThat(where().best()).isEmpty();
    assertThat(where().bestSoftware()).isEmpty();
  }

  @Test
  void whatDoesNotWorkSaysWhy() throws InterruptedException {
    Hardware hardware = where("libx264");

    assertThat(hardware.works(VideoEncoder.NVENC)).isFalse();
    assertThat(hardware.reasonAgainst(VideoEncoder.NVENC)).isEqualTo("Cannot load libcuda.so.1");
    assertThat(hardware.reasonAgainst(HardwareDevice.CUDA)).isEqualTo("Cannot load libcuda.so.1");
    assertThat(hardware.reasonAgainstDecoding(HardwareDevice.CUDA, "hevc"))
        .isEqualTo("Cannot load libcuda.so.1");
    assertThat(hardware.reasonAgainst(VideoEncoder.VIDEOTOOLBOX))
        .isEqualTo("this FFmpeg is built without it");
    assertThat(hardware.reasonAgainst(VideoEncoder.X264)).isEmpty();
  }

  @Test
  void withoutADeviceNothingThatNeedsOneIsTried() throws InterruptedException {
    List<FfmpegCommand> commands = new ArrayList<>();
    Hardware.tryAll(
        ScriptedFfmpeg.answering(
            command -> {
              commands.add(command);
              return answer(command, List.of("libx264"));
            }));

    // The list of devices, one opening for each that is listed, the list of encoders, which tells
    // nothing here, and each encoder in software.
    assertThat(commands).hasSize(1 + 3 + 1 + 3);
  }

  @Test
  void cardWithoutAnEncoderDecodesAllTheSame() throws InterruptedException {
    // As on data-centre cards.
    Hardware hardware = where("cuda=hw", "hwdownload", "libx264", "samples");

    assertThat(hardware.opens(HardwareDevice.CUDA)).isTrue();
    assertThat(hardware.works(VideoEncoder.NVENC)).isFalse();
    assertThat(hardware.decodes(HardwareDevice.CUDA, "h264")).isTrue();
    assertThat(hardware.decodes(HardwareDevice.CUDA, "hevc")).isTrue();
    assertThat(hardware.scales(HardwareDevice.CUDA)).isTrue();
    assertThat(hardware.decodes(HardwareDevice.VAAPI, "h264")).isFalse();
    assertThat(hardware.best()).contains(VideoEncoder.X264);
  }

  @Test
  void sessionsAreAsManyAsOpenAtOnce() throws InterruptedException {
    assertThat(where("cuda=hw", "h264_nvenc", "libx264").sessions()).isEqualTo(8);
    assertThat(
            Hardware.tryAll(
                    ScriptedFfmpeg.answering(
                        command ->
                            command.arguments().stream().filter("h264_nvenc"::equals).count() > 1
                                ? answer(command, List.of())
                                : answer(command, List.of("cuda=hw", "h264_nvenc"))))
                .sessions())
        .isEqualTo(3);
  }

  @Test
  void whatFailsInSilenceSaysItsExitCode() throws InterruptedException {
    Hardware hardware =
        Hardware.tryAll(
            ScriptedFfmpeg.answering(
                command -> {
                  throw new FfmpegException("FFmpeg exit code 139", command, 139, "");
                }));

    assertThat(hardware.reasonAgainst(VideoEncoder.X264)).isEqualTo("FFmpeg exit code 139");
  }

  @Test
  void otherTroubleIsAReasonToo() throws InterruptedException {
    Hardware hardware =
        Hardware.tryAll(
            ScriptedFfmpeg.answering(
                command -> {
                  throw new IOException("shutting down");
                }));

    assertThat(hardware.reasonAgainst(VideoEncoder.X264)).isEqualTo("shutting down");
  }

  @Test
  void whatWasToldCanBeToldAgain() throws InterruptedException {
    Hardware hardware = where("cuda=hw", "hwdownload", "libx264");

    assertThat(Hardware.of(hardware.verdicts(), hardware.sessions())).isEqualTo(hardware);
  }

  @Test
  void nothingWorksWhereNothingWasTried() {
    assertThat(Hardware.NONE.best()).isEmpty();
    assertThat(Hardware.NONE.opens(HardwareDevice.CUDA)).isFalse();
    assertThat(Hardware.NONE.reasonAgainst(VideoEncoder.X264)).isEqualTo("not tried");
  }

  @Test
  void realFfmpegDecodesASampleOfEveryCodecThatDevicesDecode() throws Exception {
    var verdicts = new CodecTrials(TestFfmpeg.ffmpeg()).verdicts();

    for (String codec : HardwareTrials.codecs()) {
      assertThat(verdicts.get(codec)).as(codec).isIn("works", "not in this build");
    }
    // The sample that is shipped, for builds that cannot make one.
    assertThat(verdicts).containsEntry("hevc", "works").containsEntry("h264", "works");
  }

  private static Hardware where(String... working) throws InterruptedException {
    return Hardware.tryAll(ScriptedFfmpeg.answering(command -> answer(command, List.of(working))));
  }

  /** Passes when one of the words is a part of an argument. */
  private static String answer(FfmpegCommand command, List<String> working) throws FfmpegException {
    List<String> arguments = command.arguments();
    if (arguments.contains("list")) {
      return DEVICES;
    }
    for (String word : working) {
      boolean opensOnly = word.endsWith("=hw") && !arguments.contains("null");
      boolean other =
          word.endsWith("=hw") && arguments.stream().anyMatch(a -> a.contains("hwdownload"));
      if (!opensOnly && !other && arguments.stream().anyMatch(a -> a.contains(word))) {
        return "";
      }
    }
    throw new FfmpegException("FFmpeg exit code 255", command, 255, NO_DRIVER);
  }
}
