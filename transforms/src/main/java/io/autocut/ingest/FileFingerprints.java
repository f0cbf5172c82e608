package io.autocut.ingest;

import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.MediaKind;
import io.autocut.store.KnownFingerprints;
import io.autocut.store.SourceFiles;
import java.io.IOException;

/** Reads the fingerprints of files. */
public final class FileFingerprints implements FingerprintEngine {
  private static final long serialVersionUID = 1L;

  @Override
  public String fingerprint(AnalysisRequest request, SourceFiles sources) throws IOException {
    KnownFingerprints fingerprints =
        request.getKind() == MediaKind.CLIP
            ? KnownFingerprints.ofClips()
            : KnownFingerprints.ofMusic();
    return fingerprints.of(sources.local(request.getUri()));
  }
}
