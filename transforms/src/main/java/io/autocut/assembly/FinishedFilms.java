package io.autocut.assembly;

import io.autocut.schemas.FinishedFilm;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.store.Checksum;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was put in place for each film, so that a run that is begun anew, as Flink does when it
 * loses a worker, puts no film in place a second time.
 *
 * <p>A film is noted before it is moved into place. Whoever dies in between leaves a note of a film
 * that is not there, and it is then made anew. Safe for many threads, processes and hosts.
 */
final class FinishedFilms {
  /** Another one where assembly would make another film of the same parts. */
  private static final String VERSION = "film-1";

  private final WorkerContext context;

  FinishedFilms(WorkerContext context) {
    this.context = context;
  }

  /** The name of all that the film is made of; its place is no part of it. */
  ContentKey key(FilmOutcomes film) {
    ContentKey.Builder key =
        ContentKey.of(ContentKey.Kind.FILM_RECORD)
            .with("assembly", VERSION)
            .with("ffmpeg", context.installation().identity())
            .with("plan", film.plan().getPlanKey())
            .with("sound", String.valueOf(film.plan().getRequest().getSound()))
            .with("music", film.music().getTrackKey());
    for (SegmentOutcome segment : film.segments()) {
      key.with("segment", segment.getSegmentKey()).with("heard", segment.getSoundKey());
    }
    return key.build();
  }

  /** What is known of the film that lies at {@code place}, if it is the one of that key. */
  Optional<FinishedFilm> find(ContentKey key, String place) throws IOException {
    Optional<FinishedFilm> noted = context.records().find(key, FinishedFilm.class);
    return noted.isPresent() && isAt(place, noted.get()) ? noted : Optional.empty();
  }

  private boolean isAt(String place, FinishedFilm film) throws IOException {
    try {
      return Checksum.of(context.sources().local(place)).equals(film.getChecksum());
    } catch (NoSuchFileException | FileNotFoundException e) {
      return false;
    }
  }

  /** Notes the film in {@code file}, which is about to be moved into place. */
  void note(ContentKey key, FinishedFilm.Builder film, Path file) throws IOException {
    context.records().put(key, film.setChecksum(Checksum.of(file)).build());
  }
}
