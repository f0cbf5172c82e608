package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HardwareSessionsTest {
  private final List<Duration> pauses = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[h264_nvenc @ 0x1] [error] OpenEncodeSessionEx failed: out of memory (10): (no details)",
        "[h264_nvenc @ 0x1] [error] OpenEncodeSessionEx failed: incompatible client key (21): (no)",
        "[AVHWDeviceContext @ 0x1] [error] cu->cuCtxCreate() failed -> CUDA_ERROR_OUT_OF_MEMORY: x"
      })
  void busyDeviceIsAskedAgainUntilItIsFree(String said) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Ffmpeg inner = ScriptedFfmpeg.failing(command -> calls.incrementAndGet() < 4 ? said : "");

    HardwareSessions.limiting(inner, 3, pauses::add).run(FfmpegCommand.ffmpeg());

    assertThat(calls).hasValue(4);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void deviceThatStaysBusyIsGivenUpAfterHalfAMinute() {
    Ffmpeg inner =
        ScriptedFfmpeg.failing(command -> "[error] OpenEncodeSessionEx failed: out of memory (10)");

    assertThatThrownBy(
            () -> HardwareSessions.limiting(inner, 3, pauses::add).run(FfmpegCommand.ffmpeg()))
        .isInstanceOf(FfmpegException.class);
    assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum()).isEqualTo(31);
  }

  @Test
  void otherFailuresAreNotTriedAgain() {
    Ffmpeg inner = ScriptedFfmpeg.failing(command -> "[error] No capable devices found");

    assertThatThrownBy(
            () -> HardwareSessions.limiting(inner, 3, pauses::add).run(FfmpegCommand.ffmpeg()))
        .isInstanceOf(FfmpegException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void noMoreEncodeAtOnceThanTheDeviceTakes() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Ffmpeg inner =
        ScriptedFfmpeg.answering(
            command -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
              return "";
            });
    Ffmpeg sessions = HardwareSessions.limiting(inner, 2, pauses::add);
    CountDownLatch done = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      new Thread(
              () -> {
                for (int turn = 0; turn < 50; turn++) {
                  try {
                    sessions.run(FfmpegCommand.ffmpeg());
                  } catch (java.io.IOException | InterruptedException e) {
                    throw new AssertionError(e);
                  }
                }
                done.countDown();
              })
          .start();
    }
    done.await();

    assertThat(most.get()).isBetween(1, 2);
  }
}
