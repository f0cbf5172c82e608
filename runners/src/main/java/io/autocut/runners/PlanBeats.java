package io.autocut.runners;

import io.autocut.media.UnusableMediaException;
import io.autocut.music.MusicAnalysisEngine;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MediaKind;
import io.autocut.store.ContentKey;
import io.autocut.store.Fingerprint;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;

/** Finds the beats that a plan was made with: in the store, or by listening to its music again. */
final class PlanBeats {
  private final WorkerContext context;

  PlanBeats(WorkerContext context) {
    this.context = context;
  }

  /**
   * @throws IOException when the music is gone or cannot be read
   */
  BeatTimeline of(EditDecisionList plan) throws IOException, InterruptedException {
    MusicAnalysisEngine engine = new MusicAnalysisEngine(context);
    Path music = context.sources().local(plan.getMusicUri());
    try {
      AnalysisRequest concrete =
          engine.concrete(
              AnalysisRequest.newBuilder()
                  .setMontageId("")
                  .setKind(MediaKind.MUSIC)
                  .setUri(plan.getMusicUri())
                  .setFingerprint(fingerprint(plan, music))
                  .setBeatCorrection(
                      plan.getRequest() == null ? null : plan.getRequest().getBeatCorrection())
                  .build());
      ContentKey key = engine.key(concrete);
      if (!engine.isStored(key)) {
        engine.analyze(music, concrete, key, context.ffmpeg());
      }
      return context.records().get(key, BeatTimeline.class);
    } catch (UnusableMediaException e) {
      throw new IOException(plan.getMusicUri() + ": " + e.getMessage(), e);
    }
  }

  /** Beats of other music must not be kept as those of this. */
  private static String fingerprint(EditDecisionList plan, Path music) throws IOException {
    String found = Fingerprint.of(music);
    String planned = plan.getMusicFingerprint();
    if (!planned.isEmpty() && !planned.equals(found)) {
      throw new IOException(
          plan.getMusicUri()
              + " is not the music that the plan was made for; bring that back, or empty its"
              + " \"musicFingerprint\" to take the file as it is");
    }
    return found;
  }
}
