package io.autocut.ingest;

/**
 * What somebody asked for cannot be taken as it stands. The message is for that person: it names
 * the value and says what is wrong with it.
 */
public class IngestException extends Exception {
  private static final long serialVersionUID = 1L;

  public IngestException(String message) {
    super(message);
  }

  public IngestException(String message, Throwable cause) {
    super(message, cause);
  }
}
