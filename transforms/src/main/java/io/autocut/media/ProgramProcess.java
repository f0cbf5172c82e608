package io.autocut.media;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a program other than FFmpeg that is installed on this machine, each call as one child
 * process.
 *
 * <p>Only for comparing with it: no film may depend on what happens to be installed.
 */
public final class ProgramProcess {
  private final Path executable;

  private ProgramProcess(Path executable) {
    this.executable = executable;
  }

  /** The first executable of that name in the folders of the variable PATH, if any. */
  public static Optional<ProgramProcess> onPath(String name, Map<String, String> environment) {
    checkArgument(!name.isBlank() && !name.contains("/"), "not the name of a program: '%s'", name);
    return executableOn(Strings.nullToEmpty(environment.get("PATH")), name)
        .map(ProgramProcess::new);
  }

  /** That executable, wherever it lies. */
  public static ProgramProcess at(Path executable) {
    checkArgument(Files.isExecutable(executable), "not an executable file: %s", executable);
    return new ProgramProcess(executable.toAbsolutePath());
  }

  static Optional<Path> executableOn(String path, String name) {
    return Splitter.on(File.pathSeparatorChar)
        .omitEmptyStrings()
        .splitToStream(path)
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(Path::toAbsolutePath);
  }

  /** Absolute path of the executable. */
  public Path executable() {
    return executable;
  }

  /**
   * Runs it to its end and returns what it wrote to standard output, as UTF-8.
   *
   * @throws IOException when it cannot be started, outlived {@code deadline} or ended with another
   *     code than 0; the message says which, and the last line that it wrote to standard error
   */
  public String text(Duration deadline, List<String> arguments)
      throws IOException, InterruptedException {
    byte[][] bytes = new byte[1][];
    ChildProcess.Ended ended =
        ChildProcess.start(executable.toString(), arguments)
            .readToEnd(
                deadline,
                stdout -> {
                  bytes[0] = stdout.readNBytes(Ffmpeg.LONGEST_TEXT);
                  if (stdout.read() >= 0) {
                    throw new IOException(
                        executable + " wrote more than " + Ffmpeg.LONGEST_TEXT + " bytes");
                  }
                });
    if (ended.expired()) {
      throw new IOException(
          executable + " was ended after its deadline of " + deadline.toSeconds() + " s");
    }
    if (ended.exitCode() != 0) {
      String cause = Diagnostics.likelyCause(ended.diagnostics().tail());
      throw new IOException(
          executable + " ended with exit code " + ended.exitCode() + ": " + cause);
    }
    return new String(bytes[0], StandardCharsets.UTF_8);
  }
}
