package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.autocut.schemas.EditRate;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.VideoStream;
import io.autocut.testing.SmallClips;
import io.autocut.testing.TestFfmpeg;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaProbeTest {
  private static final String PICTURES = "testsrc=s=64x48:r=25:d=0.4";

  @TempDir private Path folder;
  private SmallClips clips;

  @BeforeEach
  void open() {
    clips = SmallClips.in(folder);
  }

  @Test
  void clipIsDescribedAsItsContainerDescribesIt() throws Exception {
    Path clip = clips.drawn("a.mp4", PICTURES, "-c:v", "mpeg4", "-video_track_timescale", "12800");

    MediaProbe.ProbedClip probed = probe().probeClip(clip);

    assertThat(probed.container()).isEqualTo("mov,mp4,m4a,3gp,3g2,mj2");
    assertThat(probed.timebase()).isEqualTo(new Timebase(1, 12800));
    assertThat(probed.containerStart()).isEqualTo(RationalTime.ZERO);
    assertThat(probed.video().getCodec()).isEqualTo("mpeg4");
    assertThat(probed.video().getPixelFormat()).isEqualTo("yuv420p");
    assertThat(probed.video().getAverageRate()).isEqualTo(new EditRate(25, 1));
    assertThat(probed.video().getStreamIndex()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 64, 48",
    "-90, 90, 48, 64",
    "90, 270, 48, 64",
    "180, 180, 64, 48",
    "-180, 180, 64, 48",
    "45, 0, 64, 48",
  })
  void rotationIsTheClockwiseTurnThatShowsItUpright(
      int counterclockwise, int rotation, int width, int height) throws Exception {
    Path upright = clips.drawn("a.mp4", PICTURES, "-c:v", "mpeg4");
    VideoStream video =
        probe()
            .probeClip(clips.copied("b.mp4", upright, "-display_rotation", "" + counterclockwise))
            .video();

    assertThat(video.getRotation()).isEqualTo(rotation);
    assertThat(video.getCodedWidth()).isEqualTo(64);
    assertThat(video.getCodedHeight()).isEqualTo(48);
    assertThat(video.getDisplayWidth()).isEqualTo(width);
    assertThat(video.getDisplayHeight()).isEqualTo(height);
  }

  @Test
  void pixelsThatAreNotSquareAreMadeSquareInWidth() throws Exception {
    VideoStream video = video(clips.drawn("a.mp4", PICTURES + ",setsar=4/3", "-c:v", "mpeg4"));

    assertThat(video.getCodedWidth()).isEqualTo(64);
    assertThat(video.getDisplayWidth()).isEqualTo(85);
    assertThat(video.getDisplayHeight()).isEqualTo(48);
  }

  @Test
  void oddSizesAreTold() throws Exception {
    VideoStream video = video(clips.drawn("a.mkv", "testsrc=s=65x49:r=25:d=0.2", "-c:v", "ffv1"));

    assertThat(video.getCodedWidth()).isEqualTo(65);
    assertThat(video.getDisplayHeight()).isEqualTo(49);
  }

  @Test
  void coverArtIsNoVideo() throws Exception {
    Path cover =
        clips.drawn(
            "a.m4a",
            "testsrc=s=64x48:r=1:d=1[out0];sine=d=1[out1]",
            "-c:v",
            "mjpeg",
            "-pix_fmt",
            "yuvj420p",
            "-frames:v",
            "1",
            "-c:a",
            "aac",
            "-disposition:v",
            "attached_pic");

    assertRefused(cover, "NO_VIDEO", "has no video stream (only: audio aac, video mjpeg)");
    assertThat(probe().sampleRate(cover)).isEqualTo(44_100);
  }

  @Test
  void soundAloneIsNoClip() throws Exception {
    Path sound = clips.drawn("a.m4a", "sine=d=0.2:r=48000", "-c:a", "aac");

    assertRefused(sound, "NO_VIDEO", "has no video stream (only: audio aac)");
    assertThat(probe().sampleRate(sound)).isEqualTo(48_000);
  }

  @Test
  void clipWithoutSoundIsNoMusic() throws Exception {
    Path silent = clips.drawn("a.mp4", PICTURES, "-c:v", "mpeg4");

    UnusableMediaException refusal =
        catchThrowableOfType(UnusableMediaException.class, () -> probe().sampleRate(silent));

    assertThat(refusal.code()).isEqualTo("NO_AUDIO");
    assertThat(refusal).hasMessage("has no sound (only: video mpeg4)");
  }

  @Test
  void emptyFileIsRefused() throws Exception {
    assertRefused(Files.createFile(folder.resolve("a.mp4")), "EMPTY_FILE", "is empty (0 bytes)");
  }

  @Test
  void missingFileAndFolderAreRefused() throws Exception {
    assertRefused(folder.resolve("a.mp4"), "NOT_A_FILE", "is no file that can be read");
    assertRefused(folder, "NOT_A_FILE", "is no file that can be read");
  }

  @Test
  void textIsRefusedAndWhatFfmpegSaidIsKept() throws Exception {
    Path text = Files.writeString(folder.resolve("a.txt"), "Dear diary, ".repeat(200));

    UnusableMediaException refusal = refusal(probe(), text);

    assertThat(refusal.code()).isEqualTo("NOT_VIDEO");
    assertThat(refusal.getMessage()).isEqualTo("is no video: sound, a picture, text or a playlist");
    assertThat(refusal.exitCode()).isPositive();
    assertThat(refusal.commandLine()).startsWith("ffprobe ").contains("a.txt");
    assertThat(refusal.diagnostics()).contains("[error]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffconcat version 1.0\nfile other.mp4\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nother.mp4\n#EXT-X-ENDLIST\n",
      })
  void playlistInAVideosClothesIsRefused(String playlist) throws Exception {
    clips.drawn("other.mp4", PICTURES, "-c:v", "mpeg4");
    Path disguised = Files.writeString(folder.resolve("a.mp4"), playlist);

    assertThat(refusal(probe(), disguised).code()).isEqualTo("NOT_VIDEO");
  }

  @Test
  void mp4WithoutIndexIsRefusedAsBrokenOff() throws Exception {
    Path whole = clips.drawn("a.mp4", PICTURES, "-c:v", "mpeg4");

    assertRefused(
        clips.truncated("b.mp4", whole, 0.5),
        "NO_INDEX",
        "is no complete MP4: its index (moov) is missing, as after a recording or copy that was"
            + " broken off");
  }

  @Test
  void packetsOfAClipWithReorderedPicturesAreListedAsShown() throws Exception {
    Path clip =
        clips.drawn("a.mp4", PICTURES, "-c:v", "mpeg4", "-bf", "2", "-video_track_timescale", "25");
    PacketIndex packets = probe().packets(clip, video(clip));

    assertThat(packets.pts().asList()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(packets.endPts()).isEqualTo(10);
  }

  @Test
  void firstStreamThatIsNoCoverArtIsTheVideo() throws Exception {
    MediaProbe probe =
        describing(
            """
            {"streams": [
              {"index": 0, "codec_type": "video", "codec_name": "png", "width": 9, "height": 9,
               "time_base": "1/90000", "disposition": {"attached_pic": 1}},
              {"index": 1, "codec_type": "audio", "codec_name": "aac"},
              {"index": 2, "codec_type": "video", "codec_name": "h264", "width": 64, "height": 48,
               "time_base": "1/90000", "field_order": "tb", "color_transfer": "smpte2084",
               "color_primaries": "unknown", "avg_frame_rate": "0/0", "r_frame_rate": "50/2"}],
             "format": {"format_name": "mpegts", "start_time": "-1.400000"}}
            """);

    MediaProbe.ProbedClip probed = probe.probeClip(anyFile());

    assertThat(probed.video().getStreamIndex()).isEqualTo(2);
    assertThat(probed.video().getInterlaced()).isTrue();
    assertThat(probed.video().getColorTransfer()).isEqualTo("smpte2084");
    assertThat(probed.video().getColorPrimaries()).isEmpty();
    assertThat(probed.video().getColorRange()).isEmpty();
    assertThat(probed.video().getAverageRate()).isEqualTo(new EditRate(25, 1));
    assertThat(probed.containerStart()).isEqualTo(RationalTime.of(-7, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "0:1, 64",
    "1:0, 64",
    "N/A, 64",
    "'', 64",
    "1:1, 64",
    "2:1, 128",
    "1:100, 64",
    "999999999:1, 64",
    "99999999999:1, 64",
    "1:10, 6",
  })
  void implausibleShapeOfPixelsIsTakenAsSquare(String aspect, int width) throws Exception {
    MediaProbe probe = describing(video("\"sample_aspect_ratio\": \"" + aspect + "\""));

    assertThat(probe.probeClip(anyFile()).video().getDisplayWidth()).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({
    "-90, 90",
    "270, 90",
    "-270, 270",
    "90.5, 270",
    "-9223372036854775808, 0",
    "1e300, 0",
    "30, 0",
    "360, 0",
  })
  void angleThatIsNoQuarterIsTakenAsUpright(String angle, int rotation) throws Exception {
    MediaProbe probe = describing(video("\"side_data_list\": [{\"rotation\": " + angle + "}]"));

    assertThat(probe.probeClip(anyFile()).video().getRotation()).isEqualTo(rotation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"codec_type\": \"data\"|NO_VIDEO|has no video stream (only: data h264)",
        "\"width\": 0|NO_SIZE|has video without a size: its header is damaged",
        "\"height\": -1|NO_SIZE|has video without a size: its header is damaged",
        "\"width\": 2000000|TOO_LARGE|claims pictures of 2000000×48; at most 8192×8192 are read",
        "\"time_base\": \"0/1\"|NO_TIMEBASE|tells no usable time scale: 0/1",
        "\"time_base\": \"1/0\"|NO_TIMEBASE|tells no usable time scale: 1/0",
        "\"time_base\": \"1/9999999999\"|NO_TIMEBASE|tells no usable time scale: 1/9999999999",
      })
  void impossibleVideoIsRefused(String instead, String code, String message) throws Exception {
    UnusableMediaException refusal = refusal(describing(video(instead)), anyFile());

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal).hasMessage(message);
  }

  @Test
  void videoOfAnUnknownCodecIsRefused() throws Exception {
    UnusableMediaException refusal =
        refusal(
            describing("{\"streams\": [{\"codec_type\": \"video\", \"width\": 9, \"height\": 9}]}"),
            anyFile());

    assertThat(refusal.code()).isEqualTo("UNKNOWN_CODEC");
    assertThat(refusal).hasMessageContaining("has video of a codec that FFmpeg does not know (");
  }

  @Test
  void dolbyVisionIsRefusedWithoutABaseLayerAlone() throws Exception {
    UnusableMediaException refusal = refusal(describing(video(dolby(5, 0))), anyFile());

    assertThat(refusal.code()).isEqualTo("DOLBY_VISION");
    assertThat(refusal)
        .hasMessage(
            "is Dolby Vision of profile 5, which has no base layer that others can show (8 has one)");
    assertThat(describing(video(dolby(8, 4))).probeClip(anyFile()).video().getStreamIndex())
        .isZero();
  }

  private static String dolby(int profile, int compatibility) {
    return "\"side_data_list\": [{\"dv_profile\": %d, \"dv_bl_signal_compatibility_id\": %d}]"
        .formatted(profile, compatibility);
  }

  @Test
  void ofSeveralVideoStreamsTheDefaultIsShownElseTheLargest() throws Exception {
    String stream =
        "{\"index\": %d, \"codec_type\": \"video\", \"codec_name\": \"h264\", \"width\": %d,"
            + " \"height\": 90, \"time_base\": \"1/25\", \"disposition\": {\"default\": %d}}";
    String two = "{\"streams\": [%s, %s]}";

    assertThat(
            describing(two.formatted(stream.formatted(0, 160, 0), stream.formatted(1, 320, 0)))
                .probeClip(anyFile())
                .video()
                .getStreamIndex())
        .isEqualTo(1);
    assertThat(
            describing(two.formatted(stream.formatted(0, 160, 1), stream.formatted(1, 320, 0)))
                .probeClip(anyFile())
                .video()
                .getStreamIndex())
        .isZero();
  }

  @Test
  void fileOfTooManyStreamsIsRefused() throws Exception {
    UnusableMediaException refusal =
        refusal(describing("{\"streams\": [" + "{},".repeat(64) + "{}]}"), anyFile());

    assertThat(refusal.code()).isEqualTo("TOO_MANY_STREAMS");
    assertThat(refusal).hasMessage("claims 65 streams; at most 64 are read");
  }

  @Test
  void fileWithoutStreamsIsRefused() throws Exception {
    UnusableMediaException refusal = refusal(describing("{}"), anyFile());

    assertThat(refusal).hasMessage("has no video stream (no stream at all)");
  }

  @Test
  void clipAndItsPacketsAreReadByOneChild() throws Exception {
    Path clip =
        clips.drawn(
            "a.mp4",
            PICTURES + "[out0];sine=d=0.4[out1]",
            "-c:v",
            "mpeg2video",
            "-metadata",
            "creation_time=2019-12-20T16:08:35Z");
    int[] children = {0};
    MediaProbe probe =
        new MediaProbe(
            new Ffmpeg() {
              @Override
              public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
                  throws IOException, InterruptedException {
                children[0]++;
                return TestFfmpeg.ffmpeg().run(command, reader);
              }

              @Override
              public FfmpegInstallation installation() {
                return TestFfmpeg.ffmpeg().installation();
              }
            });

    MediaProbe.ReadClip read = probe.readClip(clip);

    assertThat(children[0]).isEqualTo(1);
    assertThat(read.probed()).isEqualTo(probe().probeClip(clip));
    assertThat(read.packets().pts().asList())
        .isEqualTo(probe().packets(clip, video(clip)).pts().asList());
    assertThat(read.probed().recordedMicros()).isEqualTo(1_576_858_115_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "2017-04-17T19:27:57.000000Z, 1492457277000000",
    "1904-01-01T00:00:00.000000Z, 0",
    "1970-01-01T00:00:00.000000Z, 0",
    "2917-04-17T19:27:57.000000Z, 0",
    "yesterday, 0",
  })
  void implausibleTimeOfRecordingIsNone(String told, long micros) throws Exception {
    MediaProbe probe = describing(video("\"tags\": {\"creation_time\": \"" + told + "\"}"));

    assertThat(probe.probeClip(anyFile()).recordedMicros()).isEqualTo(micros);
  }

  /** One video stream in which {@code instead} stands for what is usual. */
  private static String video(String instead) {
    return ("{\"streams\": [{\"codec_type\": \"video\", \"codec_name\": \"h264\", \"width\": 64,"
        + " \"height\": 48, \"time_base\": \"1/25\", "
        + instead
        + "}]}");
  }

  private Path anyFile() throws IOException {
    return Files.writeString(folder.resolve("any"), "x");
  }

  private static MediaProbe describing(String json) {
    return new MediaProbe(ScriptedFfmpeg.answering(command -> json));
  }

  private static MediaProbe probe() {
    return new MediaProbe(TestFfmpeg.ffmpeg());
  }

  private static VideoStream video(Path clip) throws Exception {
    return probe().probeClip(clip).video();
  }

  private static UnusableMediaException refusal(MediaProbe probe, Path file) {
    return catchThrowableOfType(UnusableMediaException.class, () -> probe.probeClip(file));
  }

  private static void assertRefused(Path file, String code, String message) {
    UnusableMediaException refusal = refusal(probe(), file);

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal).hasMessage(message);
  }
}
