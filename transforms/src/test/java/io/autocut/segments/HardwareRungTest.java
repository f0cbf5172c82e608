package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegException;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.FfmpegResult;
import io.autocut.media.Hardware;
import io.autocut.media.HardwareDevice;
import io.autocut.media.StdoutReader;
import io.autocut.media.VideoEncoder;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.TrialVerdict;
import io.autocut.schemas.VideoStream;
import io.autocut.segments.HardwareRung.Way;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestProfile;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HardwareRungTest {
  private static final Path CLIP = Path.of("/clips/a.mp4");
  private static final Path OUTPUT = Path.of("/work/segment.mp4");
  private static final String COMMON =
      "-hide_banner -nostdin -nostats -benchmark -loglevel level+verbose -y";
  private static final String SOURCE =
      "-protocol_whitelist file -format_whitelist"
          + " mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,asf,dv,mxf,ogg,gif,ivf,yuv4mpegpipe"
          + " -max_pixels 67108864 -i file:/clips/a.mp4 -map 0:0 -map_metadata -1 -map_chapters -1";
  private static final String GRID =
      "setpts=round(PTS-(2/1)/TB),fps=30:round=near,trim=start_pts=0:end_pts=60";
  private static final String CPU_GRAPH =
      GRID
          + ",scale=1280:720:flags=bicubic+accurate_rnd+bitexact"
          + ",format=yuv420p,setsar=1,sidedata=mode=delete"
          + ",setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv:field_mode=prog";
  private static final String TAGS =
      "-color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv"
          + " -fps_mode passthrough -video_track_timescale 15360 -movie_timescale 15360 -f mp4"
          + " file:/work/segment.mp4";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALL | CUDA | -hwaccel cuda -hwaccel_device hw -hwaccel_output_format cuda"
            + " -extra_hw_frames 8 | scale_cuda=w=1280:h=720:interp_algo=bicubic:format=nv12",
        "ALL | VAAPI | -hwaccel vaapi -hwaccel_device hw -hwaccel_output_format vaapi"
            + " -extra_hw_frames 8 | scale_vaapi=w=1280:h=720:format=nv12",
        "ALL | QSV | -hwaccel qsv -hwaccel_device hw -hwaccel_output_format qsv"
            + " -extra_hw_frames 8 | vpp_qsv=w=1280:h=720:format=nv12",
        "ALL | VIDEOTOOLBOX | -hwaccel videotoolbox -hwaccel_device hw"
            + " -hwaccel_output_format videotoolbox_vld -extra_hw_frames 8 | scale_vt=w=1280:h=720"
      })
  void noPictureLeavesTheDevice(Way way, HardwareDevice device, String decoding, String scaling) {
    assertThat(arguments(way, device, device.encoder()))
        .isEqualTo(
            "%s -init_hw_device %s=hw -filter_hw_device hw -threads 1 -filter_threads 1 -copyts -noautorotate"
                    .formatted(COMMON, device.ffmpegName())
                + " -noaccurate_seek -ss 2.000001 %s %s".formatted(decoding, SOURCE)
                + " -vf %s,%s,setsar=1,sidedata=mode=delete -frames:v 60 %s %s"
                    .formatted(GRID, scaling, encoding(device), TAGS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CUDA | -hwaccel cuda -hwaccel_device hw | ''",
        "VAAPI | -hwaccel vaapi -hwaccel_device hw | ,format=nv12,hwupload",
        "QSV | -hwaccel qsv -hwaccel_device hw -hwaccel_output_format nv12 | ,format=nv12",
        "VIDEOTOOLBOX | -hwaccel videotoolbox -hwaccel_device hw | ''"
      })
  void picturesThatNeedMoreThanScalingPassThroughMemory(
      HardwareDevice device, String decoding, String upload) {
    assertThat(arguments(Way.DECODE_AND_ENCODE, device, device.encoder()))
        .isEqualTo(
            "%s -init_hw_device %s=hw -filter_hw_device hw -threads 1 -filter_threads 1 -copyts -noautorotate"
                    .formatted(COMMON, device.ffmpegName())
                + " -noaccurate_seek -ss 2.000001 %s %s".formatted(decoding, SOURCE)
                + " -vf %s%s -frames:v 60 %s %s"
                    .formatted(CPU_GRAPH, upload, encoding(device), TAGS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CUDA | '' | ''",
        "VAAPI | -init_hw_device vaapi=hw -filter_hw_device hw | ,format=nv12,hwupload",
        "QSV | '' | ,format=nv12",
        "VIDEOTOOLBOX | '' | ''"
      })
  void encoderOnADeviceTakesPicturesOfTheProcessor(
      HardwareDevice device, String opening, String upload) {
    assertThat(arguments(Way.ENCODE, device, device.encoder()))
        .isEqualTo(
            "%s%s -threads 1 -filter_threads 1 -copyts -noautorotate -noaccurate_seek -ss 2.000001 %s"
                    .formatted(COMMON, opening.isEmpty() ? "" : " " + opening, SOURCE)
                + " -vf %s%s -frames:v 60 %s %s"
                    .formatted(CPU_GRAPH, upload, encoding(device), TAGS));
  }

  @Test
  void cardWithoutAnEncoderLeavesFiltersAndEncodingToTheProcessor() {
    assertThat(arguments(Way.DECODE, HardwareDevice.CUDA, VideoEncoder.X264))
        .isEqualTo(
            COMMON
                + " -init_hw_device cuda=hw -filter_hw_device hw -threads 1 -filter_threads 1 -copyts -noautorotate"
                + " -noaccurate_seek -ss 2.000001 -hwaccel cuda -hwaccel_device hw "
                + SOURCE
                + " -vf "
                + CPU_GRAPH
                + " -frames:v 60 -c:v libx264 -threads:v 1 -preset veryfast -crf 20 -profile:v high"
                + " -g 60 -bf 2 -x264-params stitchable=1:open-gop=0:scenecut=0 -pix_fmt yuv420p "
                + TAGS);
  }

  private static String encoding(HardwareDevice device) {
    return "-c:v "
        + device.encoder().ffmpegName()
        + " -threads:v 1 "
        + switch (device) {
          case CUDA ->
              "-preset p4 -tune hq -rc vbr -cq 23 -b:v 0 -forced-idr 1 -no-scenecut 1 -strict_gop 1"
                  + " -bf 2";
          case QSV -> "-preset medium -global_quality 23 -flags +cgop -bf 2";
          case VAAPI -> "-rc_mode CQP -qp 23 -idr_interval 0 -bf 0";
          case VIDEOTOOLBOX -> "-b:v 3594000 -allow_sw 0 -realtime 0 -flags +cgop -bf 0";
        }
        + " -profile:v high -g 60";
  }

  /**
   * Exit code 8 would be an option that FFmpeg does not know; 255 and 187 a device that is not
   * there.
   */
  @ParameterizedTest
  @EnumSource(
      value = HardwareDevice.class,
      names = {"CUDA", "VAAPI", "QSV"})
  void realFfmpegUnderstandsEveryCommandAndMissesOnlyTheDevice(HardwareDevice device)
      throws Exception {
    Path clip =
        TestClip.numbered(1, 90)
            .size(320, 180)
            .codec("libopenh264", "-b:v", "500k", "-g", "30")
            .in(folder, "a.mp4");
    SegmentTask task = task(clip, profile(device.encoder()), video());
    for (Way way : List.of(Way.ALL, Way.DECODE_AND_ENCODE, Way.ENCODE)) {
      FfmpegCommand command = HardwareRung.command(way, device, task, folder.resolve(way + ".mp4"));
      try {
        TestFfmpeg.ffmpeg().run(command);
      } catch (FfmpegException e) {
        assertThat(e.exitCode()).as("%s: %s", command, e.diagnostics()).isNotEqualTo(8);
        assertThat(e.diagnostics())
            .as(command.toString())
            .containsAnyOf(
                "Cannot load libcuda",
                "Device creation failed",
                "Error creating a MFX session",
                "Error while opening encoder",
                "Cannot load libnvidia-encode")
            .doesNotContain("Option not found", "Unrecognized option", "Unknown encoder");
      }
    }
  }

  @Test
  void everythingStaysOnTheDeviceWherePicturesNeedOnlyScaling() {
    List<String> labels = suiting(task(CLIP, profile(VideoEncoder.NVENC), video()), all());

    assertThat(labels)
        .containsExactly(
            "all on cuda",
            "decoded and encoded on cuda",
            "encoded on cuda",
            "software",
            "software, decoded from afar",
            "software, last frame held");
  }

  @Test
  void footageThatNeedsMoreThanScalingIsFilteredOnTheProcessor() {
    List<VideoStream> needy =
        List.of(
            VideoStream.newBuilder(video()).setRotation(90).build(),
            VideoStream.newBuilder(video()).setInterlaced(true).build(),
            VideoStream.newBuilder(video()).setColorTransfer("arib-std-b67").build(),
            VideoStream.newBuilder(video()).setColorMatrix("smpte170m").build(),
            VideoStream.newBuilder(video()).setColorRange("pc").build(),
            VideoStream.newBuilder(video()).setDisplayWidth(2560).build(),
            VideoStream.newBuilder(video()).setCodedHeight(800).setDisplayHeight(800).build());
    for (VideoStream video : needy) {
      assertThat(suiting(task(CLIP, profile(VideoEncoder.NVENC), video), all()))
          .as(video.toString())
          .startsWith("decoded and encoded on cuda");
    }
  }

  @Test
  void whatTheDeviceCannotDecodeIsDecodedOnTheProcessor() {
    for (VideoStream video :
        List.of(
            VideoStream.newBuilder(video()).setCodec("prores").build(),
            VideoStream.newBuilder(video()).setPixelFormat("yuv422p").build(),
            VideoStream.newBuilder(video()).setPixelFormat("yuv420p10le").build())) {
      assertThat(suiting(task(CLIP, profile(VideoEncoder.NVENC), video), all()))
          .as(video.toString())
          .startsWith("encoded on cuda");
    }
  }

  @Test
  void cardWithoutAnEncoderDecodesWhatIsWorthIt() {
    Hardware hopper =
        hardware("open cuda", "decode h264 on cuda", "scale on cuda", "encode libx264");
    VideoStream large =
        VideoStream.newBuilder(video())
            .setCodedWidth(3840)
            .setCodedHeight(2160)
            .setDisplayWidth(3840)
            .setDisplayHeight(2160)
            .build();

    assertThat(suiting(task(CLIP, profile(VideoEncoder.X264), large), hopper))
        .startsWith("decoded on cuda", "software");
    assertThat(
            suiting(
                task(
                    CLIP,
                    profile(VideoEncoder.X264),
                    VideoStream.newBuilder(video()).setCodedWidth(640).setCodedHeight(360).build()),
                hopper))
        .startsWith("software");
  }

  @Test
  void workerWithoutTheDeviceOfTheFilmMakesItInSoftware() {
    assertThat(
            suiting(task(CLIP, profile(VideoEncoder.NVENC), video()), hardware("encode libx264")))
        .startsWith("software");
    assertThat(suiting(task(CLIP, profile(VideoEncoder.NVENC), video()), Hardware.NONE)).isEmpty();
  }

  @Test
  void missingDeviceIsMadeUpForInSoftwareAndSaysSo() throws Exception {
    Faulty ffmpeg =
        new Faulty(
            command ->
                usesDevice(command)
                    ? "[AVHWDeviceContext @ 0x5] [error] Cannot load libcuda.so.1"
                    : "");

    Segment segment = cut(ffmpeg);

    assertThat(segment.getRung()).isEqualTo("software");
    assertThat(segment.getVideoEncoder()).isEqualTo(TestFfmpeg.encoder().ffmpegName());
    assertThat(segment.getNote()).isEqualTo("made in software: Cannot load libcuda.so.1");
    assertThat(ffmpeg.commands).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[h264 @ 0x1] [error] error while decoding MB 3 4",
        "[h264_nvenc @ 0x1] [error] No capable devices found"
      })
  void failureOnTheDeviceDropsARung(String said) throws Exception {
    Faulty ffmpeg =
        new Faulty(command -> command.toString().contains("scale_cuda") ? said : noDevice(command));

    Segment segment = cut(ffmpeg);

    assertThat(segment.getRung()).isEqualTo("encoded on cuda");
    assertThat(segment.getNote())
        .isEqualTo(
            "made encoded on cuda, not all on cuda: "
                + said.substring(said.indexOf("[error]") + 8));
    assertThat(segment.getVideoEncoder()).isEqualTo("h264_nvenc");
  }

  @Test
  void segmentOfTheWrongLengthIsMadeAgainOnTheNextRung() throws Exception {
    // On the device it comes out short.
    Faulty ffmpeg = new Faulty(HardwareRungTest::noDevice).shortening();

    Segment segment = cut(ffmpeg);

    assertThat(segment.getRung()).isEqualTo("software");
    assertThat(segment.getNote()).isEqualTo("made in software: segment has 7 frames instead of 30");
    assertThat(segment.getFrames()).isEqualTo(30);
  }

  @Test
  void childThatIsEndedFromOutsideEndsTheLadder() {
    Faulty ffmpeg = new Faulty(command -> usesDevice(command) ? "Exiting normally" : "");

    assertThatThrownBy(() -> cut(ffmpeg)).isInstanceOf(FfmpegException.class);
    assertThat(ffmpeg.commands).hasSize(1);
  }

  private Segment cut(Ffmpeg ffmpeg) throws Exception {
    Path clip = TestClip.numbered(1, 60).size(320, 180).at("30").in(folder, "real.mp4");
    ClipAnalysis analysis =
        new io.autocut.analysis.ClipAnalyzer(TestFfmpeg.ffmpeg()).analyze(clip, "real");
    ClipAnalysis asH264 =
        ClipAnalysis.newBuilder(analysis)
            .setVideo(
                VideoStream.newBuilder(analysis.getVideo())
                    .setCodec("h264")
                    .setColorMatrix("bt709")
                    .build())
            .build();
    SegmentRequest request =
        request(
            OutputProfile.newBuilder(profile(VideoEncoder.NVENC))
                .setCanvas(new Canvas(320, 180))
                .build(),
            30,
            RationalTime.ZERO);
    return new SegmentCutter(ffmpeg, all())
        .cut(new SegmentTask(request, clip, asH264), folder.resolve("out.mp4"));
  }

  private static boolean usesDevice(FfmpegCommand command) {
    return command.arguments().contains("cuda=hw") || command.arguments().contains("h264_nvenc");
  }

  /** Decoding on a device fails; encoding is made up for, see {@link Faulty}. */
  private static String noDevice(FfmpegCommand command) {
    return command.arguments().contains("cuda=hw") ? "[error] Cannot load libcuda.so.1" : "";
  }

  /** The FFmpeg of the tests, which fails as told, and encodes in software in NVENC's place. */
  private static final class Faulty implements Ffmpeg {
    private final Function<FfmpegCommand, String> stderr;
    private final List<FfmpegCommand> commands = new ArrayList<>();
    private boolean shortens;

    Faulty(Function<FfmpegCommand, String> stderr) {
      this.stderr = stderr;
    }

    Faulty shortening() {
      shortens = true;
      return this;
    }

    @Override
    public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
        throws IOException, InterruptedException {
      if (command.tool() != FfmpegCommand.Tool.FFMPEG) {
        return TestFfmpeg.ffmpeg().run(command, reader);
      }
      commands.add(command);
      String said = stderr.apply(command);
      if (!said.isEmpty() && !(shortens && usesDevice(command))) {
        throw new FfmpegException("FFmpeg exit code 255", command, 255, said);
      }
      return TestFfmpeg.ffmpeg().run(usesDevice(command) ? inSoftware(command) : command, reader);
    }

    private FfmpegCommand inSoftware(FfmpegCommand command) {
      List<String> arguments = command.arguments();
      String input = arguments.get(arguments.indexOf("-i") + 1).substring("file:".length());
      String output = arguments.get(arguments.size() - 1).substring("file:".length());
      return FfmpegCommand.ffmpeg()
          .input(Path.of(input))
          .option("-vf", "fps=30")
          .frames(shortens ? 7 : 30)
          .option("-c:v", TestFfmpeg.encoder().ffmpegName())
          .option("-video_track_timescale", 15360)
          .output(Path.of(output));
    }

    @Override
    public FfmpegInstallation installation() {
      return TestFfmpeg.ffmpeg().installation();
    }
  }

  private static List<String> suiting(SegmentTask task, Hardware hardware) {
    Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
    List<Rung> rungs = new ArrayList<>(HardwareRung.all(hardware, ffmpeg));
    rungs.addAll(SoftwareRung.all(new StandIn(hardware.bestSoftware()), ffmpeg));
    return rungs.stream().filter(rung -> rung.suits(task)).map(Rung::label).toList();
  }

  private static Hardware all() {
    return hardware(
        "open cuda",
        "encode h264_nvenc",
        "decode h264 on cuda",
        "decode hevc on cuda",
        "scale on cuda",
        "encode " + TestFfmpeg.encoder().ffmpegName());
  }

  private static Hardware hardware(String... working) {
    return Hardware.of(
        Arrays.stream(working).map(subject -> new TrialVerdict(subject, "")).toList(), 3);
  }

  private static String arguments(Way way, HardwareDevice device, VideoEncoder encoder) {
    return String.join(
        " ",
        HardwareRung.command(way, device, task(CLIP, profile(encoder), video()), OUTPUT)
            .arguments());
  }

  private static VideoStream video() {
    return TestAnalysis.of("a").video();
  }

  private static SegmentTask task(Path clip, OutputProfile profile, VideoStream video) {
    ClipAnalysis analysis =
        ClipAnalysis.newBuilder(TestAnalysis.of("a").shot(10_000).keyframesAt(0, 2000).build())
            .setVideo(video)
            .build();
    return new SegmentTask(request(profile, 60, RationalTime.of(2, 1)), clip, analysis);
  }

  private static OutputProfile profile(VideoEncoder encoder) {
    return TestProfile.of(new Canvas(1280, 720), TestAnalysis.rate("30"), encoder.ffmpegName());
  }

  private static SegmentRequest request(OutputProfile profile, long frames, RationalTime in) {
    return SegmentRequest.newBuilder()
        .setMontageId("film")
        .setIndex(0)
        .setSegmentKey("")
        .setClipUri("")
        .setClipFingerprint("")
        .setAnalysisKey("")
        .setSourceIn(in.toRecord())
        .setFrames(frames)
        .setProfile(profile)
        .build();
  }
}
