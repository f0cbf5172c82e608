package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.FfmpegResult;
import io.autocut.media.PacketIndex;
import io.autocut.media.StdoutReader;
import io.autocut.schemas.CameraMove;
import io.autocut.schemas.Moment;
import io.autocut.schemas.MomentScores;
import io.autocut.schemas.Shot;
import io.autocut.schemas.ShotKind;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.Tint;
import io.autocut.schemas.Veto;
import io.autocut.testing.TestAnalysis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MomentFinderTest {
  private static final Timebase THIRTIETHS = new Timebase(1, 30);

  @Property(tries = 200)
  void momentsCoverEachShotButForItsTransitionsAndOverlapNowhere(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 600) Integer> lengths,
      @ForAll @IntRange(min = 0, max = 8) int transition,
      @ForAll @IntRange(min = 10, max = 200) int spacing)
      throws Exception {
    List<Shot> shots = shots(lengths, transition);
    int frames = (int) shots.get(shots.size() - 1).getOutPts();
    List<GlanceMeasures> glances = new ArrayList<>();
    for (int pts = 0; pts < frames; pts += spacing) {
      glances.add(seen(pts, Math.min(10, frames - pts), pts % 7 / 7.0, 0.001));
    }

    List<Moment> moments = finder(frames, i -> 5000).find(shots, glances);

    boolean[] covered = new boolean[frames];
    long before = 0;
    for (Moment moment : moments) {
      assertThat(moment.getInPts()).isGreaterThanOrEqualTo(before);
      assertThat(moment.getOutPts()).isGreaterThan(moment.getInPts());
      assertThat(moment.getPeakPts()).isBetween(moment.getInPts(), moment.getOutPts() - 1);
      before = moment.getOutPts();
      java.util.Arrays.fill(covered, (int) moment.getInPts(), (int) moment.getOutPts(), true);
      assertThat(scores(moment.getScores()))
          .allSatisfy(
              score -> {
                assertThat(score).isBetween(0.0, 1.0);
                assertThat(score * 1000).isCloseTo(Math.round(score * 1000), within());
              });
    }
    boolean[] wanted = new boolean[frames];
    for (Shot shot : shots) {
      for (long pts = shot.getInPts(); pts < shot.getOutPts(); pts++) {
        long at = pts;
        wanted[(int) pts] =
            shots.stream()
                .noneMatch(s -> s.getTransitionInPts() <= at && at < s.getTransitionOutPts());
      }
    }
    if (any(wanted)) {
      assertThat(covered).isEqualTo(wanted);
    }
    for (Shot shot : shots) {
      assertThat(moments)
          .noneMatch(m -> m.getInPts() < shot.getInPts() && m.getOutPts() > shot.getInPts());
    }
  }

  @Test
  void longShotHasSeveralMomentsAndTheSharpPartIsBest() throws Exception {
    List<GlanceMeasures> glances = new ArrayList<>();
    for (int pts = 0; pts < 600; pts += 30) {
      glances.add(seen(pts, 10, pts >= 240 && pts < 330 ? 0.9 : 0.15, 0.001));
    }

    List<Moment> moments = finder(600, i -> 5000).find(shots(List.of(600), 0), glances);

    assertThat(moments).hasSizeBetween(5, 20);
    Moment best =
        moments.stream()
            .max(java.util.Comparator.comparing(m -> m.getScores().getQuality()))
            .orElseThrow();
    assertThat(best.getPeakPts()).isBetween(240L, 330L);
  }

  @Test
  void momentsOfAnHourAreAtMostOneEveryTwoSeconds() throws Exception {
    int frames = 3600 * 30;
    List<GlanceMeasures> glances = new ArrayList<>();
    for (int pts = 0; pts < frames; pts += 60) {
      glances.add(seen(pts, 2, pts % 11 / 11.0, 0.001));
    }

    List<Moment> moments = finder(frames, i -> 5000).find(shots(List.of(frames), 0), glances);

    assertThat(moments).hasSizeBetween(900, 1800);
  }

  @Test
  void stillIsFrozenAlsoWhereOnlyPacketsTellIt() throws Exception {
    List<Moment> moments =
        finder(300, i -> i < 150 ? 5000 : 30)
            .find(shots(List.of(300), 0), List.of(seen(0, 10, 0.5, 0.01)));

    for (Moment moment : moments) {
      boolean frozen = moment.getInPts() >= 150;
      assertThat(moment.getVetoes()).isEqualTo(frozen ? List.of(Veto.FROZEN) : List.of());
      assertThat(moment.getScores().getQuality() == 0).isEqualTo(frozen);
    }
    assertThat(moments.get(moments.size() - 1).getInPts()).isGreaterThanOrEqualTo(150);
  }

  @Test
  void samePictureAgainAndAgainIsFrozenAndATripodIsNot() throws Exception {
    List<Shot> shots = shots(List.of(30), 0);

    assertThat(finder(30, i -> 200).find(shots, List.of(still(0, 10))).get(0).getVetoes())
        .containsExactly(Veto.FROZEN);
    assertThat(finder(30, i -> 20_000).find(shots, List.of(still(0, 10))).get(0).getVetoes())
        .isEmpty();
    assertThat(finder(30, i -> 200).find(shots, List.of(seen(0, 10, 0.5, 0))).get(0).getVetoes())
        .isEmpty();
  }

  @Test
  void moreInThePacketsIsMoreMotion() throws Exception {
    List<Moment> moments =
        finder(300, i -> i < 150 ? 2000 : 4000)
            .find(shots(List.of(300), 0), List.of(seen(0, 10, 0.5, 0.01)));

    assertThat(moments.get(moments.size() - 1).getScores().getMotion())
        .isGreaterThan(moments.get(0).getScores().getMotion() + 0.05);
  }

  @Test
  void momentSaysWhatItsPeakShowsAndWhereTheCameraGoes() throws Exception {
    Moment moment =
        finder(30, i -> 5000).find(shots(List.of(30), 0), List.of(seen(0, 10, 0.5, 0.01))).get(0);

    assertThat(moment.getPeakPts()).isBetween(0L, 9L);
    assertThat(moment.getMove()).isEqualTo(CameraMove.LEFT);
    assertThat(moment.getTint()).isEqualTo(new Tint(120, 128, 128));
    assertThat(moment.getPictureHash()).isEqualTo("000000000000002a");
  }

  private static List<Shot> shots(List<Integer> lengths, int transition) {
    List<Shot> shots = new ArrayList<>();
    long at = 0;
    for (int length : lengths) {
      long before = shots.isEmpty() ? 0 : Math.min(transition, length) / 2;
      long back =
          shots.isEmpty() ? 0 : Math.min(before, at - shots.get(shots.size() - 1).getInPts());
      shots.add(
          new Shot(
              at,
              at + length,
              shots.isEmpty() ? ShotKind.START : ShotKind.DISSOLVE,
              at - back,
              at + before));
      at += length;
    }
    return shots;
  }

  /** A glance whose camera drifts to the left by {@code speed} widths a frame. */
  private static GlanceMeasures seen(int pts, int frames, double narrowness, double speed) {
    return measures(pts, frames, narrowness, speed, 0.5);
  }

  private static GlanceMeasures still(int pts, int frames) {
    return measures(pts, frames, 0.5, 0, 0);
  }

  private static GlanceMeasures measures(
      int pts, int frames, double narrowness, double speed, double differing) {
    Look look =
        new Look(
            pts,
            new Tones(120, 40, 200, 50, 0, 0),
            new Sharpness(600, narrowness),
            new Colours(30, new Tint(120, 128, 128)),
            0.2,
            42);
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    for (int i = 0; i + 1 < frames; i++) {
      CameraShift shift = new CameraShift(speed, 0, 0, 0);
      steps.add(
          new Step(
              pts + i,
              pts + i + 1,
              differing,
              new MotionGauge.Motion(shift, 0.002, 1, MotionGauge.Place.MIDDLE)));
    }
    return new GlanceMeasures(ImmutableList.of(look), steps.build(), ImmutableList.of());
  }

  private static MomentFinder finder(int frames, IntUnaryOperator sizes) throws Exception {
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < frames; i++) {
      csv.append("%d,%d,1,%d,%s%n".formatted(i, i, sizes.applyAsInt(i), i == 0 ? "K__" : "___"));
    }
    PacketIndex packets = PacketIndex.of(new Saying(csv.toString()), FfmpegCommand.ffprobe());
    return new MomentFinder(TestAnalysis.of("a").video(), THIRTIETHS, packets, ClipSound.SILENCE);
  }

  private static boolean any(boolean[] values) {
    for (boolean value : values) {
      if (value) {
        return true;
      }
    }
    return false;
  }

  private static List<Double> scores(MomentScores scores) {
    return List.of(
        scores.getSharpness(),
        scores.getExposure(),
        scores.getMotion(),
        scores.getContrast(),
        scores.getQuality(),
        scores.getColour(),
        scores.getCleanness(),
        scores.getSteadiness(),
        scores.getSubjectMotion(),
        scores.getFaces(),
        scores.getSound());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  /** Answers every command with the same text. */
  private record Saying(String text) implements Ffmpeg {
    @Override
    public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
        throws IOException, InterruptedException {
      reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
      return new FfmpegResult(Duration.ZERO, 0, 0, "");
    }

    @Override
    public FfmpegInstallation installation() {
      throw new UnsupportedOperationException();
    }
  }
}
