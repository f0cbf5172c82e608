package io.autocut.ingest;

import io.autocut.schemas.MontageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder for tests with two clips and a song, in which manifests are written and read. */
final class ManifestFolder {
  private final Path folder;
  private ManifestReader reader = ManifestReader.within(AllowedPaths.everyLocalPath());

  ManifestFolder(Path folder) {
    this.folder = folder;
    write("a.mp4", "a");
    write("b.mp4", "b");
    write("song.mp3", "song");
  }

  ManifestFolder using(ManifestReader other) {
    reader = other;
    return this;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  String uri(String name) {
    return path(name).toString();
  }

  Path write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String name, byte[] bytes) {
    try {
      Files.createDirectories(path(name).getParent());
      return Files.write(path(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<MontageRequest> read(String name, String text) throws ManifestException {
    return reader.read(write(name, text));
  }

  List<MontageRequest> read(String name, byte[] bytes) throws ManifestException {
    return reader.read(write(name, bytes));
  }

  List<String> errors(String name, String text) {
    return errors(name, text.getBytes(StandardCharsets.UTF_8));
  }

  List<String> errors(String name, byte[] bytes) {
    try {
      throw new AssertionError("accepted: " + read(name, bytes));
    } catch (ManifestException e) {
      return e.errors();
    }
  }
}
