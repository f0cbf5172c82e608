package io.autocut.segments;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentRequest;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The segments that a plan needs, the longest first, so that the last to end is a short one. */
final class SegmentList {
  private static final Comparator<SegmentRequest> LONGEST_FIRST =
      Comparator.comparingLong(SegmentRequest::getFrames)
          .reversed()
          .thenComparing(SegmentRequest::getIndex);

  private final WorkerContext context;

  SegmentList(WorkerContext context) {
    this.context = context;
  }

  List<SegmentRequest> of(PlannedMontage plan) throws IOException {
    EditDecisionList list =
        context.records().get(ContentKey.parse(plan.getPlanKey()), EditDecisionList.class);
    return list.getEvents().stream()
        .map(event -> request(plan, event, Fades.of(list, event.getIndex())))
        .sorted(LONGEST_FIRST)
        .toList();
  }

  private SegmentRequest request(PlannedMontage plan, Event event, Fades fades) {
    ContentKey key = new SegmentCutter(context.ffmpeg()).key(event, fades, plan.getProfile());
    return SegmentRequest.newBuilder()
        .setMontageId(plan.getRequest().getMontageId())
        .setIndex(event.getIndex())
        .setSegmentKey(key.toString())
        .setClipUri(event.getClipUri())
        .setClipFingerprint(event.getClipFingerprint())
        .setAnalysisKey(
            new ClipAnalyzer(context.ffmpeg()).key(event.getClipFingerprint()).toString())
        .setSourceIn(event.getSourceIn())
        .setFrames(event.getRecordOut() - event.getRecordIn())
        .setFadeInFrames(fades.in())
        .setFadeOutFrames(fades.out())
        .setProfile(plan.getProfile())
        .build();
  }
}
