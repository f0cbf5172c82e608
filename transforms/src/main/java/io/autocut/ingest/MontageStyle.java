package io.autocut.ingest;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How a montage is to be made, in the words of the person who asks: unchecked until a request is
 * made of it.
 *
 * @param template name or file of an edit template
 * @param canvas as {@link CanvasSpec#parse} reads it
 * @param fps as {@link FpsSpec#parse} reads it
 * @param seed varies choices among equals
 * @param beats what is said about the beats of the music
 * @param wishes what is said about the choice of clips and the shape of the film
 */
public record MontageStyle(
    String template, String canvas, String fps, long seed, BeatSpec beats, WishSpec wishes)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public MontageStyle {
    requireNonNull(template, "template");
    requireNonNull(canvas, "canvas");
    requireNonNull(fps, "fps");
    requireNonNull(beats, "beats");
    requireNonNull(wishes, "wishes");
  }

  /** Says nothing about the beats and wishes nothing. */
  public MontageStyle(String template, String canvas, String fps, long seed) {
    this(template, canvas, fps, seed, BeatSpec.unsaid(), WishSpec.unsaid());
  }

  public MontageStyle withBeats(BeatSpec other) {
    return new MontageStyle(template, canvas, fps, seed, other, wishes);
  }

  public MontageStyle withWishes(WishSpec other) {
    return new MontageStyle(template, canvas, fps, seed, beats, other);
  }

  /** What a montage gets that asks for nothing. */
  public static MontageStyle standard() {
    return new MontageStyle(EditTemplates.STANDARD, "auto", "auto", 0);
  }
}
