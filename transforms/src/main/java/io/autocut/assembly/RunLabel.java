package io.autocut.assembly;

import io.autocut.accounting.Price;
import io.autocut.store.WorkerContext;
import java.io.Serializable;

/**
 * Names a run in the reports that it writes.
 *
 * @param runId unique; a report with another one is from an earlier run
 * @param runner what ran the graph
 * @param version of this program
 * @param restarts whether the runner may begin the run again
 * @param price of the CPU time that it takes
 */
public record RunLabel(String runId, String runner, String version, Restarts restarts, Price price)
    implements Serializable {
  /** What a runner does when it loses a worker. */
  public enum Restarts {
    /** It fails, or has none to lose. */
    NEVER,
    /** It does again what the worker had in hand, and may do again what it had done. */
    WHEN_A_WORKER_IS_LOST
  }

  /** Of a run that ends with its workers, and of which nobody said what its time costs. */
  public RunLabel(String runId, String runner, String version) {
    this(runId, runner, version, Restarts.NEVER, Price.UNKNOWN);
  }

  /** {@code context} for the run: one that notes what is spent where that is needed. */
  public WorkerContext noting(WorkerContext context) {
    return restarts == Restarts.NEVER ? context : context.notingExpensesOf(runId);
  }
}
