package io.autocut.music;

import io.autocut.analysis.AnalyzeContents;
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
 * Finds the beats of each piece of music once per content, however many montages are cut to it.
 *
 * <p>Input: requests keyed by content fingerprint. Output: one outcome for every request, with the
 * key of its {@link io.autocut.schemas.BeatTimeline} in the store or a failure.
 */
public final class AnalyzeMusic
    extends PTransform<PCollection<KV<String, AnalysisRequest>>, PCollection<AnalysisOutcome>> {
  private static final long serialVersionUID = 1L;

  private final WorkerContext context;
  private final MusicEngine.Factory engines;

  private AnalyzeMusic(WorkerContext context, MusicEngine.Factory engines) {
    this.context = context;
    this.engines = engines;
  }

  public static AnalyzeMusic using(WorkerContext context) {
    return using(context, FfmpegMusic::new);
  }

  public static AnalyzeMusic using(WorkerContext context, MusicEngine.Factory engines) {
    return new AnalyzeMusic(context, engines);
  }

  @Override
  public PCollection<AnalysisOutcome> expand(PCollection<KV<String, AnalysisRequest>> requests) {
    // Captured alone: the whole transform would travel with the field.
    MusicEngine.Factory chosen = engines;
    AnalyzeContents.EngineFactory contents = worker -> new MusicAnalysisEngine(worker, chosen);
    return requests
        .apply("Analyze", ParDo.of(new AnalyzeContents(context, contents, Progress.Stage.MUSIC)))
        .setCoder(AvroCoder.of(AnalysisOutcome.class));
  }
}
