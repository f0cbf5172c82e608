package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {
  private static final long MB = 1 << 20;

  @TempDir private Path root;

  @BeforeEach
  void machineWithEightGigabytesAvailable() throws IOException {
    write("proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable:    8388608 kB\n");
  }

  @Test
  void withoutGroupsItIsWhatTheMachineHasAvailable() {
    assertThat(FreeMemory.bytes(root)).isEqualTo(8192 * MB);
  }

  @Test
  void groupOfVersionTwoLeavesItsLimitLessWhatIsUsedAndNotCached() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.max", 1000 * MB + "\n");
    write("sys/fs/cgroup/memory.current", 700 * MB + "\n");
    write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file " + 100 * MB + "\nfile 3\n");

    assertThat(FreeMemory.bytes(root)).isEqualTo(400 * MB);
  }

  @Test
  void everyGroupAboveCounts() throws IOException {
    write("proc/self/cgroup", "0::/a.slice/b.scope\n");
    write("sys/fs/cgroup/a.slice/memory.max", 500 * MB + "\n");
    write("sys/fs/cgroup/a.slice/memory.current", 200 * MB + "\n");
    write("sys/fs/cgroup/a.slice/b.scope/memory.max", "max\n");
    write("sys/fs/cgroup/a.slice/b.scope/memory.current", 100 * MB + "\n");

    assertThat(FreeMemory.bytes(root)).isEqualTo(300 * MB);
  }

  @Test
  void groupOfVersionOneCounts() throws IOException {
    write("proc/self/cgroup", "5:cpu,cpuacct:/x\n4:memory:/docker/abc\n0::/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", 600 * MB + "\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", 500 * MB + "\n");
    write("sys/fs/cgroup/memory/memory.stat", "cache 1\ntotal_inactive_file " + 50 * MB + "\n");

    assertThat(FreeMemory.bytes(root)).isEqualTo(150 * MB);
  }

  @Test
  void groupWithoutALimitLeavesAll() throws IOException {
    write("proc/self/cgroup", "4:memory:/\n0::/\n");
    write("sys/fs/cgroup/memory.max", "max\n");
    write("sys/fs/cgroup/memory.current", "5\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "123\n");

    assertThat(FreeMemory.bytes(root)).isEqualTo(8192 * MB);
  }

  @Test
  void groupOverItsLimitLeavesNothing() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.max", "1000\n");
    write("sys/fs/cgroup/memory.current", "2000\n");

    assertThat(FreeMemory.bytes(root)).isZero();
  }

  @Test
  void whereNothingTellsTheSystemIsAsked() throws IOException {
    Files.delete(root.resolve("proc/meminfo"));

    assertThat(FreeMemory.bytes(root)).isPositive();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
