package io.autocut.ingest;

import io.autocut.schemas.MontageRequest;

/** Guesses how much film a request is for, before its music is heard: for progress alone. */
public final class FilmGuess {
  private static final long FRAMES_PER_SECOND = 30;
  private static final long USUAL_SECONDS = 90;

  private FilmGuess() {}

  /** Frames of a film of that length. */
  public static long frames(MontageRequest request) {
    long millis = request.getWishes() == null ? 0 : request.getWishes().getDurationMillis();
    return FRAMES_PER_SECOND * (millis == 0 ? USUAL_SECONDS : Math.max(1, millis / 1000));
  }
}
