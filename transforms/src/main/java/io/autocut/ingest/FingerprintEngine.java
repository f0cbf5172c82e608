package io.autocut.ingest;

import io.autocut.schemas.AnalysisRequest;
import io.autocut.store.SourceFiles;
import java.io.IOException;
import java.io.Serializable;

/** What tells the content of a file: the seam between the graph and the media it reads. */
public interface FingerprintEngine extends Serializable {
  /**
   * The fingerprint of the file that {@code request} names. Safe for many threads.
   *
   * @throws IOException when the file is not there or cannot be read
   */
  String fingerprint(AnalysisRequest request, SourceFiles sources) throws IOException;
}
