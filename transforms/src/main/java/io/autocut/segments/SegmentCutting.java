package io.autocut.segments;

import io.autocut.accounting.Expense;
import io.autocut.accounting.Meter;
import io.autocut.media.Failures;
import io.autocut.media.FfmpegException;
import io.autocut.media.Hardware;
import io.autocut.progress.Progress;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Failure;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.SegmentSource;
import io.autocut.schemas.Work;
import io.autocut.store.ChangedFileException;
import io.autocut.store.ContentKey;
import io.autocut.store.RecordStore;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers one request for a segment from the store, or cuts it into the store. */
final class SegmentCutting {
  private static final int ATTEMPTS = 2;
  private static final String STAGE = "segments";

  private final WorkerContext context;
  private final SegmentEngine.Factory engines;
  private final RecordStore records;
  private final Meter meter;

  SegmentCutting(WorkerContext context, SegmentEngine.Factory engines, Meter meter) {
    this.context = context;
    this.engines = engines;
    this.records = context.records();
    this.meter = meter;
  }

  /** The account of a request. */
  static Expense expense(WorkerContext context, SegmentRequest request) {
    return Expense.of(
        context, STAGE, request.getMontageId(), request.getIndex(), request.getSegmentKey());
  }

  /**
   * Never fails itself: the outcome tells what did.
   *
   * @param expense what was spent on the segment before, and is now
   */
  SegmentOutcome answer(SegmentRequest request, Expense expense) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return watched(request, expense);
      } catch (IOException | RuntimeException e) {
        if (attempt == ATTEMPTS || isFinal(e)) {
          Progress.done(Progress.Stage.SEGMENTS, SegmentWork.of(request));
          return outcome(request, settled(expense), "", Optional.of(failure(request, attempt, e)));
        }
      }
    }
  }

  /** Whether another try would only take as long again. */
  private static boolean isFinal(Exception e) {
    return e instanceof ChangedFileException
        || e instanceof UncuttableException uncuttable
            && uncuttable.why() instanceof FfmpegException child
            && child.isOverdue();
  }

  private static Failure failure(SegmentRequest request, int attempts, Exception e) {
    Exception why = e instanceof UncuttableException uncuttable ? uncuttable.why() : e;
    Failure failure =
        Failures.exhausted(STAGE, request.getMontageId(), request.getClipUri(), attempts, why);
    return e instanceof UncuttableException || e instanceof ChangedFileException
        ? Failure.newBuilder(failure).setCode(CutSegments.UNCUTTABLE).build()
        : failure;
  }

  private SegmentOutcome watched(SegmentRequest request, Expense expense)
      throws IOException, InterruptedException {
    Progress.Work work =
        Progress.begin(Progress.Stage.SEGMENTS, Failures.nameOf(request.getClipUri()));
    try {
      return answered(request, expense);
    } finally {
      work.close();
    }
  }

  private SegmentOutcome answered(SegmentRequest request, Expense expense)
      throws IOException, InterruptedException {
    SoundCutting sounds = soundCutting();
    Optional<Segment> stored = stored(request);
    if (stored.isEmpty() || !sounds.isStored(request) && !expense.hasBegun()) {
      expense.attempt();
    }
    Segment segment = stored.isPresent() ? stored.get() : cut(request);
    SoundCutting.Answer sound = sounds.answer(request);
    Work work = settled(expense);
    if (work.getReused()) {
      Progress.reused(Progress.Stage.SEGMENTS, SegmentWork.of(request));
    } else {
      Progress.done(Progress.Stage.SEGMENTS, SegmentWork.of(request));
    }
    String note =
        Stream.of(segment.getNote(), sound.note())
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining("; "));
    return SegmentOutcome.newBuilder(outcome(request, work, note, Optional.empty()))
        .setSoundKey(sound.key())
        .build();
  }

  private Work settled(Expense expense) {
    expense.charge(meter.reading());
    return expense.settle();
  }

  /**
   * Cuts again what has gone from the store since it was cut.
   *
   * @return whether the segment had gone
   * @throws IOException when it cannot be cut again
   */
  boolean restored(SegmentRequest request) throws IOException, InterruptedException {
    boolean lost = stored(request).isEmpty();
    if (lost) {
      cut(request);
    }
    soundCutting().answer(request);
    return lost;
  }

  Optional<Segment> stored(SegmentRequest request) throws IOException {
    ContentKey key = ContentKey.parse(request.getSegmentKey());
    Optional<Segment> record = records.find(key.as(ContentKey.Kind.SEGMENT_RECORD), Segment.class);
    return context.store().find(key).isPresent() ? record : Optional.empty();
  }

  /** Sound needs no graphics hardware. */
  private SoundCutting soundCutting() {
    return new SoundCutting(context, engines.using(meter.ffmpeg(), Hardware.NONE));
  }

  private Segment cut(SegmentRequest request) throws IOException, InterruptedException {
    SegmentTask task = task(request);
    try (WorkFolder folder = context.store().newWorkFolder()) {
      Path output = folder.resolve("segment.mp4");
      Segment segment = engines.using(meter.ffmpeg(), context.hardware()).cut(task, output);
      keep(segment, output);
      return segment;
    }
  }

  /** Takes a finished segment into the store. */
  void keep(Segment segment, Path file) throws IOException {
    ContentKey key = ContentKey.parse(segment.getSegmentKey());
    context.store().put(key, file);
    records.put(key.as(ContentKey.Kind.SEGMENT_RECORD), segment);
  }

  SegmentTask task(SegmentRequest request) throws IOException {
    SegmentSource into = request.getInto();
    return new SegmentTask(
        request,
        source(request.getClipUri(), request.getAnalysisKey()),
        into == null
            ? Optional.empty()
            : Optional.of(source(into.getClipUri(), into.getAnalysisKey())));
  }

  private SegmentTask.Source source(String clipUri, String analysisKey) throws IOException {
    return new SegmentTask.Source(
        context.sources().local(clipUri),
        records.get(ContentKey.parse(analysisKey), ClipAnalysis.class));
  }

  private SegmentOutcome outcome(
      SegmentRequest request, Work work, String note, Optional<Failure> failure) {
    return SegmentOutcome.newBuilder()
        .setMontageId(request.getMontageId())
        .setIndex(request.getIndex())
        .setSegmentKey(request.getSegmentKey())
        .setWork(work)
        .setNote(note.isEmpty() ? "" : clips(request) + ": " + note)
        .setFailure(failure.orElse(null))
        .build();
  }

  private static String clips(SegmentRequest request) {
    String clip = Failures.nameOf(request.getClipUri());
    return request.getInto() == null
        ? clip
        : clip + " dissolving into " + Failures.nameOf(request.getInto().getClipUri());
  }
}
