package io.autocut.planning;

import io.autocut.schemas.ClipAnalysis;

/**
 * A clip that may be used.
 *
 * @param uri where it lies
 */
public record AnalyzedClip(String uri, ClipAnalysis analysis) {
  String fingerprint() {
    return analysis.getFingerprint();
  }
}
