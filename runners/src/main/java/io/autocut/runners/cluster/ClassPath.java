package io.autocut.runners.cluster;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The jars and folders that a JVM of AutoCut takes its classes from.
 *
 * <p>A cluster that runs longer than a build takes has its own copy of the jars that a build
 * replaces; those of others have their version in their name and never change.
 */
public final class ClassPath {
  private final List<Path> entries;

  private ClassPath(List<Path> entries) {
    this.entries = List.copyOf(entries);
  }

  /** That of this JVM. */
  public static ClassPath ofThisJvm() {
    return of(System.getProperty("java.class.path"));
  }

  static ClassPath of(String text) {
    return new ClassPath(
        Splitter.on(File.pathSeparatorChar)
            .omitEmptyStrings()
            .splitToStream(text)
            .map(entry -> Path.of(entry).toAbsolutePath())
            .toList());
  }

  /** All files, as Flink's clients name what they send to a cluster. */
  public List<String> files() {
    return entries.stream().filter(Files::exists).map(Path::toString).toList();
  }

  /** The same with the jars of this build copied to {@code folder}. */
  ClassPath withCopiesIn(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> copied = new ArrayList<>();
    for (Path entry : entries) {
      if (isOurs(entry)) {
        Path copy = folder.resolve(entry.getFileName());
        Files.copy(entry, copy, StandardCopyOption.REPLACE_EXISTING);
        copied.add(copy);
      } else {
        copied.add(entry);
      }
    }
    return new ClassPath(copied);
  }

  /**
   * The same for class paths with the same classes, wherever they lie; another for those of another
   * build.
   */
  public String identity() throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Path entry : entries) {
      hasher.putString(entry.getFileName().toString(), StandardCharsets.UTF_8);
      if (isOurs(entry)) {
        hasher.putBytes(MoreFiles.asByteSource(entry).hash(Hashing.sha256()).asBytes());
      }
    }
    return hasher.hash().toString().substring(0, 16);
  }

  private static boolean isOurs(Path entry) {
    return entry.getFileName().toString().startsWith("autocut-") && Files.isRegularFile(entry);
  }

  @Override
  public String toString() {
    return Joiner.on(File.pathSeparatorChar).join(entries);
  }
}
