package io.autocut.store;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a whole file from half of it: its size and CRC-32 on one line.
 *
 * <p>It guards against accidents, not against malice; a cryptographic hash of every segment at
 * every look would cost more than the rest of a run that finds all of them (measured).
 */
public final class Checksum {
  private Checksum() {}

  /** That of a file with these bytes. */
  static String of(byte[] content) {
    return content.length + " " + Hashing.crc32().hashBytes(content) + "\n";
  }

  /** That of a file's bytes as they are now. */
  public static String of(Path file) throws IOException {
    return Files.size(file) + " " + MoreFiles.asByteSource(file).hash(Hashing.crc32()) + "\n";
  }
}
