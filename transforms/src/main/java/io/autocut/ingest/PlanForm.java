package io.autocut.ingest;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.time.FrameRate;
import java.util.List;

/**
 * What a plan must be for whatever reads it: events numbered from 0 that follow each other without
 * a gap, one beat time for each, fractions with denominators, no more of anything than a film has.
 *
 * <p>Whether its clips have what it shows of them is for those who cut it to find out.
 */
public final class PlanForm {
  private static final int MOST_EVENTS = 100_000;

  /** A day at 240 frames a second. */
  private static final long MOST_FRAMES = 24L * 3600 * 240;

  private final EditDecisionList plan;

  private PlanForm(EditDecisionList plan) {
    this.plan = plan;
  }

  /** Throws with the place of the first thing that is wrong. */
  public static void check(EditDecisionList plan) throws IngestException {
    PlanForm form = new PlanForm(plan);
    form.checkCounts();
    form.checkRate();
    form.checkEvents();
    form.checkTimes();
  }

  /** As {@link #check(EditDecisionList)}; its clips and its music must be allowed as well. */
  public static void check(EditDecisionList plan, AllowedPaths allowed) throws IngestException {
    check(plan);
    allowed.check(plan.getMusicUri(), "/");
    for (Event event : plan.getEvents()) {
      allowed.check(event.getClipUri(), "/");
    }
  }

  private void checkCounts() throws IngestException {
    int events = plan.getEvents().size();
    require(events > 0 && events <= MOST_EVENTS, "$.events: %d of them".formatted(events));
    int times = plan.getBeatTimes().size();
    require(times == events, "$.beatTimes: %d of them for %d events".formatted(times, events));
  }

  private void checkRate() throws IngestException {
    EditRate rate = plan.getEditRate();
    try {
      FrameRate.of(rate);
    } catch (IllegalArgumentException e) {
      throw new IngestException("$.editRate: " + e.getMessage(), e);
    }
  }

  private void checkEvents() throws IngestException {
    long end = 0;
    List<Event> events = plan.getEvents();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      String place = "$.events[" + i + "].";
      require(event.getIndex() == i, place + "index: must be " + i + ": " + event.getIndex());
      require(
          event.getRecordIn() == end,
          place
              + "recordIn: must be "
              + end
              + ", where the one before ends: "
              + event.getRecordIn());
      end = event.getRecordOut();
      require(
          end > event.getRecordIn() && end <= MOST_FRAMES,
          place + "recordOut: must lie after recordIn, and within a day: " + end);
      requireFraction(event.getSourceIn(), place + "sourceIn");
      requireFraction(event.getSourceOut(), place + "sourceOut");
    }
    require(plan.getFrames() == end, "$.frames: must be " + end + ": " + plan.getFrames());
    long fade = plan.getFadeFrames();
    require(fade >= 0 && fade <= end, "$.fadeFrames: no length in this film: " + fade);
  }

  private void checkTimes() throws IngestException {
    requireFraction(plan.getMusicIn(), "$.musicIn");
    requireFraction(plan.getMusicOut(), "$.musicOut");
    for (int i = 0; i < plan.getBeatTimes().size(); i++) {
      requireFraction(plan.getBeatTimes().get(i), "$.beatTimes[" + i + "]");
    }
  }

  private static void requireFraction(ExactSeconds time, String place) throws IngestException {
    require(time.getDen() > 0, place + ": a denominator must be positive: " + time.getDen());
  }

  private static void require(boolean holds, String message) throws IngestException {
    if (!holds) {
      throw new IngestException(message);
    }
  }
}
