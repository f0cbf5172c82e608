package io.autocut.ingest;

import io.autocut.progress.Progress;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.WorkerContext;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Asks for the analysis of every clip of each montage, and of its music where it has any, keyed by
 * content.
 *
 * <p>Two outputs, {@link #CLIPS} and {@link #MUSIC}. A file that cannot be read yields a request
 * that carries its failure, so that the montage still hears of it.
 */
public final class RequestAnalyses
    extends PTransform<PCollection<MontageRequest>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<KV<String, AnalysisRequest>> CLIPS = FingerprintFiles.CLIPS;
  public static final TupleTag<KV<String, AnalysisRequest>> MUSIC = FingerprintFiles.MUSIC;

  private final WorkerContext context;
  private final FingerprintEngine engine;

  private RequestAnalyses(WorkerContext context, FingerprintEngine engine) {
    this.context = context;
    this.engine = engine;
  }

  public static RequestAnalyses using(WorkerContext context) {
    return using(context, new FileFingerprints());
  }

  public static RequestAnalyses using(WorkerContext context, FingerprintEngine engine) {
    return new RequestAnalyses(context, engine);
  }

  @Override
  public PCollectionTuple expand(PCollection<MontageRequest> montages) {
    return montages
        .apply("List files", ParDo.of(new ListFilesFn()))
        .setCoder(AvroCoder.of(AnalysisRequest.class))
        .apply("Key by content", FingerprintFiles.using(context, engine));
  }

  private static final class ListFilesFn extends DoFn<MontageRequest, AnalysisRequest> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element MontageRequest montage, OutputReceiver<AnalysisRequest> output) {
      Progress.expect(Progress.Stage.ANALYSIS, montage.getClips().size());
      if (!montage.getMusic().isEmpty()) {
        Progress.expect(Progress.Stage.MUSIC, 1);
        Progress.expect(Progress.Stage.PLANNING, 1, FilmGuess.frames(montage));
        output.output(
            request(montage, MediaKind.MUSIC, montage.getMusic(), montage.getBeatCorrection()));
      }
      for (String clip : montage.getClips()) {
        output.output(request(montage, MediaKind.CLIP, clip, null));
      }
    }

    private static AnalysisRequest request(
        MontageRequest montage, MediaKind kind, String uri, BeatCorrection correction) {
      return new AnalysisRequest(montage.getMontageId(), kind, uri, "", null, correction);
    }
  }
}
