package io.autocut.runners.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How the memory of processes is added up: by Linux, in {@code /proc}. */
enum ProcessMemory {
  /** Each page that several processes share counts once in their sum: the fair one. */
  PSS("smaps_rollup", "Pss:"),
  /** Where the kernel tells no PSS: pages that are shared count for each. */
  RSS("status", "VmRSS:");

  private final String file;
  private final String field;

  ProcessMemory(String file, String field) {
    this.file = file;
    this.field = field;
  }

  /** The fairest that this machine tells; empty where there is no Linux. */
  static Optional<ProcessMemory> told() {
    long self = ProcessHandle.current().pid();
    for (ProcessMemory memory : values()) {
      if (memory.bytes(self) > 0) {
        return Optional.of(memory);
      }
    }
    return Optional.empty();
  }

  /** Of that process; 0 when it has gone. */
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
