package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ProgramProcessTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private Map<String, String> environment;

  @BeforeEach
  void namePath() {
    environment = Map.of("PATH", "/nowhere:" + folder);
  }

  private ProgramProcess running(String script) throws IOException {
    FakeFfmpeg.in(folder).executable("peer", script);
    return ProgramProcess.onPath("peer", environment).orElseThrow();
  }

  @Test
  void programIsFoundInTheFoldersOfThePath() throws Exception {
    assertThat(running("exit 0").executable()).isEqualTo(folder.resolve("peer"));
  }

  @Test
  void programThatIsNotInstalledIsNotThere() {
    assertThat(ProgramProcess.onPath("peer", environment)).isEmpty();
    assertThat(ProgramProcess.onPath("peer", Map.of())).isEmpty();
  }

  @Test
  void pathInThePlaceOfANameIsRefused() {
    assertThatThrownBy(() -> ProgramProcess.onPath("/bin/sh", environment))
        .hasMessage("not the name of a program: '/bin/sh'");
  }

  @Test
  void textIsWhatItWroteToStandardOutput() throws Exception {
    assertThat(running("echo chat >&2; printf '%s|' \"$@\"").text(LONG, List.of("-i", "a 'b'")))
        .isEqualTo("-i|a 'b'|");
  }

  @Test
  void programThatFailsSaysWhy() {
    assertThatThrownBy(() -> running("echo no such file >&2; exit 3").text(LONG, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("peer") + " ended with exit code 3: no such file");
  }

  @Test
  void programThatHangsIsEnded() {
    assertThatThrownBy(() -> running("exec sleep 1000").text(Duration.ofSeconds(1), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("was ended after its deadline of 1 s");
  }
}
