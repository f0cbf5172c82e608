package io.autocut.planning;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import io.autocut.store.ContentKey;

/**
 * The name of a plan: a hash of what decides the film's pictures and sound. Where the files lie is
 * not among it, nor why a range was chosen.
 */
final class PlanId {
  private PlanId() {}

  static String of(EditDecisionList.Builder list) {
    ContentKey.Builder key =
        ContentKey.of(ContentKey.Kind.PLAN)
            .with("rate", list.getEditRate().toString())
            .with("canvas", list.getCanvas().toString())
            .with("music", list.getMusicFingerprint())
            .with("in", list.getMusicIn().toString())
            .with("out", list.getMusicOut().toString())
            .with("fade", list.getFadeOutMillis());
    boolean endsInBlack = list.getEnding() == Transition.FADE;
    boolean fades = endsInBlack;
    for (Event event : list.getEvents()) {
      key.with("clip", event.getClipFingerprint())
          .with("record", event.getRecordIn())
          .with("source", event.getSourceIn().toString())
          .with("frames", event.getRecordOut() - event.getRecordIn());
      if (event.getTransition() == Transition.FADE) {
        key.with("transition", "fade");
        fades = true;
      }
      if (event.getTransition() == Transition.DISSOLVE) {
        key.with("transition", "dissolve");
        fades = true;
      }
      if (event.getFocus() != null) {
        key.with("focus", event.getFocus().toString());
      }
    }
    if (fades && list.getFadeFrames() > 0) {
      key.with("fadeFrames", list.getFadeFrames()).with("ending", endsInBlack ? "fade" : "cut");
    }
    return key.build().toString().substring("plan-".length());
  }
}
