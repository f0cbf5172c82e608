package io.autocut.pipelines;

import io.autocut.assembly.RunLabel;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.WorkerContext;
import java.util.Objects;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * What a graph is built for.
 *
 * @param montages where the requests come from
 * @param context what every worker needs
 * @param label names the run in its reports
 * @param engines what touches media
 */
public record MontageJob(
    PTransform<PBegin, PCollection<MontageRequest>> montages,
    WorkerContext context,
    RunLabel label,
    MediaEngines engines) {
  public MontageJob {
    Objects.requireNonNull(montages, "montages");
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(engines, "engines");
    context = label.noting(context);
  }

  /** With the engines that read and write media. */
  public MontageJob(
      PTransform<PBegin, PCollection<MontageRequest>> montages,
      WorkerContext context,
      RunLabel label) {
    this(montages, context, label, MediaEngines.real());
  }
}
