package io.autocut.pipelines;

import io.autocut.assembly.RunLabel;
import io.autocut.exports.interchange.InterchangeFormat;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.WorkerContext;
import java.util.List;
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
 * @param handoffs the formats in which plans are written beside films
 */
public record MontageJob(
    PTransform<PBegin, PCollection<MontageRequest>> montages,
    WorkerContext context,
    RunLabel label,
    MediaEngines engines,
    List<InterchangeFormat> handoffs) {
  public MontageJob {
    Objects.requireNonNull(montages, "montages");
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(engines, "engines");
    handoffs = List.copyOf(handoffs);
    context = label.noting(context);
  }

  /** With the engines that read and write media, and nothing beside films for editing programs. */
  public MontageJob(
      PTransform<PBegin, PCollection<MontageRequest>> montages,
      WorkerContext context,
      RunLabel label) {
    this(montages, context, label, MediaEngines.real(), List.of());
  }
}
