package io.autocut.analysis;

import io.autocut.accounting.Expense;
import io.autocut.accounting.Meter;
import io.autocut.accounting.Sums;
import io.autocut.media.Failures;
import io.autocut.media.UnusableMediaException;
import io.autocut.progress.Progress;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.Failure;
import io.autocut.schemas.Work;
import io.autocut.store.ChangedFileException;
import io.autocut.store.ContentKey;
import io.autocut.store.RecordStore;
import io.autocut.store.SourceFiles;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
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
    AnalysisOutcome outcome = watched(element.getValue());
    if (outcome.getWork().getReused()) {
      Progress.reused(stage);
    } else {
      Progress.done(stage);
    }
    output.output(outcome);
  }

  private AnalysisOutcome watched(AnalysisRequest request) throws InterruptedException {
    if (request.getFailure() != null) {
      return outcome(request, "", Sums.NOT_BEGUN, Optional.of(request.getFailure()));
    }
    Progress.Work work = Progress.begin(stage, Failures.nameOf(request.getUri()));
    try {
      return context.once(List.of(name() + request.getFingerprint()), () -> answer(request));
    } finally {
      work.close();
    }
  }

  private AnalysisOutcome answer(AnalysisRequest request) throws InterruptedException {
    Meter meter = Meter.begin(context.ffmpeg());
    Expense expense = Expense.of(context, name(), request);
    String key = "";
    Optional<Failure> failure;
    try {
      Answer answer = answer(request, meter, expense);
      key = answer.key();
      failure = answer.refusal();
    } catch (UnusableMediaException e) {
      failure = Optional.of(unusable(request, e));
    } catch (IOException | RuntimeException e) {
      failure =
          Optional.of(
              Failures.exhausted(
                  name(),
                  request.getMontageId(),
                  request.getUri(),
                  e instanceof ChangedFileException ? 1 : ATTEMPTS,
                  e));
    }
    expense.charge(meter.reading());
    Work work = expense.settle();
    // What failed before it was begun has not been found either.
    boolean found = work.getReused() && !key.isEmpty();
    return outcome(request, key, Work.newBuilder(work).setReused(found).build(), failure);
  }

  /**
   * @param refusal why the content cannot be used, known from before
   */
  private record Answer(String key, Optional<Failure> refusal) {}

  private Answer answer(AnalysisRequest request, Meter meter, Expense expense)
      throws UnusableMediaException, IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return answerConcrete(engine.concrete(request), meter, expense);
      } catch (IOException | RuntimeException e) {
        if (attempt == ATTEMPTS || e instanceof ChangedFileException) {
          throw e;
        }
      }
    }
  }

  private Answer answerConcrete(AnalysisRequest request, Meter meter, Expense expense)
      throws UnusableMediaException, IOException, InterruptedException {
    ContentKey key = engine.key(request);
    Optional<Failure> refusal = records.find(key.as(ContentKey.Kind.REFUSAL), Failure.class);
    if (refusal.isEmpty() && !engine.isStored(key)) {
      expense.attempt();
      try {
        engine.analyze(sources.local(request.getUri()), request, key, meter.ffmpeg());
      } catch (UnusableMediaException e) {
        refuse(request, key, e);
        throw e;
      }
    }
    return new Answer(
        key.toString(),
        refusal.map(known -> Failures.about(request.getMontageId(), request.getUri(), known)));
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

  private String name() {
    return stage.name().toLowerCase(Locale.ROOT);
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
