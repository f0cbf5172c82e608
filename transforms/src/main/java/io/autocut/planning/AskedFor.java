package io.autocut.planning;

import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.OfferedClip;
import java.util.Comparator;
import java.util.List;

/** Writes into a plan what was asked for, so that the film can be made again, or made otherwise. */
final class AskedFor {
  private AskedFor() {}

  /**
   * The plan with its request. One that is followed keeps what was asked for when it was made, but
   * for picture, sound and proof, which are no part of a plan.
   */
  static EditDecisionList in(EditDecisionList list, GatheredMontage gathered) {
    MontageRequest request = gathered.getRequest();
    if (request.getPlan().isEmpty()) {
      return EditDecisionList.newBuilder(list)
          .setRequest(
              MontageRequest.newBuilder(request)
                  .setMontageId("")
                  .setOutput("")
                  .setClips(List.of())
                  .setPassedOver(List.of())
                  .build())
          .setOffered(offered(gathered.getOutcomes()))
          .build();
    }
    if (list.getRequest() == null) {
      return list;
    }
    return EditDecisionList.newBuilder(list)
        .setRequest(
            MontageRequest.newBuilder(list.getRequest())
                .setPicture(request.getPicture())
                .setSound(request.getSound())
                .setProof(request.getProof())
                .build())
        .build();
  }

  private static List<OfferedClip> offered(List<AnalysisOutcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.getKind() == MediaKind.CLIP)
        .map(outcome -> new OfferedClip(outcome.getUri(), outcome.getFingerprint()))
        .sorted(Comparator.comparing(OfferedClip::getClipUri))
        .toList();
  }
}
