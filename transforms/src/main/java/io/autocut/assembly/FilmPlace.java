package io.autocut.assembly;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.autocut.store.RemoteFile;
import io.autocut.store.TrafficMeter;
import io.autocut.store.Uris;
import io.autocut.store.WorkFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a film, or what is written beside it, ends up: it appears there whole or not at all, and
 * what lay there before stays until then.
 */
public final class FilmPlace {
  private static final Pattern OWN_ENDING =
      Pattern.compile("(?:\\.mp4|\\.edl\\.json|\\.jsonl?|\\.avro)$", Pattern.CASE_INSENSITIVE);

  private final String uri;

  public FilmPlace(String uri) {
    this.uri = uri;
  }

  /** The place of the file beside this one with another ending: FILM.mp4 and FILM.report.json. */
  public FilmPlace beside(String ending) {
    return new FilmPlace(OWN_ENDING.matcher(uri).replaceFirst("") + ending);
  }

  /** The path or URI of this place. */
  @Override
  public String toString() {
    return uri;
  }

  /**
   * What lies there now, to be closed by whoever reads it; empty when nothing does. One that is not
   * local is fetched whole before.
   */
  public Optional<InputStream> read() throws IOException {
    try {
      if (Uris.isLocal(uri)) {
        return Optional.of(Files.newInputStream(Uris.localPath(uri)));
      }
      Path folder = Files.createTempDirectory("autocut-fetched");
      Path fetched = folder.resolve("file");
      try {
        RemoteFile.of(uri).download(fetched);
        return Optional.of(Files.newInputStream(fetched, StandardOpenOption.DELETE_ON_CLOSE));
      } finally {
        folder.toFile().deleteOnExit();
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Writes a file that is to be put there later; in the same folder where that is local. */
  public interface Writer {
    void write(Path file) throws IOException, InterruptedException;
  }

  /** Lets {@code writer} write and puts what it wrote in place when it succeeded. */
  public void put(WorkFolder workFolder, Writer writer) throws IOException, InterruptedException {
    put(workFolder.path(), writer);
  }

  /**
   * As {@link #put(WorkFolder, Writer)}.
   *
   * @param scratch a folder for what is unfinished
   */
  public void put(Path scratch, Writer writer) throws IOException, InterruptedException {
    if (Uris.isLocal(uri)) {
      putLocally(Uris.localPath(uri).toAbsolutePath(), writer);
      return;
    }
    Path written = scratch.resolve("output");
    writer.write(written);
    RemoteFile.of(uri).upload(written);
    TrafficMeter.ofThisThread().wrote(Files.size(written));
    Files.delete(written);
  }

  private static void putLocally(Path place, Writer writer)
      throws IOException, InterruptedException {
    Path folder = place.getParent();
    Files.createDirectories(folder);
    AbandonedParts.removeFrom(folder);
    Path part = Files.createFile(folder.resolve(AbandonedParts.newName(place.getFileName())));
    // For a run that is terminated; one that is killed leaves it to the next.
    part.toFile().deleteOnExit();
    try {
      writer.write(part);
      TrafficMeter.ofThisThread().wrote(Files.size(part));
      Files.move(part, place, ATOMIC_MOVE, REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
