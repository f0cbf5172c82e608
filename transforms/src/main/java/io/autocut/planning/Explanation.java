package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Failures;
import io.autocut.schemas.RunnerUp;
import io.autocut.schemas.UnusedClip;
import io.autocut.schemas.Veto;
import io.autocut.time.FrameRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Says why each range of an arrangement stands where it does, and what nearly stood there. */
final class Explanation {
  private static final int RUNNERS_UP = 2;

  private final Arrangement arrangement;
  private final Candidates candidates;
  private final FrameRate rate;

  Explanation(Arrangement arrangement, Candidates candidates, FrameRate rate) {
    this.arrangement = arrangement;
    this.candidates = candidates;
    this.rate = rate;
  }

  String reason(int slot) {
    Choice choice = arrangement.at(slot);
    List<String> reasons = new ArrayList<>();
    reasons.add(
        String.format(
            Locale.ROOT,
            "quality %.2f; motion goes with energy %.2f at %.2f",
            choice.quality(),
            arrangement.slots().get(slot).energy(),
            choice.match()));
    Position position = arrangement.position(slot);
    if (position == Position.FIRST) {
      reasons.add("opens the film");
    } else if (position == Position.LAST) {
      reasons.add("ends the film");
    }
    int uses = arrangement.uses(choice.footage());
    int atLeast = choice.footage().rule().atLeast();
    if (atLeast >= uses) {
      reasons.add("asked for");
    }
    if (uses == 1) {
      reasons.add("only use of this clip");
    } else {
      reasons.add("one of " + uses + " uses of this clip");
    }
    if (choice.onKeyframe()) {
      reasons.add("begins on a keyframe");
    }
    if (arrangement.isAgain(slot)) {
      reasons.add("shown again, as the footage is shorter than the film");
    }
    return String.join("; ", reasons);
  }

  /** The best two of other clips. */
  List<RunnerUp> runnersUp(int slot) {
    Choice chosen = arrangement.at(slot);
    record Rated(Choice choice, double gain) {}
    List<Rated> rated = new ArrayList<>();
    if (!arrangement.isAgain(slot)) {
      for (Choice choice : candidates.of(arrangement, slot)) {
        rated.add(new Rated(choice, arrangement.gain(slot, choice)));
      }
    }
    rated.sort(Comparator.comparingDouble(Rated::gain).reversed());
    Set<Footage> shown = new HashSet<>(Set.of(chosen.footage()));
    ImmutableList.Builder<RunnerUp> runnersUp = ImmutableList.builder();
    for (Rated next : rated) {
      if (shown.size() <= RUNNERS_UP && shown.add(next.choice().footage())) {
        runnersUp.add(runnerUp(slot, next.choice(), next.gain()));
      }
    }
    return runnersUp.build();
  }

  private RunnerUp runnerUp(int slot, Choice choice, double gain) {
    var in = choice.sourceIn();
    return new RunnerUp(
        choice.footage().clip().uri(),
        in.toRecord(),
        in.plus(rate.timeOf(arrangement.slots().get(slot).frames())).toRecord(),
        PartSums.rounded(-gain),
        against(slot, choice));
  }

  /** The part by which the other falls behind most. */
  private String against(int slot, Choice choice) {
    PartSums chosen = arrangement.partsOf(slot, arrangement.at(slot));
    PartSums other = arrangement.partsOf(slot, choice);
    Part worst = Part.SPREAD;
    double most = 0;
    for (Part part : Part.values()) {
      double behind = chosen.of(part) - other.of(part);
      if (behind > most + 1e-9) {
        most = behind;
        worst = part;
      }
    }
    return String.format(Locale.ROOT, "%s: %.3f less", worst.label(), most);
  }

  /** Why a clip that could be used is not in the film. */
  String whyUnused(Footage footage, long shortest) {
    if (footage.rule().isExcluded()) {
      return "excluded, as asked for";
    }
    if (footage.cells() == 0) {
      return footage.length() == 0
          ? "nothing of it may be shown: the ranges asked for lie outside its shots"
          : "analysis found no moment in it";
    }
    if (footage.longest() < shortest) {
      return String.format(
          Locale.ROOT,
          "too short: its longest unbroken range lasts %.2f s, the shortest cut of the film %.2f s",
          Flicks.seconds(footage.longest()),
          Flicks.seconds(shortest));
    }
    if (!footage.isWorthShowing()) {
      return "nothing in it is worth showing: " + vetoes(footage);
    }
    return String.format(
        Locale.ROOT,
        "the film has %d cuts; this clip's best moment has quality %.2f, those chosen at least %.2f",
        arrangement.size(),
        footage.bestQuality(),
        weakest());
  }

  private static String vetoes(Footage footage) {
    Set<Veto> vetoes = new TreeSet<>();
    for (int i = 0; i < footage.cells(); i++) {
      vetoes.addAll(footage.cell(i).moment().getVetoes());
    }
    return String.join(
        ", ", vetoes.stream().map(veto -> veto.name().toLowerCase(Locale.ROOT)).toList());
  }

  private double weakest() {
    double weakest = 1;
    for (int slot = 0; slot < arrangement.size(); slot++) {
      weakest = Math.min(weakest, arrangement.at(slot).quality());
    }
    return weakest;
  }

  /** Every clip that could be used and is not in the film; by name. */
  List<UnusedClip> unused(Library library, long shortest) {
    return Stream.concat(library.shown().stream(), library.excluded().stream())
        .filter(footage -> arrangement.uses(footage) == 0)
        .sorted(Comparator.comparing(footage -> footage.clip().uri()))
        .map(footage -> new UnusedClip(footage.clip().uri(), whyUnused(footage, shortest)))
        .toList();
  }

  /** How a clip is called in messages. */
  static String name(Footage footage) {
    return Failures.nameOf(footage.clip().uri());
  }
}
