package io.autocut.runners;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How a run tells how far it is. */
final class ProgressArguments {
  /** How progress is shown. */
  enum Manner {
    AUTO,
    BARS,
    LINES,
    JSON,
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--progress",
      paramLabel = "auto|bars|lines|json|off",
      description =
          "How far the run is: bars on a terminal, lines in a log, or one JSON object a line on"
              + " standard output, the summary then on standard error. Default: ${DEFAULT-VALUE},"
              + " which is bars on a terminal, else lines.")
  private Manner manner = Manner.AUTO;

  ProgressView view(PrintWriter out, PrintWriter err) {
    return switch (manner) {
      case AUTO -> System.console() != null ? new ProgressBars() : new ProgressLines(err);
      case BARS -> new ProgressBars();
      case LINES -> new ProgressLines(err);
      case JSON -> new ProgressJson(out);
      case OFF -> moment -> {};
    };
  }

  /** Where the summary for people goes: programs read standard output. */
  PrintWriter summary(PrintWriter out, PrintWriter err) {
    return manner == Manner.JSON ? err : out;
  }
}
