package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.FfmpegResult;
import io.autocut.media.StdoutReader;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Shot;
import io.autocut.schemas.ShotKind;
import io.autocut.testing.SmallClips;
import io.autocut.testing.TestFfmpeg;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShotFinderTest {
  private static final String ONE = "mandelbrot=s=320x180:r=25:start_scale=0.5:end_scale=0.4";
  private static final String OTHER = "testsrc2=s=320x180:r=25";

  @TempDir private Path folder;
  private SmallClips clips;

  @BeforeEach
  void open() {
    clips = SmallClips.in(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "mpeg4, 70, a.mp4",
    "mpeg4, 131, a.avi",
    "mpeg2video, 99, a.ts",
    "mjpeg, 88, a.mov",
    "h264, 61, a.mp4",
    "h264, 150, a.mkv"
  })
  void cutInTheMiddleOfAGopFallsOnItsFrame(String codec, int cut, String name) throws Exception {
    ClipAnalysis analysis = analyze(film(codec, cut, name), TestFfmpeg.ffmpeg());

    assertThat(analysis.getShots()).hasSize(2);
    Shot second = analysis.getShots().get(1);
    assertThat(second.getKind()).isEqualTo(ShotKind.CUT);
    double seconds =
        (second.getInPts() - analysis.getFirstPts())
            * (double) analysis.getTimebase().getNum()
            / analysis.getTimebase().getDen();
    assertThat(Math.round(seconds * 25)).isEqualTo(cut);
  }

  @Test
  void longTakeIsDecodedInAShareOfItsFrames() throws Exception {
    Path take =
        clips.drawn(
            "a.mp4",
            "testsrc2=s=640x360:r=25:d=60",
            "-c:v",
            "mpeg2video",
            "-g",
            "25",
            "-sc_threshold",
            "1000000000");
    CountingFfmpeg counting = new CountingFfmpeg();

    ClipAnalysis analysis = analyze(take, counting);

    assertThat(analysis.getShots()).hasSize(1);
    assertThat(counting.children).hasSize(2);
    long frameBytes = 640L * 362 * 3 / 2;
    assertThat(counting.bytes / frameBytes).isBetween(20L, 250L);
  }

  /** Pictures of one kind up to the frame {@code cut}, then of another; a keyframe every 60. */
  private Path film(String codec, int cut, String name) throws Exception {
    String encoder = codec.equals("h264") ? TestFfmpeg.encoder().ffmpegName() : codec;
    List<String> options =
        new ArrayList<>(
            List.of(
                "-pix_fmt",
                codec.equals("mjpeg") ? "yuvj420p" : "yuv420p",
                "-c:v",
                encoder,
                "-g",
                "60",
                "-b:v",
                "2M",
                "-frames:v",
                "180"));
    if (codec.startsWith("mpeg")) {
      options.addAll(
          List.of("-bf", codec.equals("mpeg4") ? "0" : "2", "-sc_threshold", "1000000000"));
    }
    return clips.drawn(
        name,
        ONE + ",trim=end_frame=" + cut + "[a];" + OTHER + ",trim=end_frame=180[b];[a][b]concat",
        options.toArray(String[]::new));
  }

  private static ClipAnalysis analyze(Path clip, Ffmpeg ffmpeg) throws Exception {
    return new ClipAnalyzer(ffmpeg).analyze(clip, "0123");
  }

  /** Counts the children and the bytes of their pictures. */
  private static final class CountingFfmpeg implements Ffmpeg {
    private final Ffmpeg delegate = TestFfmpeg.ffmpeg();
    private final List<FfmpegCommand> children = new ArrayList<>();
    private long bytes;

    @Override
    public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
        throws IOException, InterruptedException {
      children.add(command);
      boolean pictures = command.tool() == FfmpegCommand.Tool.FFMPEG;
      return delegate.run(command, stdout -> reader.read(pictures ? counted(stdout) : stdout));
    }

    private InputStream counted(InputStream stdout) {
      return new FilterInputStream(stdout) {
        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          int read = super.read(into, offset, length);
          bytes += Math.max(0, read);
          return read;
        }
      };
    }

    @Override
    public FfmpegInstallation installation() {
      return delegate.installation();
    }
  }
}
