package io.autocut.planning;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.Transition;
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

  void write(EditDecisionList.Builder list, EditTemplate template) {
    Explanation explanation = new Explanation(arrangement, composer.candidates(), rate);
    PartSums total = arrangement.partsOfUses();
    List<Event> events = new ArrayList<>();
    List<ExactSeconds> pulses = new ArrayList<>();
    for (int slot = 0; slot < arrangement.size(); slot++) {
      PartSums parts = arrangement.parts(slot);
      total.add(parts);
      events.add(
          event(slot)
              .setReason(explanation.reason(slot) + because(pulse(slot)))
              .setParts(parts.toRecords())
              .setRunnersUp(explanation.runnersUp(slot))
              .setTransition(transition(slot, template))
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
        .setEnding(template.getEnding() == Transition.FADE ? Transition.FADE : Transition.CUT)
        .setFadeFrames(fadeFrames(template));
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

  private Transition transition(int index, EditTemplate template) {
    boolean opensSection = arrangement.slots().get(index).opensSection();
    Transition wanted = index == 0 ? template.getOpening() : template.getAtSections();
    return wanted == Transition.FADE && (index == 0 || opensSection)
        ? Transition.FADE
        : Transition.CUT;
  }

  /** Length of the fades; none takes more than half of an event. */
  private long fadeFrames(EditTemplate template) {
    long frames = rate.frameAt(RationalTime.ofMillis(template.getFadeMillis()));
    int last = arrangement.size() - 1;
    boolean fades = template.getEnding() == Transition.FADE;
    for (int i = 0; i <= last; i++) {
      boolean fadesIn = transition(i, template) == Transition.FADE;
      boolean fadesOut =
          i == last
              ? template.getEnding() == Transition.FADE
              : transition(i + 1, template) == Transition.FADE;
      fades |= fadesIn;
      if (fadesIn || fadesOut) {
        frames = Math.min(frames, arrangement.slots().get(i).frames() / 2);
      }
    }
    return fades ? frames : 0;
  }
}
