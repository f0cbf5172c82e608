package io.autocut.runners;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A verb of AutoCut V2 that is another one now: says which, and does that. */
final class EarlierVerb {
  private final CommandLine verb;

  /**
   * @param spec of the earlier verb
   */
  EarlierVerb(CommandSpec spec) {
    this.verb = spec.commandLine();
  }

  /** Lets the options of new verbs stand behind the files of earlier ones, in their order. */
  static void letThrough(Map<String, CommandLine> verbs) {
    for (String name : List.of("process", "validate")) {
      verbs.get(name).setUnmatchedOptionsArePositionalParams(true);
    }
  }

  /** The files among what stands behind an earlier verb: all up to the first option. */
  static List<String> files(List<String> words) {
    return words.subList(0, firstOption(words));
  }

  /** The options of the new verb among them. */
  static List<String> options(List<String> words) {
    return words.subList(firstOption(words), words.size());
  }

  private static int firstOption(List<String> words) {
    int place = 0;
    while (place < words.size() && !words.get(place).startsWith("--")) {
      place++;
    }
    return place;
  }

  /**
   * @param arguments of the program, the new verb first
   * @return the exit code
   */
  int become(List<String> arguments) {
    String typed = arguments.stream().map(EarlierVerb::quoted).collect(Collectors.joining(" "));
    verb.getErr().println("'" + verb.getCommandName() + "' is now another verb: autocut " + typed);
    verb.getErr().flush();
    CommandLine program = verb.getParent();
    return AutoCut.commandLine(RunLog.begin())
        .setOut(program.getOut())
        .setErr(program.getErr())
        .execute(arguments.toArray(String[]::new));
  }

  /** As a POSIX shell takes it. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
