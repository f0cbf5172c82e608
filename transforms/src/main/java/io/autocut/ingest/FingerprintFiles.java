package io.autocut.ingest;

import io.autocut.media.Failures;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MediaKind;
import io.autocut.store.SourceFiles;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads what tells the content of each file that an analysis is asked for, and keys the request by
 * it.
 *
 * <p>Two outputs, {@link #CLIPS} and {@link #MUSIC}. A file that cannot be read yields a request
 * that carries its failure. Reads up to 4 MiB of a clip; fetches one of another file system first.
 */
public final class FingerprintFiles
    extends PTransform<PCollection<AnalysisRequest>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<KV<String, AnalysisRequest>> CLIPS = new TupleTag<>("clips") {};
  public static final TupleTag<KV<String, AnalysisRequest>> MUSIC = new TupleTag<>("music") {};

  private final WorkerContext context;
  private final FingerprintEngine engine;

  private FingerprintFiles(WorkerContext context, FingerprintEngine engine) {
    this.context = context;
    this.engine = engine;
  }

  public static FingerprintFiles using(WorkerContext context) {
    return using(context, new FileFingerprints());
  }

  public static FingerprintFiles using(WorkerContext context, FingerprintEngine engine) {
    return new FingerprintFiles(context, engine);
  }

  @Override
  public PCollectionTuple expand(PCollection<AnalysisRequest> requests) {
    PCollectionTuple keyed =
        requests
            .apply("Spread", Reshuffle.viaRandomKey())
            .apply(
                "Fingerprint",
                ParDo.of(new FingerprintFn(context, engine))
                    .withOutputTags(CLIPS, TupleTagList.of(MUSIC)));
    var coder = KvCoder.of(StringUtf8Coder.of(), AvroCoder.of(AnalysisRequest.class));
    keyed.get(CLIPS).setCoder(coder);
    keyed.get(MUSIC).setCoder(coder);
    return keyed;
  }

  private static final class FingerprintFn
      extends DoFn<AnalysisRequest, KV<String, AnalysisRequest>> {
    private static final long serialVersionUID = 1L;

    private final WorkerContext context;
    private final FingerprintEngine engine;
    private transient SourceFiles sources;

    FingerprintFn(WorkerContext context, FingerprintEngine engine) {
      this.context = context;
      this.engine = engine;
    }

    @Setup
    public void setUp() {
      sources = context.sources();
    }

    @ProcessElement
    public void process(@Element AnalysisRequest request, MultiOutputReceiver output) {
      AnalysisRequest answered;
      try {
        answered = with(request, engine.fingerprint(request, sources), Optional.empty());
      } catch (IOException | RuntimeException e) {
        answered = with(request, "", Optional.of(unreadable(request, e)));
      }
      // What cannot be read has no content to meet others by: its own name spreads it.
      String key =
          answered.getFingerprint().isEmpty() ? request.getUri() : answered.getFingerprint();
      output.get(request.getKind() == MediaKind.MUSIC ? MUSIC : CLIPS).output(KV.of(key, answered));
    }

    private static Failure unreadable(AnalysisRequest request, Exception e) {
      String why =
          e instanceof NoSuchFileException
              ? isGarbled(request.getUri())
                  ? "has a name that is not in UTF-8, and so cannot be opened; rename it"
                  : "is not there"
              : "cannot be read (" + e.getMessage() + ")";
      return Failures.unusable(
          request.getKind() == MediaKind.MUSIC ? "music" : "analysis",
          request.getMontageId(),
          request.getUri(),
          new UnusableMediaException("UNREADABLE", why));
    }

    /** Bytes that are no character of the file system's set have been replaced by U+FFFD. */
    private static boolean isGarbled(String uri) {
      return uri.indexOf('\uFFFD') >= 0;
    }

    private static AnalysisRequest with(
        AnalysisRequest request, String fingerprint, Optional<Failure> failure) {
      return new AnalysisRequest(
          request.getMontageId(),
          request.getKind(),
          request.getUri(),
          fingerprint,
          failure.orElse(null),
          request.getBeatCorrection());
    }
  }
}
