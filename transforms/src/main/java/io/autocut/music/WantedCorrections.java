package io.autocut.music;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.autocut.media.Failures;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.BeatCorrection;
import io.autocut.store.SourceFiles;
import io.autocut.store.WorkerContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Which correction counts for a request: the one that it carries, or else the one that was kept.
 *
 * <p>What was kept for a content is looked up once, so that all plans of a run agree even when
 * somebody keeps another correction meanwhile.
 */
final class WantedCorrections {
  private final KeptCorrections kept;
  private final SourceFiles sources;
  private final Cache<String, Optional<BeatCorrection>> known =
      CacheBuilder.newBuilder().maximumSize(1000).build();

  WantedCorrections(WorkerContext context) {
    this.kept = new KeptCorrections(context);
    this.sources = context.sources();
  }

  /** With the text of its file of beats, if it names one. */
  BeatCorrection of(AnalysisRequest request) throws UnusableMediaException, IOException {
    BeatCorrection asked = request.getBeatCorrection();
    if (asked == null) {
      return kept(request.getFingerprint()).orElse(BeatCorrections.asDetected());
    }
    // One that was concrete before stays what it is.
    return asked.getBeatsFile().isEmpty() || !asked.getBeatsText().isEmpty()
        ? asked
        : BeatCorrection.newBuilder(asked).setBeatsText(text(asked.getBeatsFile())).build();
  }

  private synchronized Optional<BeatCorrection> kept(String fingerprint) throws IOException {
    Optional<BeatCorrection> found = known.getIfPresent(fingerprint);
    if (found == null) {
      found = kept.find(fingerprint);
      known.put(fingerprint, found);
    }
    return found;
  }

  private String text(String uri) throws UnusableMediaException, IOException {
    String name = Failures.nameOf(uri);
    try {
      String text = BeatsFile.text(sources.local(uri), name);
      GivenBeats.check(text, name);
      return text;
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new UnusableMediaException(
          UnusableMusicException.BAD_BEATS, "its file of beats " + name + " is not there");
    } catch (IllegalArgumentException e) {
      throw new UnusableMediaException(UnusableMusicException.BAD_BEATS, e.getMessage());
    }
  }
}
