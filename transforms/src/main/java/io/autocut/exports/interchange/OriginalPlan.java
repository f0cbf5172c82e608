package io.autocut.exports.interchange;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;

/** Whether a plan from a file is of the form that hand-offs count on. */
public final class OriginalPlan {
  private OriginalPlan() {}

  /**
   * Whether the plan can be followed is not asked here.
   *
   * @throws HandoffException when its numbers make no sense; the message names the event
   */
  public static void check(EditDecisionList list) throws HandoffException {
    String place = "the plan";
    try {
      FrameRate rate = FrameRate.of(list.getEditRate());
      require(list.getFadeFrames() >= 0, place, "\"fadeFrames\" is negative");
      require(!list.getEvents().isEmpty(), place, "it has no events");
      RationalTime in = RationalTime.of(list.getMusicIn());
      require(
          in.compareTo(RationalTime.of(list.getMusicOut())) <= 0,
          place,
          "its music ends too early");
      long begin = 0;
      for (int i = 0; i < list.getEvents().size(); i++) {
        Event event = list.getEvents().get(i);
        place = "event " + i + " of the plan";
        require(event.getIndex() == i, place, "\"index\" is " + event.getIndex());
        require(event.getRecordIn() == begin, place, "\"recordIn\" is " + event.getRecordIn());
        require(event.getRecordOut() > begin, place, "\"recordOut\" is " + event.getRecordOut());
        require(
            RationalTime.of(event.getSourceIn()).compareTo(RationalTime.ZERO) >= 0,
            place,
            "\"sourceIn\" lies before its clip");
        rate.frameAt(RationalTime.of(event.getSourceIn()));
        begin = event.getRecordOut();
      }
    } catch (ArithmeticException e) {
      throw new HandoffException(place + ": its numbers are beyond all measure", e);
    } catch (IllegalArgumentException e) {
      throw new HandoffException(place + ": " + e.getMessage(), e);
    }
  }

  private static void require(boolean holds, String place, String problem) throws HandoffException {
    if (!holds) {
      throw new HandoffException(place + ": " + problem);
    }
  }
}
