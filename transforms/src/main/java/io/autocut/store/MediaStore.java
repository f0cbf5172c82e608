package io.autocut.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps everything expensive under the name of what it was made from.
 *
 * <p>Contract of every implementation:
 *
 * <ul>
 *   <li>What {@link #find} returns is whole: it was complete when it was stored and its checksum
 *       held just now. Anything else, a half file among it, is as if it were not there.
 *   <li>{@link #put} is atomic and may be repeated; of two writers of one key either may win.
 *   <li>Nothing stored is ever changed, but for what a person has said ({@link
 *       ContentKey.Kind#BEAT_CORRECTION}); a file that was found may be read as long as nobody
 *       prunes.
 *   <li>Safe for many threads, processes and hosts at once.
 * </ul>
 */
public interface MediaStore {
  /** The stored thing as a file on this host, or empty. */
  Optional<Path> find(ContentKey key) throws IOException;

  /**
   * What an earlier stage has stored; throws {@link LostException} when it is not there any more.
   */
  default Path get(ContentKey key) throws IOException {
    return find(key).orElseThrow(() -> lost(key));
  }

  /** Tells a person what to do when a stored thing has gone between two stages. */
  static LostException lost(ContentKey key) {
    return new LostException(key);
  }

  /**
   * Takes {@code finished} over under {@code key}; afterwards it lies in the store and no longer
   * where it was. It should lie in a folder of {@link #newWorkFolder}, so that it is moved and not
   * copied.
   *
   * @return where it lies now
   */
  Path put(ContentKey key, Path finished) throws IOException;

  /** As {@link #put(ContentKey, Path)}, of something small that is in memory. */
  default Path put(ContentKey key, byte[] content) throws IOException {
    try (WorkFolder folder = newWorkFolder()) {
      return put(key, Files.write(folder.resolve("content"), content));
    }
  }

  /**
   * Takes away what lies under {@code key}, of a kind that may change; nothing happens when there
   * is nothing.
   */
  void remove(ContentKey key) throws IOException;

  /** An empty folder for unfinished files, beside the stored ones. */
  WorkFolder newWorkFolder() throws IOException;
}
