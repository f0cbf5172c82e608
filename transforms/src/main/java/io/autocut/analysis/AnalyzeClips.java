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
  private final ClipEngine.Factory engines;

  private AnalyzeClips(WorkerContext context, ClipEngine.Factory engines) {
    this.context = context;
    this.engines = engines;
  }

  public static AnalyzeClips using(WorkerContext context) {
    return using(context, FfmpegClips::new);
  }

  public static AnalyzeClips using(WorkerContext context, ClipEngine.Factory engines) {
    return new AnalyzeClips(context, engines);
  }

  @Override
  public PCollection<AnalysisOutcome> expand(PCollection<KV<String, AnalysisRequest>> requests) {
    // Captured alone: the whole transform would travel with the field.
    ClipEngine.Factory chosen = engines;
    AnalyzeContents.EngineFactory contents = worker -> new ClipAnalysisEngine(worker, chosen);
    return requests
        .apply("Analyze", ParDo.of(new AnalyzeContents(context, contents, Progress.Stage.ANALYSIS)))
        .setCoder(AvroCoder.of(AnalysisOutcome.class));
  }
}
