package io.autocut.planning;

import io.autocut.schemas.ClipAnalysis;
import io.autocut.time.RationalTime;

/**
 * A clip that may be used.
 *
 * @param uri where it lies
 */
public record AnalyzedClip(String uri, ClipAnalysis analysis) {
  String fingerprint() {
    return analysis.getFingerprint();
  }

  /** From its first frame to the end of the last that decodes. */
  RationalTime length() {
    return RationalTime.ofTicks(
        Math.subtractExact(analysis.getEndPts(), analysis.getFirstPts()),
        analysis.getTimebase().getNum(),
        analysis.getTimebase().getDen());
  }
}
