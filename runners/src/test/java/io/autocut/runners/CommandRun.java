package io.autocut.runners;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One call of the command line inside the test's JVM. */
record CommandRun(int exitCode, String out, String err) {
  static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        AutoCut.commandLine(RunLog.begin())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
