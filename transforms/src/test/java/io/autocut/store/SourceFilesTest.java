package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
  @TempDir private Path folder;

  @Test
  void localFileIsUsedWhereItLies() throws IOException {
    SourceFiles sources = new SourceFiles(LocalMediaStore.open(folder.resolve("store")));
    Path clip = Files.writeString(folder.resolve("a clip.mp4"), "x");

    assertThat(sources.local(clip.toString())).isEqualTo(clip);
    assertThat(sources.local(clip.toUri().toString())).isEqualTo(clip);
  }
}
