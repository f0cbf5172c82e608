package io.autocut.runners.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process as Linux tells it in {@code /proc/PID}. */
enum ProcessMemory {
  /** What it has in memory; a page that several processes share counts for each. Cheap to ask. */
  RSS("status", "VmRSS:"),
  /** The fair share: a shared page counts once in the sum. Costs the kernel a walk of all pages. */
  PSS("smaps_rollup", "Pss:");

  private final String file;
  private final String field;

  ProcessMemory(String file, String field) {
    this.file = file;
    this.field = field;
  }

  /** Of that process; 0 when it has gone, and where the kernel does not tell. */
  long bytes(long pid) {
    try {
      return bytes(Files.readString(Path.of("/proc/" + pid + "/" + file)));
    } catch (IOException e) {
      return 0;
    }
  }

  /** The figure in such a file; 0 when it has none, as that of a process that is ending. */
  long bytes(String text) {
    return text.lines()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).replace("kB", "").strip())
        .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
        .findFirst()
        .orElse(0);
  }
}
