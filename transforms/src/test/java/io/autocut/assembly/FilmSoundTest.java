package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.FfmpegCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilmSoundTest {
  private static FilmSound music(long fadeIn, long fadeOut) {
    return new FilmSound(
        Path.of("/store/music.wav"),
        100,
        441_100,
        44_100,
        fadeIn,
        fadeOut,
        Optional.empty(),
        0,
        Optional.empty());
  }

  @Test
  void musicIsOnlyCutWhenNothingIsAsked() {
    FilmSound sound = music(0, 0);

    assertThat(sound.filters())
        .containsExactly("-af", "atrim=start_sample=100:end_sample=441100,asetpts=N/SR/TB");
    assertThat(sound.mapped()).isEqualTo("1:a:0");
    assertThat(sound.inputs(FfmpegCommand.ffmpeg()))
        .isEqualTo(FfmpegCommand.ffmpeg().audioInput(Path.of("/store/music.wav")));
  }

  @Test
  void fadesLieAtTheEndsOfTheFilm() {
    assertThat(music(0, 44_100).filters())
        .containsExactly(
            "-af",
            "atrim=start_sample=100:end_sample=441100,asetpts=N/SR/TB,afade=t=out:ss=396900:ns=44100");
    assertThat(music(22_050, 0).filters().get(1)).endsWith(",afade=t=in:ss=0:ns=22050");
  }

  @Test
  void gainIsLinearAndPeaksAreLimitedOnlyWhereTold() {
    assertThat(music(0, 0).at(-3.25, Optional.empty()).filters().get(1))
        .endsWith("asetpts=N/SR/TB,volume=-3.250dB");
    assertThat(music(0, 0).at(6, Optional.of(-1.5)).filters().get(1))
        .endsWith(
            ",volume=6.000dB,aresample=192000,alimiter=limit=0.841395:attack=5:release=80:level=0:latency=1,aresample=44100");
  }

  @Test
  void clipsAreMixedUnderTheMusicThatTheyDuck() {
    FilmSound sound = music(0, 0).with(new FilmSound.Clips(Path.of("/work/clips.f32"), 4, -30));

    assertThat(sound.filters())
        .isEqualTo(
            List.of(
                "-filter_complex",
                "[1:a:0]atrim=start_sample=100:end_sample=441100,asetpts=N/SR/TB,apad[music];"
                    + "[2:a:0]volume=4.000dB,aresample=44100,apad,asplit[clips][key];"
                    + "[music][key]sidechaincompress=threshold=0.031623:ratio=3:attack=20:release=400:knee=4[ducked];"
                    + "[ducked][clips]amix=inputs=2:duration=longest:normalize=0,atrim=end_sample=441000[sound]"));
    assertThat(sound.mapped()).isEqualTo("[sound]");
    assertThat(sound.inputs(FfmpegCommand.ffmpeg()).arguments())
        .containsSubsequence("-f", "f32le", "-ar", "48000", "-ch_layout", "stereo")
        .endsWith("-i", "file:/work/clips.f32");
  }
}
