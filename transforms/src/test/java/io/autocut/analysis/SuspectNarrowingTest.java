package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.analysis.SuspectStretches.Stretch;
import io.autocut.media.PacketIndex;
import io.autocut.media.PacketLists;
import io.autocut.schemas.Timebase;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten seconds of 4K with a keyframe every second, of which glances see one in some. */
class SuspectNarrowingTest {
  private static final Timebase TICKS = new Timebase(1, 30);
  private static final int GOP = 30;
  private static final DoubleBinaryOperator BEACH = Painted.texture(1, 2.5);
  private static final DoubleBinaryOperator FOREST = Painted.texture(2, 2.5);
  private static final DoubleBinaryOperator BLACK = (x, y) -> 16;

  private PacketIndex packets;
  private GlancePlan plan;
  private Stretch whole;

  @BeforeEach
  void planFewGlances() throws Exception {
    packets = PacketLists.closedGops(600, GOP, 0);
    plan = GlancePlan.of(packets, 3840 * 2160, TICKS);
    assertThat(plan.firstPacket(1)).isGreaterThanOrEqualTo(3 * GOP);
    whole = new Stretch(0, plan.endPacket(1));
  }

  @Test
  void cutIsSoughtBetweenTheKeyframesThatDiffer() {
    List<Stretch> narrow = narrowed(frame -> frame < GOP + 5 ? BEACH : FOREST);

    assertThat(narrow).hasSize(1);
    assertThat(narrow.get(0).packet()).isLessThanOrEqualTo(GOP);
    assertThat(narrow.get(0).endPacket()).isBetween(2 * GOP, whole.endPacket());
  }

  @Test
  void pictureThatMovesOnFromKeyframeToKeyframeIsNoLongerSuspect() {
    IntFunction<DoubleBinaryOperator> pan =
        frame -> (x, y) -> BEACH.applyAsDouble(x + frame * 0.0018, y);
    double across =
        SceneDistance.between(thumbnail(pan.apply(0)), thumbnail(pan.apply(plan.firstPacket(1))));

    assertThat(suspects().areScenes(across)).as("suspect at first").isTrue();
    assertThat(narrowed(pan)).isEmpty();
  }

  @Test
  void keyframeThatMixesItsNeighboursMayLieInADissolve() {
    List<Stretch> narrow =
        narrowed(frame -> mixed(Math.max(0, Math.min(1, (frame - GOP) / (2.0 * GOP)))));

    assertThat(narrow).hasSize(1);
    assertThat(narrow.get(0).packet()).isLessThanOrEqualTo(GOP);
    assertThat(narrow.get(0).endPacket()).isGreaterThan(3 * GOP);
  }

  @Test
  void keyframesFarApartMayLieInADissolveToo() throws Exception {
    int gop = 2 * GOP;
    packets = PacketLists.closedGops(600, gop, 0);
    plan = GlancePlan.of(packets, 3840 * 2160, TICKS);
    whole = new Stretch(0, plan.endPacket(1));
    assertThat(plan.firstPacket(1)).isGreaterThanOrEqualTo(2 * gop);

    List<Stretch> narrow =
        narrowed(frame -> mixed(Math.max(0, Math.min(1, (frame - gop + 20) / 40.0))));

    assertThat(narrow).hasSize(1);
    assertThat(narrow.get(0).packet()).isZero();
    assertThat(narrow.get(0).endPacket()).isGreaterThan(2 * gop);
  }

  @Test
  void keyframeOfNothingMayLieInAFade() {
    List<Stretch> narrow =
        narrowed(frame -> frame < GOP + 20 ? BEACH : frame < 2 * GOP + 10 ? BLACK : FOREST);

    assertThat(narrow).hasSize(1);
    assertThat(narrow.get(0).packet()).isLessThanOrEqualTo(GOP);
    assertThat(narrow.get(0).endPacket()).isGreaterThan(3 * GOP);
  }

  @Test
  void stretchOfWhichNoKeyframeWasSeenStaysAsItIs() {
    assertThat(narrowing().narrowed(List.of(whole), List.of(GOP), pts -> Optional.empty()))
        .containsExactly(whole);
  }

  @Test
  void stretchAfterTheLastGlanceStays() {
    Stretch tail = new Stretch(plan.firstPacket(plan.glances() - 1), packets.pts().length());

    assertThat(narrowing().keyframes(List.of(tail))).isEmpty();
    assertThat(narrowing().narrowed(List.of(tail), List.of(), scenes(frame -> BEACH)))
        .containsExactly(tail);
  }

  @Test
  void keyframesThatGlancesBeginWithTellNothingNew() throws Exception {
    packets = PacketLists.closedGops(600, 150, 0);
    plan = GlancePlan.of(packets, 1920 * 1080, TICKS);

    assertThat(plan.glances()).isEqualTo(4);
    assertThat(narrowing().keyframes(List.of(new Stretch(0, 600)))).isEmpty();
  }

  private List<Stretch> narrowed(IntFunction<DoubleBinaryOperator> film) {
    List<Integer> keyframes = narrowing().keyframes(List.of(whole));
    assertThat(keyframes).contains(2 * GOP).allMatch(packets::isKeyframe);
    return narrowing().narrowed(List.of(whole), keyframes, scenes(film));
  }

  private SuspectStretches suspects() {
    return new SuspectStretches(packets, plan);
  }

  private SuspectNarrowing narrowing() {
    return new SuspectNarrowing(packets, plan, suspects(), TICKS);
  }

  private static LongFunction<Optional<Thumbnail>> scenes(IntFunction<DoubleBinaryOperator> film) {
    return pts -> Optional.of(thumbnail(film.apply((int) pts)));
  }

  private static Thumbnail thumbnail(DoubleBinaryOperator painting) {
    return Thumbnail.of(Painted.picture(160, painting));
  }

  private static DoubleBinaryOperator mixed(double share) {
    return (x, y) -> (1 - share) * BEACH.applyAsDouble(x, y) + share * FOREST.applyAsDouble(x, y);
  }
}
