package io.autocut.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files that somebody else has written. */
public final class UntrustedText {
  /** A plan of ten thousand shots has so many; trees of JSON take twenty times as much memory. */
  private static final int MOST_BYTES = 16_000_000;

  private UntrustedText() {}

  /**
   * The text of a file, which must be UTF-8 and of no more than sixteen million bytes.
   *
   * @throws IngestException when it is not; the message does not name the file
   */
  public static String of(Path file) throws IngestException, IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] read = bytes.readNBytes(MOST_BYTES + 1);
      if (read.length > MOST_BYTES) {
        throw new IngestException("larger than " + MOST_BYTES + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(read)).toString();
    } catch (CharacterCodingException e) {
      throw new IngestException("not UTF-8", e);
    }
  }
}
