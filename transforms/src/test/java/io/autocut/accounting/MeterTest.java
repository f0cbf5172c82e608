package io.autocut.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.FfmpegCommand;
import io.autocut.schemas.Traffic;
import io.autocut.schemas.Work;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import io.autocut.testing.SmallClips;
import io.autocut.testing.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {
  private static final ContentKey KEY = ContentKey.of(ContentKey.Kind.PCM).with("a", "b").build();

  @TempDir private Path folder;
  private WorkerContext context;

  @BeforeEach
  void open() throws Exception {
    context = TestContext.in(folder);
  }

  @Test
  void whatTheStoreWasAskedIsCounted() throws IOException {
    put("before the meter began");
    Meter meter = Meter.begin(context.ffmpeg());

    assertThat(context.store().find(KEY)).isPresent();
    assertThat(context.store().find(KEY.as(ContentKey.Kind.SOUND))).isEmpty();
    put("1234567");

    assertThat(meter.reading().getTraffic())
        .isEqualTo(
            Traffic.newBuilder()
                .setDiskHits(1)
                .setMisses(1)
                .setBytesRead("before the meter began".length())
                .setBytesWritten(7)
                .build());
  }

  @Test
  void anotherThreadHasAMeterOfItsOwn() throws Exception {
    Meter meter = Meter.begin(context.ffmpeg());

    Thread thread = new Thread(() -> find(KEY));
    thread.start();
    thread.join();

    assertThat(meter.reading().getTraffic()).isEqualTo(Traffic.newBuilder().build());
  }

  @Test
  void childrenAreMeasured() throws Exception {
    Path clip = SmallClips.in(folder).drawn("a.mp4", "testsrc=s=640x480:r=25:d=4", "-c:v", "mpeg4");
    Meter meter = Meter.begin(context.ffmpeg());

    meter
        .ffmpeg()
        .run(FfmpegCommand.ffmpeg().input(clip).option("-map", "0:v").outputToPipe("null"));

    Work reading = meter.reading();
    assertThat(reading.getTraffic().getBytesRead()).isGreaterThanOrEqualTo(Files.size(clip));
    assertThat(reading.getWallMillis()).isPositive();
    assertThat(reading.getAttempts()).isZero();
  }

  @Test
  void cpuTimeOfTheThreadIsMeasured() {
    Meter meter = Meter.begin(context.ffmpeg());
    double sum = 0;
    while (meter.reading().getCpuMillis() == 0) {
      sum += Math.sin(sum);
    }

    assertThat(meter.reading().getCpuMillis()).isPositive();
  }

  private void put(String content) throws IOException {
    try (WorkFolder work = context.store().newWorkFolder()) {
      context.store().put(KEY, Files.writeString(work.resolve("file"), content));
    }
  }

  private void find(ContentKey key) {
    try {
      context.store().find(key);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
