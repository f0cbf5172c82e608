package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.media.ProgramProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * This program as a process of its own, from the start of its JVM to its end: with the Java, the
 * flags and the classes of this one.
 */
final class OwnProgram {
  private final ProgramProcess java;
  private final ImmutableList<String> flags;

  private OwnProgram(ProgramProcess java, List<String> flags) {
    this.java = java;
    this.flags = ImmutableList.copyOf(flags);
  }

  /**
   * @param mainClass where it starts
   */
  static OwnProgram startingAt(String mainClass) {
    ImmutableList.Builder<String> flags = ImmutableList.builder();
    // Agents look into this JVM and would listen at the same port in the other.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
        .forEach(flags::add);
    flags.add("-cp", System.getProperty("java.class.path"), mainClass);
    return new OwnProgram(
        ProgramProcess.at(Path.of(System.getProperty("java.home"), "bin", "java")), flags.build());
  }

  /** Runs it with that command line; throws with its last words unless it ends with 0. */
  RunCost run(List<String> arguments) throws IOException, InterruptedException {
    return RunCost.of(
        java, ImmutableList.<String>builder().addAll(flags).addAll(arguments).build());
  }
}
