package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostShareTest {
  private static final long GIGABYTE = 1L << 30;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @TempDir Path folder;

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private Future<HostShare.Held> asked(HostShare host, int cores, long bytes) {
    return threads.submit(() -> host.take(cores, GIGABYTE, bytes));
  }

  private static HostShare.Held got(Future<HostShare.Held> asked) throws Exception {
    return asked.get(30, TimeUnit.SECONDS);
  }

  @Test
  void coreIsHadByOneAtATime() throws Exception {
    HostShare host = HostShare.in(folder.resolve("host"));
    HostShare.Held first = host.take(1, GIGABYTE, 1);
    Future<HostShare.Held> second = asked(host, 1, 1);
    assertThat(second).isNotDone();

    first.close();

    got(second).close();
  }

  @Test
  void memoryIsSharedAndWhoNeedsMoreThanThereIsGetsAllOfIt() throws Exception {
    HostShare host = HostShare.in(folder.resolve("host"));
    HostShare.Held half = host.take(4, GIGABYTE, GIGABYTE / 2);
    host.take(4, GIGABYTE, GIGABYTE / 2).close();
    Future<HostShare.Held> tooMuch = asked(host, 4, 3 * GIGABYTE);
    assertThat(tooMuch).isNotDone();

    half.close();

    HostShare.Held all = got(tooMuch);
    Future<HostShare.Held> little = asked(host, 4, 1);
    assertThat(little).isNotDone();
    all.close();
    got(little).close();
  }

  @Test
  void whoWaitsForMuchIsNotPassedByThoseWhoNeedLittle() throws Exception {
    HostShare host = HostShare.in(folder.resolve("host"));
    HostShare.Held half = host.take(4, GIGABYTE, GIGABYTE / 2);
    Future<HostShare.Held> much = asked(host, 4, GIGABYTE);
    // It has its turn once nobody else can have it.
    while (isFree(host)) {
      Thread.onSpinWait();
    }
    Future<HostShare.Held> little = asked(host, 4, 1);

    half.close();

    HostShare.Held all = got(much);
    assertThat(little).isNotDone();
    all.close();
    got(little).close();
  }

  private boolean isFree(HostShare host) throws Exception {
    Future<HostShare.Held> trial = asked(host, 4, 1);
    try {
      trial.get(50, TimeUnit.MILLISECONDS).close();
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      trial.cancel(true);
      return false;
    }
  }

  @Test
  void interruptedOneLeavesNothingTaken() throws Exception {
    HostShare host = HostShare.in(folder.resolve("host"));
    HostShare.Held half = host.take(1, GIGABYTE, GIGABYTE / 2);
    asked(host, 1, 1).cancel(true);
    half.close();

    host.take(1, GIGABYTE, GIGABYTE).close();
  }

  @Test
  void processThatIsKilledLetsGo() throws Exception {
    Path file = folder.resolve("host");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Holder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("held");
      Future<HostShare.Held> waiting = asked(HostShare.in(file), 1, 1);
      assertThat(waiting).isNotDone();

      other.destroyForcibly();

      got(waiting).close();
    } finally {
      other.destroyForcibly();
    }
  }

  /** Takes the only core and keeps it. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      HostShare.in(Path.of(arguments[0])).take(1, GIGABYTE, 1);
      System.out.println("held");
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
