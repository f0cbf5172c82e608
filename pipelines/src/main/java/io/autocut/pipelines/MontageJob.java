package io.autocut.pipelines;

import io.autocut.assembly.RunLabel;
import io.autocut.ingest.ReadManifests;
import io.autocut.store.WorkerContext;
import java.util.Objects;

/**
 * What a graph is built for.
 *
 * @param montages where the requests come from
 * @param context what every worker needs
 * @param label names the run in its reports
 */
public record MontageJob(ReadManifests montages, WorkerContext context, RunLabel label) {
  public MontageJob {
    Objects.requireNonNull(montages, "montages");
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(label, "label");
  }
}
