package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HardwareTest {
  private static final String NO_DRIVER = "[AVHWDeviceContext] [error] Cannot load libcuda.so.1";

  @Test
  void bestEncoderIsTheFirstThatWorks() throws InterruptedException {
    Hardware hardware = where("libx264", "libopenh264");

    assertThat(hardware.best()).contains(VideoEncoder.X264);
    assertThat(hardware.bestSoftware()).contains(VideoEncoder.X264);
  }

  @Test
  void hardwareComesBeforeSoftware() throws InterruptedException {
    Hardware hardware = where("h264_vaapi", "libopenh264");

    assertThat(hardware.best()).contains(VideoEncoder.VAAPI);
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
    assertThat(hardware.reasonAgainst(VideoEncoder.X264)).isEmpty();
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

  private static Hardware where(String... working) throws InterruptedException {
    return Hardware.tryAll(
        ScriptedFfmpeg.failing(
            command -> {
              for (String encoder : working) {
                if (command.arguments().contains(encoder)) {
                  return "";
                }
              }
              return NO_DRIVER;
            }));
  }
}
