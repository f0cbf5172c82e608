package io.autocut.planning;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.PulseKind;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;

/** Writes an arrangement into an edit decision list: events, what they are worth, transitions. */
final class PlanWriter {
  private final Arrangement arrangement;
  private final Composer composer;
  private final Objective objective;
  private final BeatClock clock;
  private final FrameRate rate;

  PlanWriter(
      Arrangement arrangement,
      Composer composer,
      Objective objective,
      BeatClock clock,
      FrameRate rate) {
    this.arrangement = arrangement;
    this.composer = composer;
    this.objective = objective;
    this.clock = clock;
    this.rate = rate;
  }

  void write(EditDecisionList.Builder list, Transitions transitions) {
    Explanation explanation = new Explanation(arrangement, composer.candidates(), rate);
    PartSums total = arrangement.partsOfUses();
    List<Event> events = new ArrayList<>();
    List<ExactSeconds> pulses = new ArrayList<>();
    for (int slot = 0; slot < arrangement.size(); slot++) {
      PartSums parts = arrangement.parts(slot);
      total.add(parts);
      events.add(
          event(slot)
              .setReason(
                  explanation.reason(slot) + because(pulse(slot)) + transitions.because(slot))
              .setParts(parts.toRecords())
              .setRunnersUp(explanation.runnersUp(slot))
              .setTransition(transitions.into(slot))
              .build());
      pulses.add(pulseTime(arrangement.slots().get(slot)));
    }
    double bound =
        new UpperBound(
                arrangement, objective, composer.limits(arrangement.slots()), composer.index())
            .points(total.total());
    list.setEvents(events)
        .setBeatTimes(pulses)
        .setParts(total.toRecords())
        .setObjective(PartSums.rounded(total.total()))
        // Rounded up: a bound stays one.
        .setBound(Math.ceil(1000 * bound) / 1000)
        .setEnding(transitions.ending())
        .setFadeFrames(transitions.frames());
  }

  private Event.Builder event(int index) {
    Slot slot = arrangement.slots().get(index);
    Choice choice = arrangement.at(index);
    RationalTime in = choice.sourceIn();
    return Event.newBuilder()
        .setIndex(index)
        .setRecordIn(slot.recordIn())
        .setRecordOut(slot.recordOut())
        .setClipUri(choice.footage().clip().uri())
        .setClipFingerprint(choice.footage().clip().fingerprint())
        .setSourceIn(in.toRecord())
        .setSourceOut(in.plus(rate.timeOf(slot.frames())).toRecord())
        .setBeatIndex(slot.firstPulse() < 0 ? -1 : clock.timelineIndex(slot.firstPulse()))
        .setPulse(pulse(index))
        .setFocus(
            ShownFocus.of(
                    choice.footage().clip().analysis(), in, in.plus(rate.timeOf(slot.frames())))
                .orElse(null))
        .setScore(score(choice));
  }

  /** What speaks for the range itself, 0 to 1. */
  private static double score(Choice choice) {
    double most = Objective.QUALITY + Objective.ENERGY + Objective.FIT;
    double points =
        Objective.QUALITY * choice.quality()
            + Objective.ENERGY * choice.match()
            + Objective.FIT * choice.fit();
    return PartSums.rounded(points / most);
  }

  private PulseKind pulse(int index) {
    int pulse = arrangement.slots().get(index).firstPulse();
    return pulse < 0 ? PulseKind.START : clock.kindOf(pulse);
  }

  private ExactSeconds pulseTime(Slot slot) {
    return slot.firstPulse() < 0
        ? rate.timeOf(slot.recordIn()).toRecord()
        : clock.timeOf(slot.firstPulse()).toRecord();
  }

  /** Why the cut falls where it does; the ordinary goes without saying. */
  private static String because(PulseKind pulse) {
    return switch (pulse) {
      case ONSET -> "; on a strong onset";
      case EVEN -> "; evenly spaced, no onset near";
      default -> "";
    };
  }
}
