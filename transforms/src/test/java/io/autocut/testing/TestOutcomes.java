package io.autocut.testing;

import io.autocut.media.Failures;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MediaKind;

/** Outcomes of analyses that nobody made. */
public final class TestOutcomes {
  private TestOutcomes() {}

  /** The analysis of a clip or of music, which lies in the store under {@code key}. */
  public static AnalysisOutcome found(String montageId, MediaKind kind, String uri, String key) {
    return outcome(montageId, kind, uri, key, null);
  }

  /** A clip or music that could not be used. */
  public static AnalysisOutcome failed(String montageId, MediaKind kind, String uri) {
    String message = Failures.nameOf(uri) + ": is empty (0 bytes)";
    Failure failure = Failures.of("analysis", montageId, uri, "EMPTY_FILE", message);
    return outcome(montageId, kind, uri, "", failure);
  }

  private static AnalysisOutcome outcome(
      String montageId, MediaKind kind, String uri, String key, Failure failure) {
    return AnalysisOutcome.newBuilder()
        .setMontageId(montageId)
        .setKind(kind)
        .setUri(uri)
        .setFingerprint("fingerprint of " + uri)
        .setKey(key)
        .setWork(TestWork.computed(10, 20))
        .setFailure(failure)
        .build();
  }
}
