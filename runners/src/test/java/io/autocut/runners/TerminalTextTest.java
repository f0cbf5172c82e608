package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTextTest {
  @ParameterizedTest
  @CsvSource({
    "'beach.mov', 'beach.mov'",
    "'Größe, 山.mp4', 'Größe, 山.mp4'",
    "'a\tb', 'a\tb'",
    "'\u001b[31mred\u001b[0m', '\u001b[31mred\u001b[0m'",
    "'\u001b]0;title\u0007x', '?]0;title?x'",
    "'\u001b[2J\u001b[H', '?[2J?[H'",
    "'a\rb\bc', 'a?b?c'",
    "'\u009b2J', '?2J'"
  })
  void onlyCommandsAreTakenOut(String text, String shown) {
    assertThat(TerminalText.plain(text)).isEqualTo(shown);
  }

  @Test
  void everyWayOfWritingIsWatched() {
    StringWriter terminal = new StringWriter();
    PrintWriter out = new PrintWriter(new TerminalText(terminal));

    out.println("a\u001b[2Jb");
    out.printf("%s%n", "c\u0007d");
    out.print('\u0007');
    out.flush();

    assertThat(terminal).hasToString("a?[2Jb\nc?d\n?");
  }
}
