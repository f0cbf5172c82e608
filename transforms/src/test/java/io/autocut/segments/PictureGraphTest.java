package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.VideoStream;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestProfile;
import io.autocut.time.RationalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureGraphTest {
  private static final String ON_GRID =
      "setpts=round(PTS-(3/2)/TB),fps=25:round=near,trim=start_pts=0:end_pts=48,";
  private static final String HOW = ":flags=bicubic+accurate_rnd+bitexact:in_color_matrix=";
  private static final String TO = ":out_color_matrix=bt709:out_range=tv,format=yuv420p,";
  private static final String TAGS =
      ",setsar=1,sidedata=mode=delete,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv:field_mode=prog";
  private static final String WHOLE = "pad=1920:1080:0:0:color=black" + TAGS;

  private final VideoStream plain = TestAnalysis.of("a").video();

  @Test
  void plainPictureIsPutOnTheGridAndScaled() {
    assertThat(graph(plain)).isEqualTo(ON_GRID + "scale=1920:1080" + HOW + "auto" + TO + WHOLE);
  }

  @Test
  void timesCountFromTheFirstFrameOfTheClip() {
    ClipAnalysis late = TestAnalysis.of("a").startingAt(126_000, 90_000).shot(9000).build();

    assertThat(graph(late, PictureGraph.Tone.MAPPED))
        .startsWith("setpts=round(PTS-(29/10)/TB),fps=25:round=near,");
  }

  @Test
  void portraitThatIsCodedSidewaysIsFittedAsItIsShown() {
    VideoStream sideways =
        VideoStream.newBuilder(plain)
            .setDisplayWidth(1080)
            .setDisplayHeight(1920)
            .setRotation(90)
            .build();

    assertThat(graph(sideways))
        .isEqualTo(
            ON_GRID
                + "scale=608:1080"
                + HOW
                + "auto"
                + TO
                + "pad=1920:1080:656:0:color=black"
                + TAGS);
  }

  @Test
  void pixelsThatAreNotSquareAreMadeSo() {
    VideoStream anamorphic =
        VideoStream.newBuilder(plain).setCodedWidth(1440).setCodedHeight(1080).build();

    assertThat(graph(anamorphic)).contains(",scale=1920:1080:", "setsar=1,");
  }

  @Test
  void highDynamicRangeIsMapped() {
    VideoStream bright = VideoStream.newBuilder(plain).setColorTransfer("arib-std-b67").build();

    assertThat(graph(bright))
        .isEqualTo(
            ON_GRID
                + "zscale=w=1920:h=1080:tin=arib-std-b67:pin=bt2020:min=bt2020nc:t=linear:npl=100,"
                + "format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,"
                + "zscale=t=bt709:m=bt709:r=tv,format=yuv420p,"
                + WHOLE);
  }

  @Test
  void highDynamicRangeIsLeftAloneWhereNothingMustFail() {
    VideoStream bright = VideoStream.newBuilder(plain).setColorTransfer("smpte2084").build();

    assertThat(graph(clip(bright), PictureGraph.Tone.UNTOUCHED))
        .contains("scale=1920:1080:")
        .doesNotContain("zscale");
  }

  @Test
  void fieldsAreMadeFramesBeforeAnythingElse() {
    assertThat(graph(VideoStream.newBuilder(plain).setInterlaced(true).build()))
        .startsWith("bwdif=mode=send_frame:deint=interlaced,setpts=");
  }

  @Test
  void untaggedPictureIsTakenForWhatCamerasOfItsSizeWrite() {
    VideoStream large = VideoStream.newBuilder(plain).setColorMatrix("").build();
    VideoStream small = VideoStream.newBuilder(large).setCodedHeight(576).build();
    VideoStream rgb = VideoStream.newBuilder(plain).setColorMatrix("gbr").build();

    assertThat(graph(large)).contains("in_color_matrix=bt709:");
    assertThat(graph(small)).contains("in_color_matrix=smpte170m:");
    assertThat(graph(rgb)).contains("in_color_matrix=bt709:");
  }

  @Test
  void fullRangeIsBroughtToTheRangeOfTheFilm() {
    assertThat(graph(VideoStream.newBuilder(plain).setColorRange("pc").build()))
        .contains(":out_range=tv,");
  }

  @Test
  void oddSizesBecomeEvenAndFitTheCanvas() {
    VideoStream odd =
        VideoStream.newBuilder(plain).setDisplayWidth(321).setDisplayHeight(181).build();

    assertThat(graph(odd)).contains("scale=1916:1080:", "pad=1920:1080:2:0:");
  }

  private static ClipAnalysis clip(VideoStream video) {
    return ClipAnalysis.newBuilder(TestAnalysis.of("a").shot(9000).build()).setVideo(video).build();
  }

  private static String graph(VideoStream video) {
    return graph(clip(video), PictureGraph.Tone.MAPPED);
  }

  private static String graph(ClipAnalysis clip, PictureGraph.Tone tone) {
    return PictureGraph.of(
        clip,
        RationalTime.of(3, 2),
        48,
        TestProfile.of(new Canvas(1920, 1080), new EditRate(25, 1), "libx264"),
        Optional.empty(),
        tone);
  }
}
