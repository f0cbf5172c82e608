package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.media.Failures;
import io.autocut.schemas.BeatCorrection;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.Optional;

/**
 * Corrections of beats that somebody wants to have used from now on, in the store, by the content
 * of the music alone.
 *
 * <p>Neither the way beats are detected nor where a file lies is part of it: a correction outlives
 * a new analysis, a move of the music, and its file of beats, whose text it holds.
 */
public final class KeptCorrections {
  private final WorkerContext context;

  public KeptCorrections(WorkerContext context) {
    this.context = context;
  }

  /** What was kept for the music with that content. */
  public Optional<BeatCorrection> find(String fingerprint) throws IOException {
    return context.records().find(key(fingerprint), BeatCorrection.class);
  }

  /**
   * Keeps a correction in place of an earlier one.
   *
   * @param correction changes something, and has the text of its file of beats, if it names one
   */
  public void keep(String fingerprint, BeatCorrection correction) throws IOException {
    checkArgument(!BeatCorrections.changesNothing(correction), "changes nothing: %s", correction);
    BeatCorrection kept =
        BeatCorrection.newBuilder(correction)
            .setBeatsFile(Failures.nameOf(correction.getBeatsFile()))
            .setKept(true)
            .build();
    context.records().put(key(fingerprint), kept);
  }

  /** Forgets what was kept; false when nothing was. */
  public boolean forget(String fingerprint) throws IOException {
    boolean kept = find(fingerprint).isPresent();
    context.store().remove(key(fingerprint));
    return kept;
  }

  private static ContentKey key(String fingerprint) {
    return ContentKey.of(ContentKey.Kind.BEAT_CORRECTION).with("music", fingerprint).build();
  }
}
