package io.autocut.analysis;

import io.autocut.progress.Progress;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.store.WorkerContext;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Analyses each clip once per content, however many montages ask for it.
 *
 * <pre>{@code outcomes = clips.apply("Analyze clips", AnalyzeClips.using(context)); }</pre>
 *
 * <p>Input: requests keyed by content fingerprint. Output: one outcome for every request, with the
 * key of its {@link io.autocut.schemas.ClipAnalysis} in the store or a failure.
 */
public final class AnalyzeClips
    extends PTransform<PCollection<KV<String, AnalysisRequest>>, PCollection<AnalysisOutcome>> {
  private static final long serialVersionUID = 1L;

  private final WorkerContext context;

  private AnalyzeClips(WorkerContext context) {
    this.context = context;
  }

  public static AnalyzeClips using(WorkerContext context) {
    return new AnalyzeClips(context);
  }

  @Override
  public PCollection<AnalysisOutcome> expand(PCollection<KV<String, AnalysisRequest>> requests) {
    return requests
        .apply(
            "Analyze",
            ParDo.of(
                new AnalyzeContents(context, ClipAnalysisEngine::new, Progress.Stage.ANALYSIS)))
        .setCoder(AvroCoder.of(AnalysisOutcome.class));
  }
}
