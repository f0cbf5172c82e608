package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuPermitsTest {
  private static final int TURNS = 6;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void asManyCommandsRunAtOnceAsThereArePermitsAndNoMore(int width) throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    // Opens only when as many as there are permits have met in it.
    CyclicBarrier all = new CyclicBarrier(width);
    Ffmpeg inner =
        ScriptedFfmpeg.answering(
            command -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              meet(all);
              running.decrementAndGet();
              return "";
            });
    ExecutorService threads = Executors.newFixedThreadPool(width * TURNS);
    try {
      List<Future<?>> commands = new ArrayList<>();
      for (int i = 0; i < width * TURNS; i++) {
        commands.add(
            threads.submit(() -> CpuPermits.limiting(inner, width).run(FfmpegCommand.ffmpeg())));
      }
      for (Future<?> command : commands) {
        command.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(most).hasValue(width);
  }

  @Test
  void permitOfACommandThatFailedIsGivenBack() throws Exception {
    Ffmpeg failing = CpuPermits.limiting(ScriptedFfmpeg.failing(command -> "[error] no"), 1);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> failing.run(FfmpegCommand.ffmpeg()))
          .isInstanceOf(FfmpegException.class);
    }

    CpuPermits.limiting(ScriptedFfmpeg.answering(command -> ""), 1).run(FfmpegCommand.ffmpeg());
  }

  @Test
  void installationIsThatOfTheOneBehind() {
    Ffmpeg inner = ScriptedFfmpeg.answering(command -> "");

    assertThat(CpuPermits.limiting(inner, 2).installation()).isEqualTo(inner.installation());
  }

  @Test
  void noPermitsAreRefused() {
    assertThatThrownBy(() -> CpuPermits.limiting(ScriptedFfmpeg.answering(command -> ""), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("permits must be positive: 0");
  }

  private static void meet(CyclicBarrier all) throws IOException, InterruptedException {
    try {
      all.await(20, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IOException("fewer ran at once than there are permits", e);
    }
  }
}
