package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** That what the help shows can be typed. */
final class HelpTest {
  private static final String PROMPT = "  autocut ";

  static List<String> examples() {
    List<String> examples = new ArrayList<>();
    collect(AutoCut.commandLine(RunLog.begin()), examples);
    return examples;
  }

  private static void collect(CommandLine verb, List<String> examples) {
    Arrays.stream(verb.getCommandSpec().usageMessage().footer())
        .filter(line -> line.startsWith(PROMPT))
        .map(line -> line.substring(PROMPT.length()))
        .forEach(examples::add);
    verb.getSubcommands().values().forEach(sub -> collect(sub, examples));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsUnderstood(String example) {
    String[] words =
        Stream.of(example.split(" ")).map(word -> word.replace("'", "")).toArray(String[]::new);

    assertThatCode(() -> AutoCut.commandLine(RunLog.begin()).parseArgs(words))
        .doesNotThrowAnyException();
  }
}
