package io.autocut.segments;

import io.autocut.media.Failures;
import io.autocut.media.FfmpegException;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.SegmentSound;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Finds the sound that a piece is asked to be cut with in the store, or cuts it into the store. A
 * film without the sound of one clip is better than none: what goes wrong is told and no failure.
 */
final class SoundCutting {
  private static final int ATTEMPTS = 2;

  private final WorkerContext context;
  private final SegmentEngine engine;

  SoundCutting(WorkerContext context, SegmentEngine engine) {
    this.context = context;
    this.engine = engine;
  }

  /**
   * What became of the sound.
   *
   * @param key where it lies in the store; empty when none was asked for or it could not be read
   * @param note what a person should know; empty when nothing
   */
  record Answer(String key, String note) {}

  /** Whether nothing has to be cut: the sound lies in the store, or none is asked for. */
  boolean isStored(SegmentRequest request) throws IOException {
    SegmentSound sound = request.getSound();
    return sound == null || context.store().find(ContentKey.parse(sound.getSoundKey())).isPresent();
  }

  Answer answer(SegmentRequest request) throws InterruptedException {
    SegmentSound sound = request.getSound();
    if (sound == null) {
      return new Answer("", "");
    }
    Exception last = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        ContentKey key = ContentKey.parse(sound.getSoundKey());
        if (!isStored(request)) {
          cut(request, key);
        }
        return new Answer(key.toString(), "");
      } catch (IOException | RuntimeException e) {
        last = e;
      }
    }
    return new Answer("", "its sound could not be read (" + reason(last) + ")");
  }

  private static String reason(Exception cause) {
    return cause instanceof FfmpegException child && !child.cause().isEmpty()
        ? child.cause()
        : Failures.describe(cause);
  }

  private void cut(SegmentRequest request, ContentKey key)
      throws IOException, InterruptedException {
    ClipAnalysis analysis =
        context.records().get(ContentKey.parse(request.getAnalysisKey()), ClipAnalysis.class);
    try (WorkFolder folder = context.store().newWorkFolder()) {
      Path wav = folder.resolve("sound.wav");
      engine.cutSound(
          request.getSound(),
          new SegmentTask.Source(context.sources().local(request.getClipUri()), analysis),
          wav);
      context.store().put(key, wav);
    }
  }
}
