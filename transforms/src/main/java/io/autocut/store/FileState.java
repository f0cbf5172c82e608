package io.autocut.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What tells without reading it that a file is the one that was looked at before.
 *
 * @param identity of the file behind the name, where the file system has one
 */
record FileState(long bytes, Instant modified, Optional<Object> identity) {
  /** A file that is written again within the same tick of the clock looks the same. */
  private static final Duration TOO_YOUNG = Duration.ofSeconds(2);

  static FileState of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileState(
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        Optional.ofNullable(attributes.fileKey()));
  }

  /** True when the file is too old to be written again and look the same. */
  boolean isSettled() {
    return modified.isBefore(Instant.now().minus(TOO_YOUNG));
  }
}
