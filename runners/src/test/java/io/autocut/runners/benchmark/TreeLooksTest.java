package io.autocut.runners.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.autocut.media.ProgramProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen of children that are known. */
final class TreeLooksTest {
  private static final Path BASH = Path.of("/bin/bash");

  /** Says that it is there, burns half a second or so, and stays until its input ends. */
  private static final String WORKS_AND_STAYS =
      "i=0; while ((i < 150000)); do ((++i)); done; echo there; read; exit 0";

  @BeforeEach
  void needsLinux() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "there is no /proc here");
  }

  /** A child whose child does the work; {@code word} stands in the command line of that one. */
  private static Process grandchild(String word) throws IOException {
    Process process =
        new ProcessBuilder(
                BASH.toString(), "-c", "bash -c '" + WORKS_AND_STAYS + "' " + word + "; exit 0")
            .start();
    process.getInputStream().read();
    return process;
  }

  private static void end(Process process) throws Exception {
    process.getOutputStream().close();
    process.waitFor();
  }

  @Test
  void memoryAndCpuOfGrandchildrenCountWhileASegmentIsCut() throws Exception {
    TreeLooks looks = new TreeLooks();
    Process before = grandchild("other.mp4");
    looks.look();
    assertThat(looks.figures().cutting()).isEmpty();
    end(before);
    Process cutting = grandchild("/store/work/segment.mp4");
    looks.look();
    Process working = grandchild("other.mp4");
    looks.look();
    end(working);
    end(cutting);
    looks.look();

    TreeFigures figures = looks.figures();
    assertThat(figures.peakBytes()).isBetween(1L << 20, 1L << 30);
    TreeFigures.Span span = figures.cutting().orElseThrow();
    // What came between the two looks, and not what came before the first.
    assertThat(span.cpuSeconds()).isBetween(0.01, 60.0);
    assertThat(span.wallSeconds()).isPositive();
    assertThat(figures.making()).isEqualTo(figures.cutting());
  }

  @Test
  void makingLastsUntilTheSegmentsAreJoined() throws Exception {
    TreeLooks looks = new TreeLooks();
    Process cutting = grandchild("segment.mp4");
    looks.look();
    end(cutting);
    Process joining = grandchild("segments.ffconcat");
    looks.look();
    end(joining);

    TreeFigures figures = looks.figures();
    assertThat(figures.cutting().orElseThrow().cpuSeconds()).isZero();
    assertThat(figures.making().orElseThrow().cpuSeconds()).isPositive();
  }

  @Test
  void costOfAProgramHoldsThatOfAllThatItStarted() throws Exception {
    RunCost cost =
        RunCost.of(
            ProgramProcess.at(BASH),
            List.of("-c", "bash -c 'i=0; while ((i < 150000)); do ((++i)); done'; exit 0"));

    assertThat(cost.cpuSeconds()).isBetween(0.01, 60.0);
    assertThat(cost.wallSeconds()).isPositive();
  }

  @Test
  void programThatFailsSaysWhy() {
    assertThatThrownBy(
            () ->
                RunCost.of(ProgramProcess.at(BASH), List.of("-c", "echo no such film >&2; exit 3")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit code 3: no such film");
  }

  @Test
  void statOfAProcessWithABlankInItsNameIsRead() {
    assertThat(
            ProcessStat.parse(
                "12 (a b) c) S 1 12 12 0 -1 4194560 1 2 3 4 150 25 300 7 20 0 1 0 5 6 7 8"))
        .isEqualTo(new ProcessStat(1.75, 3.07));
  }

  @Test
  void memoryIsReadFromEitherFile() {
    assertThat(ProcessMemory.PSS.bytes("Rss:   900 kB\nPss:      400 kB\nPss_Anon: 3 kB\n"))
        .isEqualTo(400 << 10);
    assertThat(ProcessMemory.RSS.bytes("VmHWM:\t  12 kB\nVmRSS:\t    8 kB\n")).isEqualTo(8 << 10);
    assertThat(ProcessMemory.RSS.bytes("State: Z (zombie)\n")).isZero();
  }

  @Test
  void shareOfBusyCoresIsOfAllCores() {
    assertThat(new TreeFigures.Span(10, 15).busy(2)).isEqualTo(0.75);
    assertThat(new TreeFigures.Span(0, 0).busy(2)).isZero();
  }
}
