package io.autocut.runners;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Writes the files of {@code templates/jobs} that follow from the code; for those who change it.
 */
@Command(
    name = "job-templates",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Writes templates/jobs anew, after options of pipelines have changed.")
final class JobTemplatesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder templates/jobs.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    for (Map.Entry<String, String> file : JobTemplates.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
      spec.commandLine().getOut().println(path);
    }
    return ExitCode.ALL_MADE;
  }
}
