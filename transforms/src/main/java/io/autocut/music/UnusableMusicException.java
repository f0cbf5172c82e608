package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Says that a piece of music cannot be analysed, with a stable word for programs and a sentence for
 * people.
 */
public final class UnusableMusicException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Code of a file that is not the PCM the analysis reads, or is damaged. */
  public static final String BAD_PCM = "BAD_PCM";

  /** Code of music without a single sample. */
  public static final String NO_SAMPLES = "NO_SAMPLES";

  /** Code of beats that somebody gave or changed so that they do not fit the music. */
  public static final String BAD_BEATS = "BAD_BEATS";

  private final String code;

  public UnusableMusicException(String code, String message) {
    super(message);
    checkArgument(!code.isBlank(), "code is blank: '%s'", code);
    this.code = code;
  }

  /** Stable word for programs, for example {@link #BAD_PCM}. */
  public String code() {
    return code;
  }
}
