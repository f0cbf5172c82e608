package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** That the commands of the documentation can be typed. */
final class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** On a line of its own, or within one; a backslash goes on with the next line. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^(?:\\S+=\\S+ )?\\./autocut ((?:[^\\n\\\\]|\\\\\\n)*)$|`\\./autocut ([^`]*)`");

  static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      for (Path doc : Stream.concat(Stream.of(ROOT.resolve("README.md")), docs).toList()) {
        if (doc.toString().endsWith(".md")) {
          Matcher matcher = COMMAND.matcher(Files.readString(doc));
          while (matcher.find()) {
            commands.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
          }
        }
      }
    }
    return commands;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsUnderstood(String command) {
    String[] words =
        Stream.of(command.replace("\\\n", " ").replaceFirst("\\s+#.*", "").strip().split("\\s+"))
            .map(word -> word.replaceAll("^['\"]|['\"]$", ""))
            .takeWhile(word -> !List.of("|", ">", "&&").contains(word))
            .toArray(String[]::new);
    CommandLine program = AutoCut.commandLine(RunLog.begin());
    // The launcher's own verb goes to Maven; dots stand for what is yours.
    boolean ours = !words[0].equals("test") && !command.contains("…");

    if (words.length == 1 && ours) {
      assertThat(program.getSubcommands()).containsKey(words[0]);
    } else if (ours) {
      assertThatCode(() -> program.parseArgs(words)).doesNotThrowAnyException();
    }
  }
}
