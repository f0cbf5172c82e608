package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.PacketIndex;
import io.autocut.media.PacketLists;
import io.autocut.schemas.Timebase;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlancePlanTest {
  private static final Timebase TICKS = new Timebase(1, 30);
  private static final long FULL_HD = 1920 * 1080;
  private static final long UHD = 4 * FULL_HD;

  @ParameterizedTest
  @CsvSource({
    "1800, 250, 3, 2073600, 12",
    "1800, 30, 0, 2073600, 12",
    "1800, 15, 2, 2073600, 12",
    "1800, 1, 0, 2073600, 12",
    "1800, 250, 3, 8294400, 28",
    "1800, 30, 3, 8294400, 28",
    "108000, 60, 2, 2073600, 12",
    "300, 250, 0, 2073600, 5",
  })
  void decodesItsShareAtMost(int frames, int gop, int between, long pixels, int share)
      throws Exception {
    PacketIndex packets = PacketLists.closedGops(frames, gop, between);
    GlancePlan plan = GlancePlan.of(packets, pixels, TICKS);
    DecodingCost cost = new DecodingCost(packets, pixels);
    long spent = 0;
    for (int glance = 0; glance < plan.glances(); glance++) {
      for (int i = plan.firstPacket(glance); i < plan.endPacket(glance); i++) {
        spent += cost.of(i);
      }
    }

    assertThat(spent).isLessThanOrEqualTo(cost.ofAll() / share);
    assertThat(plan.allFrames()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"900, 30, 0", "900, 30, 3", "900, 48, 2", "900, 7, 1", "900, 250, 4"})
  void glancesAreGaplessInPresentationAndDoNotOverlap(int frames, int gop, int between)
      throws Exception {
    PacketIndex packets = PacketLists.closedGops(frames, gop, between);
    GlancePlan plan = GlancePlan.of(packets, FULL_HD, TICKS);
    int end = 0;
    for (int glance = 0; glance < plan.glances(); glance++) {
      Set<Integer> decoded = new HashSet<>();
      for (int i = plan.firstPacket(glance); i < plan.endPacket(glance); i++) {
        decoded.add(packets.rankOf(packets.ptsOf(i)));
      }

      assertThat(plan.firstRank(glance)).isGreaterThanOrEqualTo(end);
      end = plan.firstRank(glance) + plan.frames(glance);
      for (int rank = plan.firstRank(glance); rank < end; rank++) {
        assertThat(decoded).contains(rank);
      }
    }
  }

  @Test
  void glancesLieASecondApartWhereTheBudgetAllows() throws Exception {
    PacketIndex packets = PacketLists.closedGops(30_000, 300, 0);
    GlancePlan plan = GlancePlan.of(packets, FULL_HD, new Timebase(1, 300));

    assertThat(plan.glances()).isEqualTo(100);
  }

  @Test
  void onlyKeyframeIsLookedAtForLonger() throws Exception {
    GlancePlan single = GlancePlan.of(PacketLists.closedGops(250, 250, 0), FULL_HD, TICKS);
    GlancePlan many = GlancePlan.of(PacketLists.closedGops(250, 30, 0), FULL_HD, TICKS);

    assertThat(single.glances()).isEqualTo(1);
    assertThat(single.frames(0)).isGreaterThan(2 * many.frames(0));
  }

  @Test
  void clipThatCostsNextToNothingIsDecodedWhole() throws Exception {
    assertThat(GlancePlan.of(PacketLists.closedGops(25, 25, 0), 320 * 240, TICKS).isWhole())
        .isTrue();
    assertThat(GlancePlan.of(PacketLists.closedGops(250, 25, 0), UHD, TICKS).isWhole()).isFalse();
  }

  @Test
  void picturesShownBeforeTheirKeyframeAreLeftOut() throws Exception {
    PacketIndex packets = PacketLists.openGops(900, 30, 2);
    GlancePlan plan = GlancePlan.of(packets, FULL_HD, TICKS);

    assertThat(plan.glances()).isGreaterThan(2);
    assertThat(plan.packets().options().get(1)).contains("between(n\\,");
    for (int glance = 0; glance < plan.glances(); glance++) {
      assertThat(packets.isKeyframe(plan.firstPacket(glance))).isTrue();
      assertThat(packets.pts().get(plan.firstRank(glance)))
          .isEqualTo(packets.ptsOf(plan.firstPacket(glance)));
    }
  }
}
