package io.autocut.runners.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnnotatedFolderTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void annotationFindsTheSoundOfItsStem() throws Exception {
    file("b.beats", "1.0\t1\n1.5\t2\n");
    file("b.txt", "about it");
    Path sound = file("b.flac", "x");
    file("a.beats", "# nothing\n");
    file("a.Mp3", "x");
    file("c.wav", "x");

    AnnotatedFolder annotated = AnnotatedFolder.read(folder);

    assertThat(annotated.excerpts()).extracting(AnnotatedExcerpt::name).containsExactly("a", "b");
    assertThat(annotated.excerpts().get(1).sound()).isEqualTo(sound);
    assertThat(annotated.excerpts().get(1).beats()).hasSize(2);
    assertThat(annotated.withoutSound()).isEmpty();
  }

  @Test
  void annotationWithoutSoundIsTold() throws Exception {
    Path lonely = file("a.beats", "1.0\t1\n");
    assertThat(AnnotatedFolder.read(folder).withoutSound()).containsExactly(lonely);
  }

  @Test
  void malformedAnnotationIsNamedWithItsLine() throws Exception {
    Path file = file("a.beats", "1.0\t1\nabc\n");
    file("a.wav", "x");
    assertThatThrownBy(() -> AnnotatedFolder.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + " line 2: expected seconds");
  }
}
