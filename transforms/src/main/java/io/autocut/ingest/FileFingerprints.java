package io.autocut.ingest;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.MediaKind;
import io.autocut.store.Fingerprint;
import io.autocut.store.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the fingerprints of files, of a file that has not changed since it was last asked for only
 * once in each JVM.
 */
public final class FileFingerprints implements FingerprintEngine {
  private static final long serialVersionUID = 1L;
  private static final Cache<String, String> KNOWN =
      CacheBuilder.newBuilder().maximumSize(100_000).build();

  @Override
  public String fingerprint(AnalysisRequest request, SourceFiles sources) throws IOException {
    Path file = sources.local(request.getUri());
    boolean clip = request.getKind() == MediaKind.CLIP;
    String state =
        request.getKind()
            + "\n"
            + file
            + "\n"
            + Files.size(file)
            + "\n"
            + Files.getLastModifiedTime(file);
    String known = KNOWN.getIfPresent(state);
    if (known == null) {
      known = clip ? Fingerprint.ofClip(file) : Fingerprint.of(file);
      KNOWN.put(state, known);
    }
    return known;
  }
}
