package io.autocut.exports.page;

import static java.util.Objects.requireNonNull;

/**
 * What a page plays.
 *
 * @param source a relative URL of the film beside the page, encoded; or a data URL of sound
 * @param kind what it is
 */
public record Playable(String source, Kind kind) {
  /** FILM: the finished film. CLICKS: its music with a click on every cut, for want of a film. */
  public enum Kind {
    FILM,
    CLICKS
  }

  public Playable {
    requireNonNull(source, "source");
    requireNonNull(kind, "kind");
  }
}
