package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.RepeatPolicy;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestLibrary;
import io.autocut.testing.TestRequest;
import io.autocut.time.FrameRate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Measures the composer against the best of all arrangements, found by trying all. */
class ComposerOptimumTest {
  private static final FrameRate RATE = FrameRate.of(30, 1);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void arrangementIsWithinThreePercentOfTheBest(long seed) {
    List<ClipAnalysis> clips = new TestLibrary(seed).clips(4, 3);
    BeatTimeline music = new TestLibrary(seed).varied(TestBeats.bpm(60_000).lasting(5));
    List<Footage> library =
        Library.of(
                clips.stream().map(c -> new AnalyzedClip(c.getFingerprint(), c)).toList(),
                MontageWishes.newBuilder().build())
            .shown();
    BeatClock clock = new BeatClock(music, RATE);
    SlotPacer pacer =
        new SlotPacer(
            clock,
            TestRequest.every(1),
            EnergyCurve.of(clock, music),
            new TreeSet<>(),
            RATE,
            Long.MAX_VALUE);
    Objective objective = new Objective(MotionRanks.of(library), seed);
    FilmOrder free = new FilmOrder(ClipOrder.FREE);
    Composer composer = new Composer(library, objective, free, RepeatPolicy.NEVER, RATE);

    Arrangement composed = composer.compose(pacer);
    double reached = composed.total();
    UseLimits limits = composer.limits(composed.slots());
    Arrangement empty = new Arrangement(composed.slots(), library, objective, limits, free, RATE);
    double best = new ExhaustiveSearch(empty, limits).best(reached);
    double bound = new UpperBound(composed, objective, limits, composer.index()).points(reached);

    assertThat(composed.size()).isEqualTo(5);
    assertThat(reached).isGreaterThanOrEqualTo(0.97 * best);
    assertThat(bound).isGreaterThanOrEqualTo(best - 1e-9);
  }

  /** Tries every in-point that the footage offers in every slot. */
  private static final class ExhaustiveSearch {
    private final Arrangement arrangement;
    private final List<List<Choice>> choices = new ArrayList<>();
    private final double[] mostOfRest;
    private final double unused;
    private double best;

    ExhaustiveSearch(Arrangement arrangement, UseLimits limits) {
      this.arrangement = arrangement;
      this.unused = arrangement.library().stream().mapToDouble(f -> limits.of(f, 0)).sum();
      this.mostOfRest = new double[arrangement.size() + 1];
      for (int slot = 0; slot < arrangement.size(); slot++) {
        choices.add(all(slot));
      }
      for (int slot = arrangement.size() - 1; slot >= 0; slot--) {
        double most = choices.get(slot).stream().mapToDouble(Choice::worth).max().orElseThrow();
        mostOfRest[slot] = mostOfRest[slot + 1] + most;
      }
    }

    private List<Choice> all(int slot) {
      List<Choice> all = new ArrayList<>();
      for (Footage footage : arrangement.library()) {
        Map<Long, Choice> byStart = new HashMap<>();
        for (int cell = 0; cell < footage.cells(); cell++) {
          for (long in : footage.starts(cell, arrangement.length(slot))) {
            if (footage.isUnbroken(in, in + arrangement.length(slot))) {
              byStart.put(in, arrangement.choice(slot, footage, in));
            }
          }
        }
        all.addAll(byStart.values());
      }
      return all;
    }

    double best(double reached) {
      best = reached;
      search(0, unused, 0);
      return best;
    }

    private void search(int slot, double total, double withoutUses) {
      if (slot == arrangement.size()) {
        best = Math.max(best, total);
        return;
      }
      for (Choice choice : choices.get(slot)) {
        if (isFree(slot, choice)) {
          double gain = arrangement.gain(slot, choice);
          double alone = aside(slot, choice);
          if (withoutUses + alone + mostOfRest[slot + 1] > best) {
            arrangement.put(slot, choice);
            search(slot + 1, total + gain, withoutUses + alone);
            arrangement.clear(slot);
          }
        }
      }
    }

    /** The gain without what the use of clips costs, which may be made good later. */
    private double aside(int slot, Choice choice) {
      arrangement.put(slot, choice);
      double aside = choice.worth() + arrangement.penalties(slot);
      arrangement.clear(slot);
      return aside;
    }

    private boolean isFree(int slot, Choice choice) {
      for (int other = 0; other < slot; other++) {
        if (arrangement.at(other).overlaps(choice)) {
          return false;
        }
      }
      return true;
    }
  }
}
