package io.autocut.segments;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.planning.FilmPiece;
import io.autocut.planning.SoundPiece;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.SegmentSound;
import io.autocut.schemas.SegmentSource;
import io.autocut.schemas.SoundWishes;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import io.autocut.time.FrameRate;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The segments that a plan needs, those that share a decoding together, the longest first, so that
 * the last to end is a short one.
 */
public final class SegmentList {
  private static final Comparator<SegmentBatch> LONGEST_FIRST =
      Comparator.comparingLong(SegmentBatches::frames)
          .reversed()
          .thenComparing(batch -> batch.getRequests().get(0).getIndex());

  private final WorkerContext context;
  private final SegmentCutter cutter;
  private final ClipAnalyzer analyzer;

  public SegmentList(WorkerContext context) {
    this.context = context;
    this.cutter = new SegmentCutter(context.ffmpeg());
    this.analyzer = new ClipAnalyzer(context.ffmpeg());
  }

  /** The segments of a plan that lies in the store. */
  public List<SegmentBatch> of(PlannedMontage plan) throws IOException {
    EditDecisionList list =
        context.records().get(ContentKey.parse(plan.getPlanKey()), EditDecisionList.class);
    List<FilmPiece> pieces = FilmPiece.of(list);
    Map<Integer, SegmentSound> sounds = sounds(plan, pieces);
    SegmentBatches batches = new SegmentBatches();
    Map<String, ClipAnalysis> analyses = new HashMap<>();
    for (FilmPiece piece : pieces) {
      SegmentRequest request = request(plan, piece, Optional.ofNullable(sounds.get(piece.index())));
      ClipAnalysis known = analyses.get(request.getAnalysisKey());
      if (known == null) {
        known =
            context.records().get(ContentKey.parse(request.getAnalysisKey()), ClipAnalysis.class);
        analyses.put(request.getAnalysisKey(), known);
      }
      batches.add(request, known);
    }
    return batches.list().stream().sorted(LONGEST_FIRST).toList();
  }

  /** By the index of the piece that each is cut beside. */
  private Map<Integer, SegmentSound> sounds(PlannedMontage plan, List<FilmPiece> pieces) {
    SoundWishes wishes = plan.getRequest().getSound();
    if (wishes == null || !wishes.getOriginal()) {
      return Map.of();
    }
    FrameRate rate = FrameRate.of(plan.getProfile().getEditRate());
    SoundCutter sound = new SoundCutter(context.ffmpeg());
    return SoundPiece.of(pieces).stream()
        .collect(Collectors.toMap(SoundPiece::index, piece -> sound.request(piece, rate)));
  }

  private SegmentRequest request(
      PlannedMontage plan, FilmPiece piece, Optional<SegmentSound> sound) {
    ContentKey key = cutter.key(piece, plan.getProfile());
    return SegmentRequest.newBuilder()
        .setMontageId(plan.getRequest().getMontageId())
        .setIndex(piece.index())
        .setSegmentKey(key.toString())
        .setClipUri(piece.event().getClipUri())
        .setClipFingerprint(piece.event().getClipFingerprint())
        .setAnalysisKey(analysisKey(piece.event()))
        .setSourceIn(piece.sourceIn().toRecord())
        .setFrames(piece.frames())
        .setFadeInFrames(piece.fades().in())
        .setFadeOutFrames(piece.fades().out())
        .setProfile(plan.getProfile())
        .setFocus(piece.event().getFocus())
        .setInto(piece.into().map(this::source).orElse(null))
        .setSound(sound.orElse(null))
        .build();
  }

  private SegmentSource source(FilmPiece.Into into) {
    return SegmentSource.newBuilder()
        .setClipUri(into.event().getClipUri())
        .setClipFingerprint(into.event().getClipFingerprint())
        .setAnalysisKey(analysisKey(into.event()))
        .setSourceIn(into.sourceIn().toRecord())
        .setFocus(into.event().getFocus())
        .build();
  }

  private String analysisKey(Event event) {
    return analyzer.key(event.getClipFingerprint()).toString();
  }
}
