package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import io.autocut.planning.Fades;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which frames of a range are copied. */
class CopyableRangeTest {
  /** Two B-frames before each P-frame, as they are stored, in groups of seven; 10 ticks a frame. */
  private static final ImmutableLongArray REORDERED =
      ImmutableLongArray.of(0, 30, 10, 20, 60, 40, 50, 70, 100, 80, 90, 130, 110, 120);

  private static CopyableRange range(
      ImmutableLongArray stored, long in, int frames, Fades fades, Long... points)
      throws IOException {
    return CopyableRange.of(stored, ImmutableSet.copyOf(points), in, frames, fades);
  }

  @Test
  void withoutReorderingEveryFrameFromAPointOnIsCopied() throws Exception {
    ImmutableLongArray stored = ImmutableLongArray.of(0, 10, 20, 30, 40, 50, 60);

    CopyableRange range = range(stored, 20, 4, Fades.NONE, 0L, 20L);

    assertThat(range).isEqualTo(new CopyableRange(20, 0, 4, 0, 20, 0));
  }

  @Test
  void copyEndsWhereNoPacketBehindItIsShownBeforeItsEnd() throws Exception {
    assertThat(range(REORDERED, 0, 6, Fades.NONE, 0L))
        .isEqualTo(new CopyableRange(0, 0, 4, 2, 0, 40));
    assertThat(range(REORDERED, 0, 7, Fades.NONE, 0L))
        .isEqualTo(new CopyableRange(0, 0, 7, 0, 0, 0));
  }

  @Test
  void framesBeforeTheFirstPointAreTheHead() throws Exception {
    assertThat(range(REORDERED, 50, 8, Fades.NONE, 0L, 70L))
        .isEqualTo(new CopyableRange(50, 2, 4, 2, 70, 110));
  }

  @Test
  void whatFadesIsNotCopied() throws Exception {
    ImmutableLongArray stored = ImmutableLongArray.of(0, 10, 20, 30, 40, 50, 60, 70);

    assertThat(range(stored, 0, 8, new Fades(1, 3), 0L, 20L))
        .isEqualTo(new CopyableRange(0, 2, 3, 3, 20, 50));
    assertThat(range(stored, 0, 8, new Fades(8, 0), 0L).copied()).isZero();
  }

  @Test
  void pointBehindWhichAnEarlierFrameIsStoredIsNone() throws Exception {
    // An open group: 20 is stored behind the keyframe 30, which it refers to.
    ImmutableLongArray open = ImmutableLongArray.of(0, 10, 30, 20, 40, 50);

    assertThat(range(open, 0, 6, Fades.NONE, 30L).copied()).isZero();
  }

  @Test
  void rangeBeginsWithTheFrameShownNearestToItsInPoint() throws Exception {
    ImmutableLongArray jitters = ImmutableLongArray.of(0, 9, 22, 30);

    assertThat(range(jitters, 20, 2, Fades.NONE).beginPts()).isEqualTo(22);
    assertThat(range(jitters, 11, 2, Fades.NONE).beginPts()).isEqualTo(9);
  }

  @Test
  void footageThatIsTooShortIsRefused() {
    assertThatThrownBy(() -> range(REORDERED, 100, 5, Fades.NONE, 0L))
        .isInstanceOf(IOException.class)
        .hasMessage("the footage has 4 frames from 100 on instead of 5");
  }

  @Property(tries = 400)
  void copiedPacketsAreJustTheFramesThatTheyStandFor(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int frames) throws IOException {
    Random random = new Random(seed);
    List<Long> stored = stream(random);
    TreeSet<Long> points = new TreeSet<>();
    stored.stream().filter(pts -> random.nextInt(8) == 0).forEach(points::add);
    TreeSet<Long> shown = new TreeSet<>(stored);
    int first = random.nextInt(stored.size() - frames);
    long in = new ArrayList<>(shown).get(first);
    Fades fades = new Fades(random.nextInt(4), random.nextInt(4));

    CopyableRange range =
        CopyableRange.of(
            ImmutableLongArray.copyOf(stored), ImmutableSet.copyOf(points), in, frames, fades);

    assertThat(range.head() + range.copied() + range.tail()).isEqualTo(frames);
    if (range.copied() > 0) {
      int start = stored.indexOf(range.copyPts());
      List<Long> copied = new ArrayList<>(stored.subList(start, start + range.copied()));
      copied.sort(null);
      int from = first + range.head();
      assertThat(copied).isEqualTo(new ArrayList<>(shown).subList(from, from + range.copied()));
      assertThat(points).contains(range.copyPts());
      assertThat(range.head()).isGreaterThanOrEqualTo((int) fades.in());
      assertThat(range.tail()).isGreaterThanOrEqualTo((int) Math.min(fades.out(), frames));
    }
  }

  /** Sixty frames in groups of up to five, each stored with its last first or as it is shown. */
  private static List<Long> stream(Random random) {
    List<Long> stored = new ArrayList<>();
    while (stored.size() < 60) {
      long begin = stored.size();
      int group = 1 + random.nextInt(5);
      boolean reordered = random.nextBoolean();
      for (int i = 0; i < group; i++) {
        long place = !reordered ? i : i == 0 ? group - 1 : i - 1;
        stored.add(10 * (begin + place));
      }
    }
    return stored;
  }
}
