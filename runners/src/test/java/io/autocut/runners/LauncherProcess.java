package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One call of the command line in a JVM of its own, which a test may end. */
final class LauncherProcess implements AutoCloseable {
  private static final long MINUTES_TO_WAIT = 3;

  private final Process process;
  private final BufferedReader progress;
  private final StringBuilder said = new StringBuilder();

  private LauncherProcess(Process process) {
    this.process = process;
    this.progress =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
  }

  static LauncherProcess start(List<String> arguments) throws IOException {
    return start(arguments, Map.of());
  }

  /**
   * @param environment is added to that of the tests
   */
  static LauncherProcess start(List<String> arguments, Map<String, String> environment)
      throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", classPath, AutoCut.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    return new LauncherProcess(builder.start());
  }

  /** Waits until it tells how far that stage is. */
  void awaitProgressOf(String stage) throws IOException {
    String line = progress.readLine();
    while (line != null && !line.startsWith(stage)) {
      said.append(line).append('\n');
      line = progress.readLine();
    }
    assertThat(line).as("progress of %s after:%n%s", stage, said).isNotNull();
  }

  /** What it wrote can still be read when it is ended by this. */
  ProcessHandle process() {
    return process.toHandle();
  }

  /** Waits until it has ended; its exit code. */
  int end() throws IOException, InterruptedException {
    progress.lines().forEach(line -> said.append(line).append('\n'));
    assertThat(process.waitFor(MINUTES_TO_WAIT, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  /** What it wrote to standard error so far. */
  String said() {
    return said.toString();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    progress.close();
  }
}
