package io.autocut.runners;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Properties;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: one class a verb. */
@Command(
    name = "autocut",
    mixinStandardHelpOptions = true,
    versionProvider = AutoCut.Version.class,
    synopsisSubcommandLabel = "VERB",
    description = {
      "Turns video clips and a piece of music into a film whose every cut falls on the beat.",
      ""
    },
    footer = {
      "",
      "Every verb explains itself: autocut VERB --help.",
      "",
      "autocut test [MAVEN ARGUMENTS] runs the tests of the program itself.",
      "",
      "Exit codes: 0 all made; 3 some made, the reports say which; 2 the command line or a manifest is"
          + " wrong; 1 nothing could be made."
    },
    subcommands = {
      RenderCommand.class,
      PlanCommand.class,
      AnalyzeCommand.class,
      IndexCommand.class,
      ReprocessCommand.class,
      ExplainCommand.class,
      ContactSheetCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      BeatsCommand.class,
      BeatFeaturesCommand.class,
      ClusterCommand.class,
      StoreCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      BenchmarkCommand.class,
      DemoCommand.class,
      ProcessCommand.class,
      ValidateCommand.class,
      GenerateCompletion.class,
      CheckFfmpegCommand.class,
      RehearseCommand.class,
      JobTemplatesCommand.class
    })
public final class AutoCut implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    // Numbers for FFmpeg and for reports are written the same under every language.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    RunLog log = RunLog.begin();
    CommandLine program =
        commandLine(log).setOut(terminal(System.out)).setErr(terminal(System.err));
    int exitCode;
    try {
      exitCode = program.execute(arguments);
    } catch (Error e) {
      // Else the threads of a half-begun job would keep this process for ever.
      exitCode = toldOf(e, program, log);
    }
    log.end(exitCode);
    System.exit(exitCode);
  }

  private static int toldOf(Throwable failure, CommandLine program, RunLog log) {
    program.getErr().println(Causes.inWords(failure));
    LoggerFactory.getLogger(AutoCut.class).error("failed", failure);
    program.getErr().println("Details: " + log.file());
    return ExitCode.NOTHING_MADE;
  }

  /** A writer from which nothing reaches the terminal but what can be seen. */
  static PrintWriter terminal(PrintStream stream) {
    return new PrintWriter(new TerminalText(new PrintWriter(stream)), true);
  }

  static CommandLine commandLine(RunLog log) {
    CommandLine program = new CommandLine(new AutoCut());
    EarlierVerb.letThrough(program.getSubcommands());
    return program
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler(
            (exception, arguments) -> {
              CommandLine verb = exception.getCommandLine();
              verb.getErr().println(exception.getMessage());
              verb.getErr().println("Try '" + verb.getCommandSpec().qualifiedName() + " --help'.");
              return ExitCode.BAD_USAGE;
            })
        .setExecutionExceptionHandler(
            (exception, verb, result) -> {
              if (exception instanceof UsageException) {
                verb.getErr().println(exception.getMessage());
                return ExitCode.BAD_USAGE;
              }
              return toldOf(exception, verb, log);
            });
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Reads the version that Maven wrote into the program. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"autocut " + number()};
    }

    static String number() {
      try (InputStream in = AutoCut.class.getResourceAsStream("/io-autocut-version.properties")) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty("version");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
