package io.autocut.segments;

import io.autocut.accounting.Sums;
import io.autocut.analysis.ClipAnalyzer;
import io.autocut.media.Ffmpeg;
import io.autocut.planning.MontagePlanning;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Failure;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.OfferedClip;
import io.autocut.schemas.PlannedMontage;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans a montage once more, without some of the clips that it was offered. */
public final class PlanWithout {
  private final WorkerContext context;
  private final Ffmpeg ffmpeg;

  public PlanWithout(WorkerContext context, Ffmpeg ffmpeg) {
    this.context = context;
    this.ffmpeg = ffmpeg;
  }

  /**
   * The plan that there would be if analysis had refused those clips too.
   *
   * @param leftOut why each is, by its place
   * @param before what was planned with them, kept in the store
   * @throws IOException when the earlier plan cannot be read
   */
  public PlannedMontage clips(Map<String, Failure> leftOut, PlannedMontage before)
      throws IOException, InterruptedException {
    PlannedMontage planned =
        new MontagePlanning(context.records(), context.encoder(), context.sources(), ffmpeg)
            .planAgain(new GatheredMontage(before.getRequest(), outcomes(leftOut, before)));
    return PlannedMontage.newBuilder(planned).setStages(before.getStages()).build();
  }

  private List<AnalysisOutcome> outcomes(Map<String, Failure> leftOut, PlannedMontage before)
      throws IOException {
    MontageRequest request = before.getRequest();
    EditDecisionList list =
        context.records().get(ContentKey.parse(before.getPlanKey()), EditDecisionList.class);
    Map<String, Failure> failures = new HashMap<>(leftOut);
    before.getFailures().forEach(failure -> failures.putIfAbsent(failure.getUri(), failure));
    ClipAnalyzer analyzer = new ClipAnalyzer(ffmpeg);
    List<AnalysisOutcome> outcomes = new ArrayList<>();
    for (OfferedClip clip : list.getOffered()) {
      Failure failure = failures.get(clip.getClipUri());
      String key = failure == null ? analyzer.key(clip.getClipFingerprint()).toString() : "";
      outcomes.add(
          outcome(request, MediaKind.CLIP, clip.getClipUri(), key)
              .setFingerprint(clip.getClipFingerprint())
              .setFailure(failure)
              .build());
    }
    outcomes.add(
        outcome(request, MediaKind.MUSIC, request.getMusic(), before.getMusicKey()).build());
    return outcomes;
  }

  private static AnalysisOutcome.Builder outcome(
      MontageRequest request, MediaKind kind, String uri, String key) {
    return AnalysisOutcome.newBuilder()
        .setMontageId(request.getMontageId())
        .setKind(kind)
        .setUri(uri)
        .setFingerprint("")
        .setKey(key)
        .setWork(Sums.NOTHING);
  }
}
