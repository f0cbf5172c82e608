package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Quality;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentRequest;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.NumberedFrames.NumberedFrame;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestFormat;
import io.autocut.time.RationalTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts films' pieces out of footage that is kept as it is coded, and looks at every frame. */
class KeptFootageTest {
  private static final int FRAMES = 60;

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();

  /** Without B-frames and with a keyframe every twelve frames, as cameras code. */
  private TestClip camera(int clipId) {
    return TestClip.numbered(clipId, FRAMES)
        .at("30")
        .codec("libopenh264", "-b:v", "1M", "-allow_skip_frames", "0", "-g", "12");
  }

  private SegmentTask task(Path clip, RationalTime in, int frames, int fadeIn, int fadeOut)
      throws Exception {
    ClipAnalysis analysis = new ClipAnalyzer(ffmpeg).analyze(clip, "clip");
    OutputProfile profile =
        OutputProfile.newBuilder()
            .setCanvas(
                new Canvas(
                    analysis.getVideo().getDisplayWidth(), analysis.getVideo().getDisplayHeight()))
            .setEditRate(analysis.getCopying().getEvenRates().get(0))
            .setVideoEncoder(TestFfmpeg.encoder().ffmpegName())
            .setQuality(Quality.MATCH)
            .setCoded(TestFormat.of(analysis))
            .build();
    return new SegmentTask(
        SegmentRequest.newBuilder()
            .setMontageId("m")
            .setIndex(0)
            .setSegmentKey("segment-1")
            .setClipUri(clip.toString())
            .setClipFingerprint("clip")
            .setAnalysisKey("")
            .setSourceIn(in.toRecord())
            .setFrames((long) frames)
            .setFadeInFrames((long) fadeIn)
            .setFadeOutFrames((long) fadeOut)
            .setProfile(profile)
            .build(),
        clip,
        analysis);
  }

  private Segment cut(SegmentTask task, String name) throws Exception {
    return new SegmentCutter(ffmpeg).cut(task, folder.resolve(name));
  }

  private void assertNumbers(String name, int first, int frames) throws Exception {
    assertThat(NumberedFrames.of(ffmpeg, folder.resolve(name)).stream().map(NumberedFrame::number))
        .isEqualTo(IntStream.range(first, first + frames).boxed().toList());
  }

  @Test
  void rangeFromAKeyframeOnIsTheFootagesOwnPackets() throws Exception {
    Path clip = camera(7).in(folder, "a.mp4");

    Segment segment = cut(task(clip, RationalTime.of(12, 30), 17, 0, 0), "s.mp4");

    assertThat(segment.getRung()).isEqualTo("copy");
    assertThat(segment.getCopiedFrames()).isEqualTo(17);
    assertThat(segment.getPacketSizes())
        .isEqualTo(
            io.autocut.media.PacketIndex.of(
                    ffmpeg, FfmpegCommand.ffprobe().option("-select_streams", "v:0").input(clip))
                .sizes()
                .subArray(12, 29)
                .asList());
    assertNumbers("s.mp4", 12, 17);
  }

  @Test
  void packetsThatAnEditListHidesAreNotCopied() throws Exception {
    Path whole = camera(7).in(folder, "whole.mp4");
    Path clip = folder.resolve("edited.mp4");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .option("-itsoffset", "1")
            .input(whole)
            .option("-c", "copy")
            .option("-video_track_timescale", "30000")
            .output(clip));
    TwoEdits.of(400, 0, 800, 36_000).writeTo(clip);

    cut(task(clip, RationalTime.ZERO, 20, 0, 0), "s.mp4");

