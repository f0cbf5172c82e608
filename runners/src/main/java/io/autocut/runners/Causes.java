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
    Throwable root = chain.get(chain.size() - 1);
    return root instanceof IllegalArgumentException && root.getMessage() != null
        ? root.getMessage()
        : Failures.describe(root);
  }
}
