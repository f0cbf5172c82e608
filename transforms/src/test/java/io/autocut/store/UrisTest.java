package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrisTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/clips/a.mp4",
        "clips/a.mp4",
        "a b.mp4",
        "C:/clips/a.mp4",
        "file:/clips/a.mp4",
        "file:///clips/a.mp4",
        "12:30.mp4",
        "trip: day 1.mp4",
        "",
      })
  void pathsAndFileUrisAreLocal(String text) {
    assertThat(Uris.isLocal(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3://bucket/a.mp4", "gs://b/a", "hdfs://host/a", "hdfs:/a", "http://a/b"})
  void urisOfOtherFileSystemsAreNotLocal(String text) {
    assertThat(Uris.isLocal(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/clips/a b.mp4, /clips/a b.mp4",
    "clips/a.mp4, clips/a.mp4",
    "file:/clips/a.mp4, /clips/a.mp4",
    "file:///clips/a%20b.mp4, /clips/a b.mp4",
    "/clips/100%.mp4, /clips/100%.mp4",
  })
  void localPathIsWhatTheTextMeans(String text, String path) {
    assertThat(Uris.localPath(text)).isEqualTo(Path.of(path));
  }

  @Test
  void pathOfAnotherFileSystemIsRefused() {
    assertThatThrownBy(() -> Uris.localPath("s3://bucket/a.mp4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a local path: s3://bucket/a.mp4");
  }

  @Test
  void cachesLieInAFolderOfThisProgram() {
    assertThat(Uris.cacheFolder()).isAbsolute().hasFileName("autocut");
  }
}
