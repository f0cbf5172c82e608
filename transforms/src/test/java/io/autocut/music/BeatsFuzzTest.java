package io.autocut.music;

import io.autocut.fuzz.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of beats: read, or refused in words. */
final class BeatsFuzzTest {
  @TempDir private Path folder;

  @Test
  void beats() throws IOException {
    Path file = folder.resolve("song.beats");
    Fuzz.of(
            "song.beats",
            "# beats\n0.500000\t1\n1.000000\t2\n1.5\t3\n2.000000\t4\n"
                .getBytes(StandardCharsets.UTF_8),
            "0.1\n0.6\r\n1.1\n".getBytes(StandardCharsets.UTF_8))
        .refusing(IllegalArgumentException.class)
        .run(input -> BeatsFile.read(Files.write(file, input)));
  }
}
