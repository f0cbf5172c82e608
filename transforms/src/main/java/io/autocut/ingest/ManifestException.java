package io.autocut.ingest;

import java.util.List;

/**
 * A manifest that is refused, with everything that was found wrong with it, one error per line of
 * the message.
 */
public final class ManifestException extends IngestException {
  private static final long serialVersionUID = 1L;

  private final List<String> errors;

  ManifestException(List<String> errors) {
    super(String.join("\n", errors));
    this.errors = List.copyOf(errors);
  }

  /** Each begins with the name of the manifest and, where one is at fault, the line. */
  public List<String> errors() {
    return errors;
  }
}
