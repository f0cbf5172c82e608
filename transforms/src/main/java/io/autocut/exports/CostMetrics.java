package io.autocut.exports;

import io.autocut.progress.Progress;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Traffic;
import java.util.Locale;

/**
 * What the montages that are finished have cost, in Beam's counters: {@code segments_cpu_millis}
 * and the like for each stage, {@code failures_segments_io} for each cause, {@code montages_made}
 * and {@code montages_not_made}.
 *
 * <p>Counted when a report is written. What a run had spent before a worker died is in the reports,
 * so that it is counted here too.
 */
final class CostMetrics {
  private CostMetrics() {}

  static void count(MontageReport report) {
    report.getStages().forEach(CostMetrics::count);
    for (Failure failure : report.getFailures()) {
      inc("failures_" + failure.getStage() + "_" + failure.getCode(), 1);
    }
    inc(report.getMade() ? "montages_made" : "montages_not_made", 1);
  }

  private static void count(StageWork stage) {
    String prefix = stage.getStage() + "_";
    inc(prefix + "cpu_millis", stage.getCpuMillis());
    inc(prefix + "wall_millis", stage.getWallMillis());
    inc(prefix + "attempts", stage.getAttempts());
    inc(prefix + "reused", stage.getReused());
    Traffic traffic = stage.getTraffic();
    inc(prefix + "memory_hits", traffic.getMemoryHits());
    inc(prefix + "disk_hits", traffic.getDiskHits());
    inc(prefix + "shared_hits", traffic.getSharedHits());
    inc(prefix + "misses", traffic.getMisses());
    inc(prefix + "bytes_read", traffic.getBytesRead());
    inc(prefix + "bytes_written", traffic.getBytesWritten());
  }

  private static void inc(String name, long by) {
    Progress.cost(name.toLowerCase(Locale.ROOT).replace('-', '_'), by);
  }
}
