package io.autocut.runners;

import com.google.common.base.Throwables;
import io.autocut.media.Failures;
import java.util.List;

/** Finds, under what runners wrap around it, the one cause that a person should read. */
final class Causes {
  private Causes() {}

  static String inWords(Throwable failure) {
    List<Throwable> chain = Throwables.getCausalChain(failure);
    if (failure instanceof UsageException) {
      return failure.getMessage();
    }
    if (chain.stream().anyMatch(OutOfMemoryError.class::isInstance)) {
      return "Java ran out of its memory (%d MB). Run it again with more, for example AUTOCUT_HEAP=2g."
          .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }
    Throwable root = chain.get(chain.size() - 1);
    return root instanceof IllegalArgumentException && root.getMessage() != null
        ? root.getMessage()
        : Failures.describe(root);
  }
}
