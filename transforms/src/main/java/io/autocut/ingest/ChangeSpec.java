package io.autocut.ingest;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What somebody wants otherwise of films that were made before, as it was written: each part empty
 * or unsaid where a film is to be as it was.
 *
 * @param template name or file of an edit template
 * @param music file of other music
 * @param canvas as {@link CanvasSpec#parse} reads it
 * @param fps as {@link FpsSpec#parse} reads it
 * @param seed a whole number
 * @param wishes for the film as a whole; single clips are offered with what was wished of them then
 * @param picture what is said about the picture
 * @param sound what is said about the sound
 * @param proof structure or pixels
 */
public record ChangeSpec(
    String template,
    String music,
    String canvas,
    String fps,
    String seed,
    WishSpec wishes,
    PictureSpec picture,
    SoundSpec sound,
    String proof)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public ChangeSpec {
    requireNonNull(template, "template");
    requireNonNull(music, "music");
    requireNonNull(canvas, "canvas");
    requireNonNull(fps, "fps");
    requireNonNull(seed, "seed");
    requireNonNull(wishes, "wishes");
    requireNonNull(picture, "picture");
    requireNonNull(sound, "sound");
    requireNonNull(proof, "proof");
  }

  /** All as it was. */
  public static ChangeSpec none() {
    return new ChangeSpec(
        "", "", "", "", "", WishSpec.unsaid(), PictureSpec.unsaid(), SoundSpec.unsaid(), "");
  }

  /** Whether the cuts may become others, and not only what is seen and heard of them. */
  boolean concernsCuts() {
    return !template.isEmpty()
        || !music.isEmpty()
        || !canvas.isEmpty()
        || !fps.isEmpty()
        || !seed.isEmpty()
        || !wishes.equals(WishSpec.unsaid());
  }
}
