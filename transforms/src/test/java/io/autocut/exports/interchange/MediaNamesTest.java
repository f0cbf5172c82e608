package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MediaNamesTest {
  private final MediaNames absolute = MediaNames.absolute();
  private final MediaNames relative = MediaNames.relativeTo(Path.of("/films/out"));

  @Test
  void urlsAreEscaped() {
    assertThat(absolute.url("/m/Ünder 100% #1?.mov"))
        .isEqualTo("file:///m/%C3%9Cnder%20100%25%20%231%3F.mov");
    assertThat(relative.url("/films/a b.mov")).isEqualTo("../a%20b.mov");
  }

  @Test
  void colonIsNotTakenForAScheme() {
    assertThat(relative.url("/films/out/10:30.mov")).isEqualTo("./10:30.mov");
  }

  @Test
  void pathsAreNotEscaped() {
    assertThat(absolute.path("/m/a b.mov")).isEqualTo("/m/a b.mov");
    assertThat(relative.path("/m/a b.mov")).isEqualTo("../../m/a b.mov");
  }

  @Test
  void whatLiesElsewhereKeepsItsUri() {
    assertThat(relative.url("s3://bucket/a b.mov")).isEqualTo("s3://bucket/a b.mov");
  }
}
