package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FfmpegMeterTest {

  @Test
  void addsUpWhatItsCommandsCost() throws Exception {
    FfmpegMeter meter =
        new FfmpegMeter(
            ScriptedFfmpeg.answering(command -> "said").costing(Duration.ofMillis(120)));

    meter.run(FfmpegCommand.ffmpeg());
    meter.text(FfmpegCommand.ffmpeg());

    assertThat(meter.millis()).isEqualTo(240);
  }

  @Test
  void passesOnWhatACommandSays() throws Exception {
    FfmpegMeter meter = new FfmpegMeter(ScriptedFfmpeg.answering(FfmpegCommand::toString));

    assertThat(meter.text(FfmpegCommand.ffprobe())).startsWith("ffprobe ");
    assertThat(meter.installation().identity()).isEqualTo("ffmpeg-scripted");
  }
}
