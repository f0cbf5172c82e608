package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.media.Hardware;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.FilmStills;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.Verification;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * What puts films together and proves them: the seam between the graph and the media it writes.
 *
 * <p>Not behind it is what only some films need: to mix the clips' own sound, and to bring segments
 * of other encoders into line. Safe for many threads.
 */
public interface FilmEngine {
  /** What was made, and why not by copy when it was not. */
  record Assembled(Assembly how, String whyNotCopied) {}

  /** Codes {@code music}, in which nothing else is heard, to the file {@code coded}. */
  void codeMusic(SoundTrack music, Path coded) throws IOException, InterruptedException;

  /**
   * Puts a film together in {@code film}; {@code folder} takes what is needed on the way.
   *
   * @throws IOException when it does not become as planned
   */
  Assembled assemble(FilmParts parts, SoundTrack sound, Path folder, Path film)
      throws IOException, InterruptedException;

  /**
   * Reads a finished film back and holds it against its plan, as deep as {@code request} asks for.
   *
   * @throws IOException when it cannot be read
   */
  Verification verify(Path film, FilmParts parts, Assembly how, MontageRequest request)
      throws IOException, InterruptedException;

  /**
   * Takes pictures of a finished film.
   *
   * @param folder takes what is needed on the way
   * @throws IOException when it cannot be read
   */
  FilmStills stills(Path film, EditDecisionList plan, Path folder)
      throws IOException, InterruptedException;

  /** Makes an engine on a worker. */
  interface Factory extends Serializable {
    /**
     * @param ffmpeg through which all its children run, so that their cost is counted
     * @param hardware what works on this worker
     */
    FilmEngine using(Ffmpeg ffmpeg, Hardware hardware);
  }
}
