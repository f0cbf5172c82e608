package io.autocut.analysis;

import io.autocut.media.Ffmpeg;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.store.KnownFingerprints;
import java.io.IOException;
import java.nio.file.Path;

/** Analyzes clips with FFmpeg; of one that is changed meanwhile nothing is believed. */
public final class FfmpegClips implements ClipEngine {
  private final ClipAnalyzer analyzer;

  public FfmpegClips(Ffmpeg ffmpeg) {
    this.analyzer = new ClipAnalyzer(ffmpeg);
  }

  /**
   * @throws io.autocut.store.ChangedFileException when the file no longer holds what the
   *     fingerprint was taken of
   */
  @Override
  public ClipAnalysis analyze(Path file, String fingerprint)
      throws UnusableMediaException, IOException, InterruptedException {
    ClipAnalysis analysis;
    try {
      analysis = analyzer.analyze(file, fingerprint);
    } catch (UnusableMediaException e) {
      // A refusal is remembered of the fingerprint too.
      KnownFingerprints.ofClips().confirm(file, fingerprint);
      throw e;
    }
    KnownFingerprints.ofClips().confirm(file, fingerprint);
    return analysis;
  }
}
