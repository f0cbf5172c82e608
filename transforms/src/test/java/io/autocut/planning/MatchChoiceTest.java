package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.CopyTraits;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PictureWishes;
import io.autocut.schemas.Quality;
import io.autocut.schemas.Transition;
import io.autocut.schemas.VideoStream;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestRequest;
import io.autocut.time.FrameRate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a film keeps its footage, and what people are told of it. */
class MatchChoiceTest {
  private static final Consumer<VideoStream.Builder> ORDINARY = video -> {};

  private static AnalyzedClip clip(String name, Consumer<VideoStream.Builder> special) {
    ClipAnalysis analysis =
        TestAnalysis.of(name)
            .shot(10_000)
            .keyframesAt(0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000)
            .build();
    VideoStream.Builder described =
        VideoStream.newBuilder(analysis.getVideo())
            .setCodecProfile("High")
            .setCodecLevel(40)
            .setSampleAspectRatio("1:1")
            .setParameterSetHash("sets");
    special.accept(described);
    VideoStream video = described.build();
    CopyTraits copying =
        new CopyTraits(List.of(video.getAverageRate()), analysis.getKeyframePts(), 0);
    ClipAnalysis.Builder clip =
        ClipAnalysis.newBuilder(analysis).setVideo(video).setCopying(copying);
    return new AnalyzedClip("/media/" + name + ".mov", clip.build());
  }

  private static MontageRequest.Builder request(Quality quality) {
    return TestRequest.montage("m", List.of())
        .setPicture(PictureWishes.newBuilder().setQuality(quality).build());
  }

  private static List<String> notes(MontageRequest request, AnalyzedClip... clips) {
    return MatchChoice.of(request, Arrays.asList(clips)).notes(request.getTemplate());
  }

  private static String reason(Consumer<VideoStream.Builder> special) {
    List<String> notes =
        notes(
            request(Quality.MATCH).build(),
            clip("IMG_1", ORDINARY),
            clip("IMG_2", ORDINARY),
            clip("IMG_3", special));
    assertThat(notes).hasSize(1);
    return notes.get(0);
  }

  @Test
  void footageOfOneCameraIsKeptUnasked() {
    assertThat(notes(request(Quality.AUTO).build(), clip("a", ORDINARY), clip("b", ORDINARY)))
        .containsExactly(
            "The footage is all coded alike (H.264 1920x1080 at 30): it is copied, not encoded"
                + " again.");
  }

  @Test
  void firstDifferenceIsNamedWithTheClipThatHasIt() {
    assertThat(
            reason(
                video -> {
                  video.setCodedWidth(1280);
                  video.setCodedHeight(720);
                }))
        .isEqualTo(
            "The footage cannot be copied: IMG_3.mov is 1280x720, the others 1920x1080. It is"
                + " encoded instead.");
    assertThat(reason(video -> video.setRotation(90)))
        .contains("IMG_3.mov is turned by 90 degrees, the others turned by 0 degrees.");
    assertThat(reason(video -> video.setCodec("hevc")))
        .contains("IMG_3.mov is hevc, the others h264.");
    assertThat(reason(video -> video.setAverageRate(new EditRate(25, 1))))
        .contains("IMG_3.mov is at 25 frames a second, the others at 30 frames a second.");
    assertThat(reason(video -> video.setParameterSetHash("other")))
        .contains("IMG_3.mov is of another parameter set (other)");
  }

  @Test
  void otherQualitiesSayNothing() {
    for (Quality quality : List.of(Quality.DRAFT, Quality.STANDARD, Quality.HIGH)) {
      assertThat(notes(request(quality).build(), clip("a", ORDINARY))).isEmpty();
    }
    assertThat(
            notes(
                request(Quality.AUTO).build(),
                clip("a", ORDINARY),
                clip("b", video -> video.setRotation(90))))
        .isEmpty();
  }

  @Test
  void otherSizeOrRateThanTheFootagesIsAReason() {
    assertThat(notes(request(Quality.MATCH).setCanvas("1280x720").build(), clip("a", ORDINARY)))
        .containsExactly(
            "The footage cannot be copied: the film is to be 1280x720, the footage is 1920x1080."
                + " It is encoded instead.");
    assertThat(notes(request(Quality.MATCH).setFps("25").build(), clip("a", ORDINARY)).get(0))
        .contains("the film is to have 25 frames a second, the footage has 30");
    assertThat(notes(request(Quality.AUTO).setCanvas("16:9").build(), clip("a", ORDINARY)))
        .hasSize(1);
  }

  @Test
  void whereNothingCanBeEncodedBesideCopiesFadesDecide() {
    EditTemplate fading =
        EditTemplate.newBuilder(TestRequest.every(2)).setEnding(Transition.FADE).build();
    AnalyzedClip hevc = clip("a", video -> video.setCodec("hevc"));

    assertThat(notes(request(Quality.AUTO).setTemplate(fading).build(), hevc)).isEmpty();
    assertThat(notes(request(Quality.MATCH).setTemplate(fading).build(), hevc))
        .element(1)
        .isEqualTo("Fades are left out: faded HEVC could not be encoded to stand beside copies.");
  }

  @Test
  void shotsOfAFilmThatKeepsItsFootageBeginWhereCopyingCan() throws Exception {
    List<AnalyzedClip> clips =
        Stream.of("a", "b", "c", "d").map(name -> clip(name, ORDINARY)).toList();
    MontageRequest request = request(Quality.AUTO).build();

    EditDecisionList list =
        new MontagePlanner().plan(request, clips, TestBeats.bpm(120_000).lasting(16));

    assertThat(list.getCanvas().getWidth()).isEqualTo(1920);
    assertThat(FrameRate.of(list.getEditRate())).isEqualTo(FrameRate.of(30, 1));
    assertThat(list.getEvents()).hasSizeGreaterThan(8);
    assertThat(list.getEvents())
        .allSatisfy(event -> assertThat(event.getSourceIn().getDen()).isEqualTo(1));
    assertThat(MatchChoice.of(request, clips, list)).isPresent();
  }
}