    assertThat(NumberedFrames.of(ffmpeg, folder.resolve("s.mp4")))
        .extracting(NumberedFrame::number)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 36, 37, 38, 39, 40, 41, 42, 43);
  }

  /**
   * Two edits in the place of the two that FFmpeg writes for video that starts late.
   *
   * @param entries of the edit list: milliseconds of the film and ticks of the footage, twice
   */
  private record TwoEdits(List<Integer> entries) {
    static TwoEdits of(int length, int begin, int nextLength, int nextBegin) {
      int normalSpeed = 0x10000;
      return new TwoEdits(List.of(length, begin, normalSpeed, nextLength, nextBegin, normalSpeed));
    }

    void writeTo(Path file) throws Exception {
      byte[] bytes = Files.readAllBytes(file);
      int list = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("elst");
      ByteBuffer boxes = ByteBuffer.wrap(bytes).position(list + 8);
      assertThat(boxes.getInt()).as("edits").isEqualTo(2);
      entries.forEach(boxes::putInt);
      Files.write(file, bytes);
    }
  }

  @Test
  void footageWhoseEditListBeginsBetweenTwoFramesIsCopied() throws Exception {
    Path whole = camera(7).in(folder, "a.mp4");
    Path clip = folder.resolve("trimmed.mp4");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .option("-ss", "0.61")
            .input(whole)
            .option("-c", "copy")
            .output(clip));

    // The first frame shown is the nineteenth: the next keyframe is the twenty-fourth.
    Segment segment = cut(task(clip, RationalTime.of(5, 30), 17, 0, 0), "s.mp4");

    assertThat(segment.getRung()).isEqualTo("copy");
    assertNumbers("s.mp4", 24, 17);
  }

  @Test
  void rangeFromAnyFrameOnIsEncodedUpToTheNextKeyframeOnly() throws Exception {
    Path clip = camera(7).in(folder, "a.mp4");

    Segment segment = cut(task(clip, RationalTime.of(20, 30), 20, 0, 0), "s.mp4");

    assertThat(segment.getRung()).isEqualTo("copy, ends encoded");
    assertThat(segment.getCopiedFrames()).isEqualTo(16);
    assertNumbers("s.mp4", 20, 20);
  }

  @Test
  void fadeToBlackIsEncodedAndTheRestCopied() throws Exception {
    Path clip = camera(7).in(folder, "a.mp4");

    Segment segment = cut(task(clip, RationalTime.of(24, 30), 20, 0, 5), "s.mp4");

    assertThat(segment.getRung()).isEqualTo("copy, tail encoded");
    assertThat(segment.getCopiedFrames()).isEqualTo(15);
    List<NumberedFrame> frames = NumberedFrames.of(ffmpeg, folder.resolve("s.mp4"));
    assertThat(frames).hasSize(20);
    assertThat(frames.get(14).number()).isEqualTo(38);
    assertThat(frames.get(19)).isEqualTo(new NumberedFrame(0, 0));
  }

  @Test
  void rangePastTheEndIsHeldWithANote() throws Exception {
    Path clip = camera(7).in(folder, "a.mp4");

    Segment segment = cut(task(clip, RationalTime.of(48, 30), 20, 0, 0), "s.mp4");

    assertThat(segment.getRung()).isEqualTo("encoded beside copies, last frame held");
    assertThat(segment.getNote()).contains("12 packets were copied instead of 20");
    List<NumberedFrame> frames = NumberedFrames.of(ffmpeg, folder.resolve("s.mp4"));
    assertThat(frames).hasSize(20);
    assertThat(frames.get(19).number()).isEqualTo(FRAMES - 1);
  }

  @Test
  void copiedAndEncodedPiecesOfTurnedFootageShareOneDescription() throws Exception {
    Path clip = camera(7).size(180, 320).rotated(90).in(folder, "a.mp4");

    Segment copied = cut(task(clip, RationalTime.ZERO, 12, 0, 0), "copied.mp4");
    Segment spliced = cut(task(clip, RationalTime.of(5, 30), 12, 0, 0), "spliced.mp4");

    assertThat(copied.getParameterSetHash()).isEqualTo(spliced.getParameterSetHash());
    // Turned upright by the player, both: numbers are read only then.
    assertNumbers("copied.mp4", 0, 12);
    assertNumbers("spliced.mp4", 5, 12);
  }

  @Test
  void ofFootageWithBFramesOnlyTheTailIsEncoded() throws Exception {
    assumeTrue(
        ffmpeg.text(FfmpegCommand.ffmpeg().flag("-encoders")).contains(" libx264"),
        "this FFmpeg has no encoder of H.264 with B-frames");
    Path clip =
        TestClip.numbered(7, FRAMES)
            .at("30")
            .codec("libx264", "-bf", "2", "-g", "15", "-x264-params", "b-adapt=0:scenecut=0")
            .in(folder, "a.mp4");

    Segment segment = cut(task(clip, RationalTime.of(15, 30), 12, 0, 0), "s.mp4");

    assertThat(segment.getRung()).isEqualTo("copy, tail encoded");
    assertThat(segment.getCopiedFrames()).isBetween(8L, 11L);
    assertNumbers("s.mp4", 15, 12);
  }
}
