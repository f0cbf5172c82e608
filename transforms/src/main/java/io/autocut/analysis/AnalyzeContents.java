package io.autocut.analysis;

import io.autocut.media.Failures;
import io.autocut.media.UnusableMediaException;
import io.autocut.progress.Progress;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.Failure;
import io.autocut.schemas.Work;
import io.autocut.store.ContentKey;
import io.autocut.store.RecordStore;
import io.autocut.store.SourceFiles;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every analysis request, computing each content once: requests for one content meet here
 * by their key, one after another, and all but the first find the store filled.
 *
 * <p>Threads: one element at a time for each key. Blocks on child processes. Restart: a replayed
 * element finds the store filled. A request that cannot be answered gets an outcome with its
 * failure, so that its montage does not wait for it.
 */
public final class AnalyzeContents extends DoFn<KV<String, AnalysisRequest>, AnalysisOutcome> {
  private static final long serialVersionUID = 1L;
  private static final int ATTEMPTS = 3;
  private static final Logger LOG = LoggerFactory.getLogger(AnalyzeContents.class);

  /** Makes the engine of a worker. */
  public interface EngineFactory extends Serializable {
    AnalysisEngine create(WorkerContext context);
  }

  // Declared so that the runner keys this transform; requests of one content then never overlap.
  @StateId("seen")
  private final StateSpec<ValueState<Integer>> seen = StateSpecs.value(VarIntCoder.of());

  private final WorkerContext context;
  private final EngineFactory engines;
  private final Progress.Stage stage;
  private transient AnalysisEngine engine;
  private transient SourceFiles sources;
  private transient RecordStore records;

  public AnalyzeContents(WorkerContext context, EngineFactory engines, Progress.Stage stage) {
    this.context = context;
    this.engines = engines;
    this.stage = stage;
  }

  @Setup
  public void setUp() {
    engine = engines.create(context);
    sources = context.sources();
    records = context.records();
  }

  @ProcessElement
  public void process(
      @Element KV<String, AnalysisRequest> element,
      @StateId("seen") ValueState<Integer> unused,
      OutputReceiver<AnalysisOutcome> output)
      throws InterruptedException {
    AnalysisOutcome outcome = answer(element.getValue());
    if (outcome.getWork().getReused()) {
      Progress.reused(stage);
    } else {
      Progress.done(stage);
    }
    output.output(outcome);
  }

  private AnalysisOutcome answer(AnalysisRequest request) throws InterruptedException {
    long begin = System.nanoTime();
    if (request.getFailure() != null) {
      return outcome(request, "", new Work(0L, 0L, false), Optional.of(request.getFailure()));
    }
    Exception last = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long cpuBefore = threadCpuMillis();
      try {
        return answerConcrete(engine.concrete(request), begin, cpuBefore);
      } catch (UnusableMediaException e) {
        Work work = new Work(millisSince(begin), threadCpuMillis() - cpuBefore, false);
        return outcome(request, "", work, Optional.of(unusable(request, e)));
      } catch (IOException | RuntimeException e) {
        last = e;
      }
    }
    Failure failure =
        Failures.exhausted(name(), request.getMontageId(), request.getUri(), ATTEMPTS, last);
    return outcome(request, "", new Work(millisSince(begin), 0L, false), Optional.of(failure));
  }

  private AnalysisOutcome answerConcrete(AnalysisRequest request, long begin, long cpuBefore)
      throws UnusableMediaException, IOException, InterruptedException {
    ContentKey key = engine.key(request);
    Optional<Failure> refusal = records.find(key.as(ContentKey.Kind.REFUSAL), Failure.class);
    boolean reused = refusal.isPresent() || engine.isStored(key);
    long cpu = 0;
    if (!reused) {
      try {
        cpu = engine.analyze(sources.local(request.getUri()), request, key);
      } catch (UnusableMediaException e) {
        refuse(request, key, e);
        throw e;
      }
    }
    Work work = new Work(millisSince(begin), cpu + threadCpuMillis() - cpuBefore, reused);
    return outcome(request, key.toString(), work, refusal.map(known -> about(request, known)));
  }

  /**
   * Content that cannot be used is not looked at again: its failure is kept in place of a result.
   */
  private void refuse(AnalysisRequest request, ContentKey key, UnusableMediaException cause) {
    try {
      records.put(key.as(ContentKey.Kind.REFUSAL), unusable(request, cause));
    } catch (IOException e) {
      LOG.warn("refusal of {} is not kept", request.getUri(), e);
    }
  }

  private Failure unusable(AnalysisRequest request, UnusableMediaException cause) {
    return Failures.unusable(name(), request.getMontageId(), request.getUri(), cause);
  }

  /** What was said of the same content under another name or for another montage. */
  private static Failure about(AnalysisRequest request, Failure known) {
    String what = known.getMessage().substring(Failures.nameOf(known.getUri()).length());
    return Failure.newBuilder(known)
        .setMontageId(request.getMontageId())
        .setUri(request.getUri())
        .setMessage(Failures.nameOf(request.getUri()) + what)
        .build();
  }

  private static long threadCpuMillis() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
  }

  private String name() {
    return stage.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static long millisSince(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static AnalysisOutcome outcome(
      AnalysisRequest request, String key, Work work, Optional<Failure> failure) {
    return AnalysisOutcome.newBuilder()
        .setMontageId(request.getMontageId())
        .setKind(request.getKind())
        .setUri(request.getUri())
        .setFingerprint(request.getFingerprint())
        .setKey(key)
        .setWork(work)
        .setFailure(failure.orElse(null))
        .build();
  }
}
