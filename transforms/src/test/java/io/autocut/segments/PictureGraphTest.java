package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.DynamicRange;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Fit;
import io.autocut.schemas.Focus;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Quality;
import io.autocut.schemas.VideoStream;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestProfile;
import io.autocut.time.RationalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureGraphTest {
  private static final String ON_GRID =
      "setpts=round(PTS-(3/2)/TB),fps=25:round=near,trim=start_pts=0:end_pts=48,";
  private static final String AS_IT_IS = ":flags=bicubic+accurate_rnd+bitexact";
  private static final String TAGS =
      ",setsar=1,sidedata=mode=delete,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv:field_mode=prog";

  private final VideoStream plain = TestAnalysis.of("a").video();

  @Test
  void pictureWithTheColoursOfTheFilmIsPutOnTheGridAndScaledAtMost() {
    assertThat(graph(plain))
        .isEqualTo(ON_GRID + "scale=1920:1080" + AS_IT_IS + ",format=yuv420p" + TAGS);
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
                + AS_IT_IS
                + ",format=yuv420p"
                + ",pad=1920:1080:656:0:color=black"
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
                + "zscale=w=1920:h=1080:tin=arib-std-b67:pin=bt2020:min=bt2020nc:t=linear:npl=203:p=bt709,"
                + "format=gbrpf32le,tonemap=tonemap=mobius:param=0.3:peak=4.926:desat=0,"
                + "zscale=t=bt709:m=bt709:r=tv,format=yuv420p"
                + TAGS);
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

    assertThat(graph(large)).doesNotContain("color_matrix");
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

    assertThat(graph(odd)).contains("scale=1920:1080:").doesNotContain("pad");
  }

  @Test
  void cropShowsAPartAroundTheFocusWithEvenOffsets() {
    assertThat(graph(plain, Fit.CROP, new Canvas(1080, 1920), Optional.of(new Focus(301, 900))))
        .contains(",crop=608:1080:272:0,scale=1080:1920:")
        .doesNotContain("pad");
    assertThat(graph(plain, Fit.CROP, new Canvas(1080, 1920), Optional.of(new Focus(1000, 0))))
        .contains(",crop=608:1080:1312:0,");
    assertThat(graph(plain, Fit.CROP, new Canvas(1080, 1920), Optional.empty()))
        .contains(",crop=608:1080:656:0,");
  }

  @Test
  void cropOfPicturesThatAreCodedSidewaysCountsAsTheyAreShown() {
    VideoStream sideways =
        VideoStream.newBuilder(plain)
            .setDisplayWidth(1080)
            .setDisplayHeight(1920)
            .setRotation(90)
            .build();

    assertThat(graph(sideways, Fit.CROP, new Canvas(1920, 1080), Optional.of(new Focus(500, 100))))
        .contains(",crop=1080:608:0:0,scale=1920:1080:");
  }

  @Test
  void linesThatHardlyDifferAreCutOffWhateverTheFit() {
    VideoStream tall =
        VideoStream.newBuilder(plain).setCodedHeight(1088).setDisplayHeight(1088).build();

    for (Fit fit : List.of(Fit.BARS, Fit.BLUR, Fit.CROP)) {
      assertThat(graph(tall, fit, new Canvas(1920, 1080), Optional.of(new Focus(0, 0))))
          .contains(",crop=1920:1080:0:4,scale=1920:1080:")
          .doesNotContain("pad", "split");
    }
  }

  @Test
  void blurFillsWhatThePictureLeavesFree() {
    assertThat(graph(plain, Fit.BLUR, new Canvas(1080, 1920), Optional.empty()))
        .contains(
            "scale=1080:608:",
            "[back]crop=342:608,scale=90:160:",
            "scale=1080:1920:flags=bicubic+bitexact[wide];[wide][whole]overlay=0:656:");
    assertThat(graph(plain, Fit.BLUR, new Canvas(1280, 720), Optional.empty()))
        .doesNotContain("overlay");
  }

  @Test
  void paletteOfUncompressedVideoIsNotTakenForTransparent() {
    VideoStream palette = VideoStream.newBuilder(plain).setPixelFormat("pal8").build();

    assertThat(graph(palette)).contains("premultiply");
    assertThat(graph(VideoStream.newBuilder(palette).setCodec("rawvideo").build()))
        .doesNotContain("premultiply");
  }

  @Test
  void transparentPicturesLieOnBlack() {
    assertThat(graph(VideoStream.newBuilder(plain).setPixelFormat("yuva444p10le").build()))
        .contains(",premultiply=inplace=1,scale=");
  }

  @Test
  void draftsAreScaledTheCheapWay() {
    OutputProfile draft =
        OutputProfile.newBuilder(profile(new Canvas(640, 360))).setQuality(Quality.DRAFT).build();

    assertThat(graph(clip(plain), draft, Optional.empty(), PictureGraph.Tone.MAPPED))
        .contains(",scale=640:360:flags=fast_bilinear+bitexact,");
  }

  @Test
  void highDynamicRangeThatIsKeptIsScaledAndTaggedAsItIs() {
    VideoStream bright = VideoStream.newBuilder(plain).setColorTransfer("arib-std-b67").build();
    OutputProfile kept =
        OutputProfile.newBuilder(profile(new Canvas(1920, 1080)))
            .setDynamicRange(DynamicRange.HLG)
            .build();

    assertThat(graph(clip(bright), kept, Optional.empty(), PictureGraph.Tone.MAPPED))
        .contains(",format=yuv420p10le,", "color_primaries=bt2020:color_trc=arib-std-b67:")
        .doesNotContain("tonemap");
  }

  private static OutputProfile profile(Canvas canvas) {
    return TestProfile.of(canvas, new EditRate(25, 1), "libx264");
  }

  private static String graph(VideoStream video, Fit fit, Canvas canvas, Optional<Focus> focus) {
    OutputProfile fitted = OutputProfile.newBuilder(profile(canvas)).setFit(fit).build();
    return graph(clip(video), fitted, focus, PictureGraph.Tone.MAPPED);
  }

  private static String graph(
      ClipAnalysis clip, OutputProfile profile, Optional<Focus> focus, PictureGraph.Tone tone) {
    return PictureGraph.of(clip, RationalTime.of(3, 2), 48, profile, focus, tone);
  }

  private static ClipAnalysis clip(VideoStream video) {
    return ClipAnalysis.newBuilder(TestAnalysis.of("a").shot(9000).build()).setVideo(video).build();
  }

  private static String graph(VideoStream video) {
    return graph(clip(video), PictureGraph.Tone.MAPPED);
  }

  private static String graph(ClipAnalysis clip, PictureGraph.Tone tone) {
    return graph(clip, profile(new Canvas(1920, 1080)), Optional.empty(), tone);
  }
}
