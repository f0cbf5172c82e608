package io.autocut.runners.cluster;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One JVM of a cluster on this machine, known by its id and a file that tells its process.
 *
 * <p>It outlives the JVM that starts it. A process counts as the one that was started when it has
 * its number and began when the file says: numbers are used again.
 */
final class FlinkProcess {
  private static final long SECONDS_TO_END = 15;

  /** Without these Flink takes some errors of a task for its own and ends the worker (measured). */
  private static final ImmutableList<String> OPENED_PACKAGES =
      ImmutableList.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks",
          "sun.nio.ch");

  private final String id;
  private final Path file;

  private FlinkProcess(String id, Path file) {
    this.id = id;
    this.file = file;
  }

  /** The process of that {@code id} whose file lies, or will lie, in {@code folder}. */
  static FlinkProcess in(Path folder, String id) {
    return new FlinkProcess(id, folder.resolve(id));
  }

  String id() {
    return id;
  }

  /** Whether it was ever started, and not stopped since. */
  boolean isKnown() {
    return Files.exists(file);
  }

  /** Its process while that lives. */
  Optional<ProcessHandle> alive() throws IOException {
    if (!isKnown()) {
      return Optional.empty();
    }
    String[] said = Files.readString(file).strip().split(" ", 2);
    return ProcessHandle.of(Long.parseLong(said[0]))
        .filter(ProcessHandle::isAlive)
        .filter(process -> began(process).equals(said[1]));
  }

  private static String began(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("?");
  }

  /**
   * Starts it.
   *
   * @param flags of the JVM
   * @param words the main class and its arguments
   * @param log takes all that it says
   */
  void start(ClassPath classPath, List<String> flags, List<String> words, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    // Closing the terminal that it was started from must not end it.
    command.add("nohup");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ofEveryJvm());
    command.addAll(flags);
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectErrorStream(true);
    builder.environment().put("CLASSPATH", classPath.toString());
    Process process = builder.start();
    Files.writeString(
        file, process.pid() + " " + began(process.toHandle()) + "\n", StandardCharsets.US_ASCII);
  }

  /** A compiler and a collector that leave the cores to FFmpeg, and what Flink reflects into. */
  private static List<String> ofEveryJvm() {
    List<String> flags = new ArrayList<>(needed());
    flags.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    flags.addAll(List.of("-Dfile.encoding=UTF-8", "-Djava.awt.headless=true"));
    return flags;
  }

  /**
   * Flags that every JVM of a cluster needs: Flink and Beam may reflect into what they need, and
   * numbers are written in the digits that FFmpeg reads, whatever the language of the machine. A
   * worker without memory ends, for it can be replaced and its work be done by others.
   */
  static ImmutableList<String> needed() {
    return Stream.concat(
            OPENED_PACKAGES.stream()
                .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED"),
            Stream.of(
                "-Duser.language.format=en",
                "-Duser.country.format=US",
                "-XX:+ExitOnOutOfMemoryError"))
        .collect(ImmutableList.toImmutableList());
  }

  /** Asks it to end. */
  void ask() throws IOException {
    alive().ifPresent(ProcessHandle::destroy);
  }

  /** Waits until it has ended, by force when it takes too long, and forgets it. */
  void end() throws IOException, InterruptedException {
    Optional<ProcessHandle> process = alive();
    if (process.isPresent()) {
      process.get().destroy();
      try {
        process.get().onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        process.get().destroyForcibly();
      } catch (java.util.concurrent.ExecutionException e) {
        throw new IOException("cannot wait for " + id, e);
      }
    }
    Files.deleteIfExists(file);
  }
}
