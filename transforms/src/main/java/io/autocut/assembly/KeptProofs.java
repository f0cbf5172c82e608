package io.autocut.assembly;

import io.autocut.schemas.Montage;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.Verification;
import io.autocut.store.Checksum;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was proved of films, by their very bytes: a film that lies in place unchanged is not
 * measured again. Safe for many threads, processes and hosts.
 */
final class KeptProofs {
  /** Another one where a proof would measure something else. */
  private static final String VERSION = "proof-1";

  private final WorkerContext context;

  KeptProofs(WorkerContext context) {
    this.context = context;
  }

  /** The name of all that the proof of {@code film} is made from. */
  ContentKey key(Montage montage, Path film) throws IOException {
    MontageRequest request = montage.getPlan().getRequest();
    ContentKey.Builder key =
        ContentKey.of(ContentKey.Kind.PROOF)
            .with("proof", VERSION)
            .with("depth", request.getProof().name())
            .with("film", Checksum.of(film))
            .with("ffmpeg", context.installation().identity())
            .with("plan", montage.getPlan().getPlanKey())
            .with("music", montage.getPlan().getMusicKey())
            .with("sound", String.valueOf(request.getSound()))
            .with("assembly", montage.getAssembly().name());
    montage.getSegmentKeys().forEach(segment -> key.with("segment", segment));
    return key.build();
  }

  Optional<Verification> find(ContentKey key) throws IOException {
    return context.records().find(key, Verification.class);
  }

  /** Keeps what was proved; a film that is not as planned is looked at again. */
  void keep(ContentKey key, Verification verification) throws IOException {
    if (verification.getPassed()) {
      context.records().put(key, verification);
    }
  }
}
