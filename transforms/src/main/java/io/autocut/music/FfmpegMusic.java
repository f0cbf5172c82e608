package io.autocut.music;

import io.autocut.media.Ffmpeg;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.BeatTimeline;
import io.autocut.store.KnownFingerprints;
import java.io.IOException;
import java.nio.file.Path;

/** Decodes music with FFmpeg and finds its beats in the samples. */
public final class FfmpegMusic implements MusicEngine {
  private final MusicDecoder decoder;

  public FfmpegMusic(Ffmpeg ffmpeg) {
    this.decoder = new MusicDecoder(ffmpeg);
  }

  @Override
  public void decode(Path music, String fingerprint, Path wav)
      throws UnusableMediaException, IOException, InterruptedException {
    try {
      decoder.decode(music, wav);
    } catch (UnusableMediaException e) {
      // A refusal is remembered of the fingerprint too.
      KnownFingerprints.ofMusic().confirm(music, fingerprint);
      throw e;
    }
    KnownFingerprints.ofMusic().confirm(music, fingerprint);
  }

  @Override
  public BeatTimeline analyze(Path wav, AnalysisRequest concrete, String pcmKey)
      throws UnusableMediaException, IOException {
    try {
      return new MusicAnalyzer(concrete.getBeatCorrection())
          .analyze(wav, concrete.getFingerprint(), pcmKey);
    } catch (UnusableMusicException e) {
      throw new UnusableMediaException(e.code(), e.getMessage());
    }
  }
}
