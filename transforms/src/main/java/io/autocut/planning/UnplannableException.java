package io.autocut.planning;

/** A montage for which no plan can be made, with a word for programs and a sentence for people. */
public final class UnplannableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  public UnplannableException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
