package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFingerprintsTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.now().minus(Duration.ofDays(1)));

  @TempDir private Path folder;
  private Path file;
  private String fingerprint;

  @BeforeEach
  void readAFile() throws IOException {
    file = Files.writeString(folder.resolve("a.mp4"), "content");
    Files.setLastModifiedTime(file, LONG_AGO);
    fingerprint = KnownFingerprints.ofClips().of(file);
  }

  @Test
  void fingerprintIsThatOfTheContent() throws IOException {
    assertThat(fingerprint).isEqualTo(Fingerprint.ofClip(file));
  }

  @Test
  void fileOfTheSameSizeWrittenLaterIsReadAgain() throws IOException {
    Files.writeString(file, "CONTENT");

    assertThat(KnownFingerprints.ofClips().of(file))
        .isEqualTo(Fingerprint.ofClip(file))
        .isNotEqualTo(fingerprint);
  }

  @Test
  void otherFileOfTheSameSizeAndTimeIsReadAgain() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "CONTENT");
    Files.setLastModifiedTime(other, LONG_AGO);
    Files.delete(file);
    Files.move(other, file);

    assertThat(KnownFingerprints.ofClips().of(file)).isNotEqualTo(fingerprint);
  }

  @Test
  void fileThatWasOnlyTouchedIsConfirmed() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));

    assertThatNoException()
        .isThrownBy(() -> KnownFingerprints.ofClips().confirm(file, fingerprint));
  }

  @Test
  void changedFileIsNotConfirmed() throws IOException {
    Files.writeString(file, "something else");

    assertThatThrownBy(() -> KnownFingerprints.ofClips().confirm(file, fingerprint))
        .isInstanceOf(ChangedFileException.class)
        .hasMessage("was changed while it was used");
  }

  @Test
  void removedFileIsNotConfirmed() throws IOException {
    Files.delete(file);

    assertThatThrownBy(() -> KnownFingerprints.ofClips().confirm(file, fingerprint))
        .isInstanceOf(ChangedFileException.class)
        .hasMessage("was removed while it was used");
  }
}
