package io.autocut.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One of {@link RunNotes}: a short text that may be replaced, at once or not at all, by one writer
 * at a time.
 */
public final class RunNote {
  private final String uri;

  RunNote(String uri) {
    this.uri = uri;
  }

  public Optional<String> read() throws IOException {
    try {
      return Optional.of(
          Uris.isLocal(uri)
              ? Files.readString(Uris.localPath(uri))
              : new String(RemoteFile.of(uri).read(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A thread that is interrupted meanwhile leaves what was there. */
  public void write(String text) throws IOException {
    if (!Uris.isLocal(uri)) {
      RemoteFile.of(uri).upload(text.getBytes(StandardCharsets.UTF_8));
      return;
    }
    Path note = Uris.localPath(uri);
    Files.createDirectories(note.getParent());
    Path unfinished = Files.createTempFile(note.getParent(), note.getFileName().toString(), "");
    try {
      Files.writeString(unfinished, text);
      Files.move(unfinished, note, ATOMIC_MOVE, REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
