package io.autocut.segments;

import io.autocut.media.CpuMeter;
import io.autocut.media.Failures;
import io.autocut.progress.Progress;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Failure;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.SegmentSource;
import io.autocut.schemas.Work;
import io.autocut.store.ContentKey;
import io.autocut.store.RecordStore;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers requests for segments from the store, or cuts them into the store. */
final class SegmentCutting {
  private static final int ATTEMPTS = 2;

  private final WorkerContext context;
  private final RecordStore records;
  private final CpuMeter ffmpeg;

  SegmentCutting(WorkerContext context) {
    this.context = context;
    this.records = context.records();
    this.ffmpeg = new CpuMeter(context.ffmpeg());
  }

  /** One outcome for each request; never fails itself, for an outcome tells what did. */
  List<SegmentOutcome> answer(SegmentBatch batch) throws InterruptedException {
    Map<SegmentRequest, SegmentOutcome> together = new HashMap<>();
    try {
      together.putAll(cutTogether(batch.getRequests()));
    } catch (IOException | RuntimeException e) {
      // Cut one by one below, where what is wrong with a segment is said of that segment.
    }
    List<SegmentOutcome> outcomes = new ArrayList<>();
    for (SegmentRequest request : batch.getRequests()) {
      SegmentOutcome made = together.get(request);
      outcomes.add(made == null ? answer(request) : made);
    }
    return outcomes;
  }

  /** What one decoding has made; the rest is left to be cut one by one. */
  private Map<SegmentRequest, SegmentOutcome> cutTogether(List<SegmentRequest> requests)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Map<SegmentRequest, SegmentOutcome> made = new HashMap<>();
    SegmentCutter cutter = new SegmentCutter(ffmpeg, context.hardware());
    Map<String, SegmentTask> missing = new LinkedHashMap<>();
    for (SegmentRequest request : requests) {
      if (stored(request).isEmpty()) {
        SegmentTask task = task(request);
        if (cutter.startsInSoftware(task)) {
          missing.putIfAbsent(request.getSegmentKey(), task);
        }
      }
    }
    if (missing.size() < 2) {
      return made;
    }
    CpuMeter meter = new CpuMeter(context.ffmpeg());
    try (WorkFolder folder = context.store().newWorkFolder()) {
      List<SharedCut.Piece> pieces =
          new SharedCut(meter).cut(List.copyOf(missing.values()), folder.path());
      for (SharedCut.Piece piece : pieces) {
        SegmentRequest request = missing.get(piece.segment().getSegmentKey()).request();
        keep(piece.segment(), piece.file());
        Progress.done(Progress.Stage.SEGMENTS);
        Work share =
            new Work(
                (System.nanoTime() - begin) / 1_000_000 / pieces.size(),
                meter.millis() / pieces.size(),
                false);
        made.put(request, outcome(request, share, "", Optional.empty()));
      }
    }
    return made;
  }

  private SegmentOutcome answer(SegmentRequest request) throws InterruptedException {
    long begin = System.nanoTime();
    Exception last = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        Optional<Segment> stored = stored(request);
        Segment segment = stored.isPresent() ? stored.get() : cut(request);
        if (stored.isPresent()) {
          Progress.reused(Progress.Stage.SEGMENTS);
        } else {
          Progress.done(Progress.Stage.SEGMENTS);
        }
        return outcome(
            request, workSince(begin, stored.isPresent()), segment.getNote(), Optional.empty());
      } catch (IOException | RuntimeException e) {
        last = e;
      }
    }
    Progress.done(Progress.Stage.SEGMENTS);
    Failure failure =
        Failures.exhausted(
            "segments", request.getMontageId(), request.getClipUri(), ATTEMPTS, last);
    return outcome(request, workSince(begin, false), "", Optional.of(failure));
  }

  private Optional<Segment> stored(SegmentRequest request) throws IOException {
    ContentKey key = ContentKey.parse(request.getSegmentKey());
    Optional<Segment> record = records.find(key.as(ContentKey.Kind.SEGMENT_RECORD), Segment.class);
    return context.store().find(key).isPresent() ? record : Optional.empty();
  }

  private Segment cut(SegmentRequest request) throws IOException, InterruptedException {
    SegmentTask task = task(request);
    try (WorkFolder folder = context.store().newWorkFolder()) {
      Path output = folder.resolve("segment.mp4");
      Segment segment = new SegmentCutter(ffmpeg, context.hardware()).cut(task, output);
      keep(segment, output);
      return segment;
    }
  }

  private void keep(Segment segment, Path file) throws IOException {
    ContentKey key = ContentKey.parse(segment.getSegmentKey());
    context.store().put(key, file);
    records.put(key.as(ContentKey.Kind.SEGMENT_RECORD), segment);
  }

  private SegmentTask task(SegmentRequest request) throws IOException {
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

  private Work workSince(long begin, boolean reused) {
    return new Work((System.nanoTime() - begin) / 1_000_000, ffmpeg.millis(), reused);
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
