package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class CausesTest {
  @Test
  void wantOfMemoryIsSaidInWordsHoweverDeepItLies() {
    Throwable wrapped =
        new IOException(new RuntimeException(new OutOfMemoryError("Java heap space")));

    assertThat(Causes.inWords(wrapped))
        .matches("Java ran out of its memory \\(\\d+ MB\\)\\. .*AUTOCUT_HEAP=2g\\.");
  }

  @Test
  void deepestCauseIsToldOfTheRest() {
    assertThat(Causes.inWords(new RuntimeException(new NoSuchFileException("/clips/a.mp4"))))
        .isEqualTo("there is no /clips/a.mp4");
  }
}
