package io.autocut.runners.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Another way to the same film, written down as a script that anybody can run. Immutable. */
interface Contender {
  /** What each writes beside its script. */
  String FILM = "film.mp4";

  /** One word, by which it is asked for. */
  String name();

  /** As tables name it. */
  String title();

  /** Why that film cannot be made this way here, for people; empty when it can. */
  Optional<String> obstacle(FilmCuts film);

  /**
   * Writes the script, and what it needs, into an empty folder.
   *
   * @return the script, which makes {@value #FILM} beside itself
   */
  Path prepare(FilmCuts film, Path folder) throws IOException;
}
