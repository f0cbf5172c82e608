package io.autocut.runners;

import com.google.common.base.Throwables;
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
    String message = root.getMessage();
    return message == null || message.isBlank()
        ? root.getClass().getSimpleName()
        : root instanceof java.io.IOException || root instanceof IllegalArgumentException
            ? message
            : root.getClass().getSimpleName() + ": " + message;
  }
}
