package io.autocut.store;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Fingerprints of files, of one that has not changed since it was last asked for read only once in
 * each JVM; see {@link Fingerprint}. Safe for many threads.
 */
public final class KnownFingerprints {
  private static final KnownFingerprints CLIPS = new KnownFingerprints(Fingerprint::ofClip);
  private static final KnownFingerprints MUSIC = new KnownFingerprints(Fingerprint::of);
  private static final int MOST = 100_000;

  private final Reader reader;
  private final Cache<Path, Known> known = CacheBuilder.newBuilder().maximumSize(MOST).build();

  private KnownFingerprints(Reader reader) {
    this.reader = reader;
  }

  /** Those of {@link Fingerprint#ofClip}. */
  public static KnownFingerprints ofClips() {
    return CLIPS;
  }

  /** Those of {@link Fingerprint#of}. */
  public static KnownFingerprints ofMusic() {
    return MUSIC;
  }

  private interface Reader {
    String read(Path file) throws IOException;
  }

  private record Known(FileState state, String fingerprint) {}

  /** What {@code file} holds now. */
  public String of(Path file) throws IOException {
    FileState state = FileState.of(file);
    Known before = known.getIfPresent(file);
    if (before != null && before.state().equals(state)) {
      return before.fingerprint();
    }
    String fingerprint = reader.read(file);
    if (state.isSettled() && state.equals(FileState.of(file))) {
      known.put(file, new Known(state, fingerprint));
    }
    return fingerprint;
  }

  /**
   * Sees to it that what has just been made of {@code file} is made of what it held when its
   * fingerprint was taken: otherwise it must not be kept under that.
   *
   * @throws ChangedFileException when it holds something else now, or is gone
   */
  public void confirm(Path file, String fingerprint) throws IOException {
    try {
      if (!of(file).equals(fingerprint)) {
        throw new ChangedFileException("changed");
      }
    } catch (NoSuchFileException e) {
      throw new ChangedFileException("removed");
    }
  }
}
