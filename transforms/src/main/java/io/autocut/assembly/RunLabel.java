package io.autocut.assembly;

import io.autocut.accounting.Price;
import java.io.Serializable;

/**
 * Names a run in the reports that it writes.
 *
 * @param runId unique; a report with another one is from an earlier run
 * @param runner what ran the graph
 * @param version of this program
 * @param price of the CPU time that it takes
 */
public record RunLabel(String runId, String runner, String version, Price price)
    implements Serializable {
  /** Of a run of which nobody said what its time costs. */
  public RunLabel(String runId, String runner, String version) {
    this(runId, runner, version, Price.UNKNOWN);
  }
}
