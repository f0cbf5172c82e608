package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkPermitsTest {
  private static final int TURNS = 6;
  private static final long PLENTY = 1L << 40;

  /** Limits are shared by their values: each test takes others. */
  private static final AtomicLong NEXT = new AtomicLong(PLENTY);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void asManyCommandsRunAtOnceAsThereAreCoresAndNoMore(int cores) throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    // Opens only when as many as there are cores have met in it.
    CyclicBarrier all = new CyclicBarrier(cores);
    Ffmpeg inner =
        ScriptedFfmpeg.answering(
            command -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              meet(all);
              running.decrementAndGet();
              return "";
            });
    long memory = NEXT.getAndIncrement();
    List<Future<?>> commands = new ArrayList<>();
    for (int i = 0; i < cores * TURNS; i++) {
      commands.add(
          threads.submit(
              () -> WorkPermits.limiting(inner, cores, memory).run(FfmpegCommand.ffmpeg())));
    }
    for (Future<?> command : commands) {
      command.get(30, TimeUnit.SECONDS);
    }

    assertThat(most).hasValue(cores);
  }

  @Test
  void memoryOfThoseThatRunStaysBelowTheBudget() throws Exception {
    AtomicLong taken = new AtomicLong();
    AtomicLong most = new AtomicLong();
    Ffmpeg inner =
        ScriptedFfmpeg.answering(
            command -> {
              long bytes = command.need().bytes(1);
              most.accumulateAndGet(taken.addAndGet(bytes), Math::max);
              Thread.yield();
              taken.addAndGet(-bytes);
              return "";
            });
    Ffmpeg permits = WorkPermits.limiting(inner, 8, 1000);
    List<Future<?>> commands = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long bytes = 100 + i * 37 % 500;
      commands.add(threads.submit(() -> permits.run(needing(bytes))));
    }
    for (Future<?> command : commands) {
      command.get(30, TimeUnit.SECONDS);
    }

    assertThat(most.get()).isBetween(100L, 1000L);
  }

  @Test
  void oneThatNeedsMoreThanThereIsRunsAloneAndNobodyOvertakesIt() throws Exception {
    CountDownLatch firstRuns = new CountDownLatch(1);
    CountDownLatch firstMayEnd = new CountDownLatch(1);
    List<Long> order = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger running = new AtomicInteger();
    List<Integer> beside = Collections.synchronizedList(new ArrayList<>());
    Ffmpeg inner =
        ScriptedFfmpeg.answering(
            command -> {
              long bytes = command.need().bytes(1);
              int others = running.getAndIncrement();
              order.add(bytes);
              if (bytes == 10) {
                firstRuns.countDown();
                firstMayEnd.await();
              }
              if (bytes == 5000) {
                beside.add(others);
              }
              running.decrementAndGet();
              return "";
            });
    Ffmpeg permits = WorkPermits.limiting(inner, 4, 1001);
    Future<?> first = threads.submit(() -> permits.run(needing(10)));
    firstRuns.await();
    Thread huge = new Thread(() -> runQuietly(permits, needing(5000)));
    huge.start();
    waitUntilItWaits(huge);
    Thread small = new Thread(() -> runQuietly(permits, needing(20)));
    small.start();
    waitUntilItWaits(small);

    assertThat(order).containsExactly(10L);
    firstMayEnd.countDown();
    first.get(20, TimeUnit.SECONDS);
    huge.join();
    small.join();

    assertThat(order).containsExactly(10L, 5000L, 20L);
    assertThat(beside).containsExactly(0);
  }

  @Test
  void loneChildIsGivenTheIdleCores() throws Exception {
    assertThat(threadsOf(new MemoryNeed(100, 10), 4, 2000)).isEqualTo("4");
  }

  @Test
  void threadsStopWhereMemoryDoes() throws Exception {
    assertThat(threadsOf(new MemoryNeed(100, 400), 4, 1002)).isEqualTo("3");
  }

  @Test
  void noMoreThreadsAreGivenThanHelp() throws Exception {
    assertThat(threadsOf(new MemoryNeed(100, 1), 64, 2001)).isEqualTo("8");
  }

  @Test
  void childHasOneThreadWhileOthersWait() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<String> given = Collections.synchronizedList(new ArrayList<>());
    Ffmpeg inner =
        ScriptedFfmpeg.answering(
            command -> {
              given.add(threadsIn(command));
              runs.countDown();
              mayEnd.await();
              return "";
            });
    Ffmpeg permits = WorkPermits.limiting(inner, 2, NEXT.getAndIncrement());
    FfmpegCommand command = FfmpegCommand.ffmpeg().idleCores("-threads");
    Future<?> first = threads.submit(() -> permits.run(command));
    runs.await();
    Future<?> second = threads.submit(() -> permits.run(command));
    while (given.size() < 2) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();
    first.get();
    second.get();

    assertThat(given).containsExactly("2", "1");
  }

  @Test
  void childThatFindsDamageWithManyThreadsRunsAgainWithOne() throws Exception {
    List<String> given = new ArrayList<>();
    Ffmpeg inner =
        new Ffmpeg() {
          @Override
          public FfmpegResult run(FfmpegCommand command, StdoutReader reader) {
            given.add(threadsIn(command));
            return new FfmpegResult(Duration.ZERO, 0, 3, "[error] damaged");
          }

          @Override
          public FfmpegInstallation installation() {
            throw new IllegalStateException("not asked for");
          }
        };
    WorkPermits.limiting(inner, 2, NEXT.getAndIncrement())
        .run(FfmpegCommand.ffmpeg().idleCores("-threads"));

    assertThat(given).containsExactly("2", "1");
  }

  @Test
  void childThatFailsWithManyThreadsIsJudgedWithOne() {
    List<String> given = new ArrayList<>();
    Ffmpeg inner =
        ScriptedFfmpeg.failing(
            command -> {
              given.add(threadsIn(command));
              return "[error] damaged";
            });

    assertThatThrownBy(
            () ->
                WorkPermits.limiting(inner, 2, NEXT.getAndIncrement())
                    .run(FfmpegCommand.ffmpeg().idleCores("-threads")))
        .isInstanceOf(FfmpegException.class);
    assertThat(given).containsExactly("2", "1");
  }

  @Test
  void permitOfACommandThatFailedIsGivenBack() throws Exception {
    long memory = NEXT.getAndIncrement();
    Ffmpeg failing =
        WorkPermits.limiting(ScriptedFfmpeg.failing(command -> "[error] no"), 1, memory);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> failing.run(FfmpegCommand.ffmpeg()))
          .isInstanceOf(FfmpegException.class);
    }

    WorkPermits.limiting(ScriptedFfmpeg.answering(command -> ""), 1, memory)
        .run(FfmpegCommand.ffmpeg());
  }

  @Test
  void placeOfAnInterruptedOneIsGivenUp() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Ffmpeg inner =
        ScriptedFfmpeg.answering(
            command -> {
              runs.countDown();
              mayEnd.await();
              return "";
            });
    Ffmpeg permits = WorkPermits.limiting(inner, 1, NEXT.getAndIncrement());
    Future<?> first = threads.submit(() -> permits.run(FfmpegCommand.ffmpeg()));
    runs.await();
    Thread waiting = new Thread(() -> runQuietly(permits, FfmpegCommand.ffmpeg()));
    waiting.start();
    waitUntilItWaits(waiting);
    waiting.interrupt();
    waiting.join();
    mayEnd.countDown();
    first.get();

    permits.run(FfmpegCommand.ffmpeg());
  }

  @Test
  void installationIsThatOfTheOneBehind() {
    Ffmpeg inner = ScriptedFfmpeg.answering(command -> "");

    assertThat(WorkPermits.limiting(inner, 2, PLENTY).installation())
        .isEqualTo(inner.installation());
  }

  @Test
  void noCoresAndNoMemoryAreRefused() {
    Ffmpeg inner = ScriptedFfmpeg.answering(command -> "");

    assertThatThrownBy(() -> WorkPermits.limiting(inner, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cores must be positive: 0");
    assertThatThrownBy(() -> WorkPermits.limiting(inner, 1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("memory must be positive: -1");
  }

  private static String threadsOf(MemoryNeed need, int cores, long memory) throws Exception {
    List<String> given = new ArrayList<>();
    Ffmpeg inner =
        ScriptedFfmpeg.answering(
            command -> {
              given.add(threadsIn(command));
              return "";
            });
    WorkPermits.limiting(inner, cores, memory)
        .run(FfmpegCommand.ffmpeg().needing(need).idleCores("-threads"));
    return given.get(0);
  }

  private static String threadsIn(FfmpegCommand command) {
    ImmutableList<String> arguments = command.arguments();
    return arguments.get(arguments.indexOf("-threads") + 1);
  }

  private static FfmpegCommand needing(long bytes) {
    return FfmpegCommand.ffmpeg().needing(new MemoryNeed(bytes, 0));
  }

  private static void runQuietly(Ffmpeg ffmpeg, FfmpegCommand command) {
    try {
      ffmpeg.run(command);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void waitUntilItWaits(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private static void meet(CyclicBarrier all) throws IOException, InterruptedException {
    try {
      all.await(20, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IOException("fewer ran at once than there are cores", e);
    }
  }
}
