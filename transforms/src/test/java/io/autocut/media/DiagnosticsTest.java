package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void cpuTimeIsUserAndSystemTime() {
    diagnostics.accept("[info] bench: utime=1.250s stime=0.125s rtime=3.000s");

    assertThat(diagnostics.cpuMillis()).isEqualTo(1375);
    assertThat(diagnostics.tail()).isEmpty();
  }

  @Test
  void warningsAndErrorsAreKeptAndChatterIsNot() {
    diagnostics.accept("[info] Input #0, mov,mp4");
    diagnostics.accept("[h264 @ 0x1] [warning] late SEI");
    diagnostics.accept("[h264 @ 0x1] [error] Invalid NAL unit size");
    diagnostics.accept("[info] Stream mapping:");

    assertThat(diagnostics.tail())
        .isEqualTo("[h264 @ 0x1] [warning] late SEI\n[h264 @ 0x1] [error] Invalid NAL unit size");
    assertThat(diagnostics.problems()).isEqualTo(diagnostics.tail());
    assertThat(diagnostics.errors()).isEqualTo(1);
  }

  @Test
  void whatAClipSaysOfItselfIsNoDiagnosis() {
    diagnostics.accept("[info]     title           : bench: utime=1.2.3s stime=0s");
    diagnostics.accept("[info]     comment         : bench: utime=9.000s stime=9.000s");
    diagnostics.accept(
        "[info]     comment         : [verbose] Statistics: 99999999999999999999 bytes read");
    diagnostics.accept("[info]     artist          : [h264 @ 0x1] [error] damaged");

    assertThat(diagnostics.cpuMillis()).isZero();
    assertThat(diagnostics.bytesRead()).isZero();
    assertThat(diagnostics.errors()).isZero();
    assertThat(diagnostics.problems()).isEmpty();
  }

  @Test
  void bytesReadAreThoseOfAllFiles() {
    diagnostics.accept("[AVIOContext @ 0x55] [verbose] Statistics: 100 bytes read, 0 seeks");
    diagnostics.accept("[in#0/mov @ 0x5] [AVIOContext @ 0x56] [verbose] Statistics: 7 bytes read");

    assertThat(diagnostics.bytesRead()).isEqualTo(107);
  }

  @Test
  void lastLinesAreKeptWhereNoneIsLabelled() {
    diagnostics.accept("sh: ffmpeg: not found");

    assertThat(diagnostics.tail()).isEqualTo("sh: ffmpeg: not found");
    assertThat(diagnostics.problems()).isEmpty();
  }

  @Test
  void lastTwentyProblemsAreKeptAndAllErrorsCounted() {
    IntStream.rangeClosed(1, 1000).forEach(i -> diagnostics.accept("[error] number " + i));

    assertThat(diagnostics.tail().lines()).hasSize(20).endsWith("[error] number 1000");
    assertThat(diagnostics.errors()).isEqualTo(1000);
  }

  @Test
  void longLineIsCut() {
    diagnostics.accept("[error] " + "x".repeat(100_000));

    assertThat(diagnostics.tail()).hasSize(500);
  }

  @Test
  void likelyCauseIsTheFirstErrorWithoutItsLabels() {
    assertThat(
            Diagnostics.likelyCause(
                "[mov @ 0x1] [warning] odd\n[mov @ 0x1] [error] moov atom not found\n[error] late"))
        .isEqualTo("moov atom not found");
  }

  @Test
  void likelyCauseIsTheLastLineWhereNoneIsAnError() {
    assertThat(Diagnostics.likelyCause("one\ntwo\n")).isEqualTo("two");
    assertThat(Diagnostics.likelyCause("")).isEmpty();
  }
}
