package io.autocut.assembly;

import java.io.Serializable;

/**
 * Names a run in the reports that it writes.
 *
 * @param runId unique; a report with another one is from an earlier run
 * @param runner what ran the graph
 * @param version of this program
 */
public record RunLabel(String runId, String runner, String version) implements Serializable {}
