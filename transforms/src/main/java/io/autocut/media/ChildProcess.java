package io.autocut.media;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * One child process, from its start to its end.
 *
 * <p>Standard output is read on the calling thread and standard error on a thread of its own, so
 * that neither pipe fills up; a watchdog ends a child that outlives its deadline or whose thread is
 * interrupted, since reading a pipe does not listen to interrupts. On Linux the kernel also ends
 * the child when this JVM is killed, through util-linux' {@code setpriv} where it is installed.
 */
final class ChildProcess {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Pattern SECRET =
      Pattern.compile(
          ".*(SECRET|TOKEN|PASSW|CREDENTIAL|PRIVATE|ACCESS_?KEY|API_?KEY).*",
          Pattern.CASE_INSENSITIVE);

  private static final String MOST_ARENAS = "4";
  private static final long INTERRUPT_MILLIS = 100;
  private static final ScheduledExecutorService WATCHDOG = watchdog();

  /**
   * How a child ended.
   *
   * @param exitCode of the child; means nothing when it had expired
   * @param expired whether it was ended by its deadline
   * @param diagnostics what it wrote to standard error
   */
  record Ended(int exitCode, boolean expired, Diagnostics diagnostics) {}

  private final Process process;
  private final AtomicBoolean expired = new AtomicBoolean();

  private ChildProcess(Process process) {
    this.process = process;
  }

  private static ScheduledExecutorService watchdog() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "deadlines of child processes");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /** Starts {@code executable} with a standard input that is empty. */
  static ChildProcess start(String executable, List<String> arguments) throws IOException {
    return start(endedWithUs(), executable, arguments);
  }

  /** As {@link #start(String, List)}, by the programs and options {@code around} it. */
  static ChildProcess start(List<String> around, String executable, List<String> arguments)
      throws IOException {
    List<String> line =
        ImmutableList.<String>builder().addAll(around).add(executable).addAll(arguments).build();
    ProcessBuilder builder = new ProcessBuilder(line).redirectInput(nothing());
    surroundings(builder, executable);
    return new ChildProcess(ChildProcesses.start(builder));
  }

  /**
   * Hands standard output to {@code reader} and waits for the end; afterwards the child and all
   * that it started are gone, whatever happened.
   */
  Ended readToEnd(Duration limit, StdoutReader reader) throws IOException, InterruptedException {
    var deadline =
        WATCHDOG.schedule(
            () -> {
              expired.set(true);
              ChildProcesses.end(process);
            },
            limit.toMillis(),
            TimeUnit.MILLISECONDS);
    Thread caller = Thread.currentThread();
    var interrupt =
        WATCHDOG.scheduleWithFixedDelay(
            () -> {
              if (caller.isInterrupted()) {
                ChildProcesses.end(process);
              }
            },
            INTERRUPT_MILLIS,
            INTERRUPT_MILLIS,
            TimeUnit.MILLISECONDS);
    Diagnostics diagnostics = new Diagnostics();
    Thread drain = drain(diagnostics);
    try {
      int exitCode = readAndWait(reader);
      drain.join();
      ChildProcesses.refuseWhenClosing();
      return new Ended(exitCode, expired.get(), diagnostics);
    } finally {
      deadline.cancel(false);
      interrupt.cancel(false);
      ChildProcesses.end(process);
    }
  }

  private int readAndWait(StdoutReader reader) throws IOException, InterruptedException {
    try (var stdout = process.getInputStream()) {
      reader.read(stdout);
    } catch (IOException e) {
      // The watchdog's blow closes the pipe under the reader: the deadline or the interrupt is then
      // the cause to name.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!expired.get()) {
        throw e;
      }
    }
    int exitCode = process.waitFor();
    if (exitCode != 0 && Thread.interrupted()) {
      // The child had ended by the watchdog's blow before anybody waited for it.
      throw new InterruptedException();
    }
    return exitCode;
  }

  static java.io.File nothing() {
    return Path.of(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null")
        .toFile();
  }

  /**
   * The bundled executables find the libraries that lie beside them only with the loader's help.
   * Credentials of this JVM are none of the child's business; arenas of glibc reserve address space
   * by the core, which the child's limit would have to allow for.
   */
  static void surroundings(ProcessBuilder builder, String executable) {
    Path folder = Path.of(executable).getParent();
    if (folder != null && Files.exists(folder.resolve("libjniavutil.so"))) {
      builder
          .environment()
          .merge("LD_LIBRARY_PATH", folder.toString(), (old, own) -> own + ":" + old);
    }
    builder.environment().keySet().removeIf(SECRET.asMatchPredicate());
    builder.environment().put("MALLOC_ARENA_MAX", MOST_ARENAS);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("AV_LOG_FORCE_NOCOLOR", "1");
  }

  /** What stands before an executable that the kernel shall end when this JVM is killed. */
  static List<String> endedWithUs() {
    return Files.isExecutable(SETPRIV)
        ? List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--no-new-privs", "--")
        : List.of();
  }

  private Thread drain(Diagnostics diagnostics) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(diagnostics::accept);
              } catch (IOException | java.io.UncheckedIOException e) {
                diagnostics.accept("[warning] standard error ended early: " + e.getMessage());
              }
            },
            "stderr of a child process");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
