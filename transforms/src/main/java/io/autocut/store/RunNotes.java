package io.autocut.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What runs note beside the things of a store, {@code runs/RUN/…}: of use until the run has ended,
 * and never part of what is computed.
 */
public final class RunNotes {
  private static final String FOLDER = "runs/";

  private RunNotes() {}

  static String of(String storeUri, String run) {
    return all(storeUri) + run + "/";
  }

  /** Removes the notes of a run that has ended. */
  public static void remove(String storeUri, String run) throws IOException {
    delete(RemoteFile.list(of(storeUri, run), Patience.OF_A_PERSON));
  }

  /** Removes what runs that ended badly have left, as far as it is older than {@code age}. */
  public static void removeOlder(String storeUri, Duration age) throws IOException {
    Instant oldest = Instant.now().minus(age);
    delete(
        RemoteFile.list(all(storeUri), Patience.OF_A_PERSON).stream()
            .filter(note -> note.modified().isBefore(oldest))
            .toList());
  }

  private static void delete(List<RemoteFile.Found> notes) throws IOException {
    RemoteFile.delete(notes.stream().map(RemoteFile.Found::uri).toList(), Patience.OF_A_PERSON);
    for (RemoteFile.Found note : notes) {
      if (Uris.isLocal(note.uri())) {
        Path stage = Uris.localPath(note.uri()).getParent();
        deleteIfEmpty(stage);
        deleteIfEmpty(stage.getParent());
      }
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Goes with the last of its notes.
    }
  }

  private static String all(String storeUri) {
    return (storeUri.endsWith("/") ? storeUri : storeUri + "/") + FOLDER;
  }
}
