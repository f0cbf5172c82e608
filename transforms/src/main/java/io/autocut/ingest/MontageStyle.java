package io.autocut.ingest;

import static java.util.Objects.requireNonNull;

import io.autocut.schemas.ProofDepth;
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
 * @param picture what is said about its picture
 * @param sound what is said about its sound
 * @param proof how deep it is proved
 */
public record MontageStyle(
    String template,
    String canvas,
    String fps,
    long seed,
    BeatSpec beats,
    WishSpec wishes,
    PictureSpec picture,
    SoundSpec sound,
    ProofDepth proof)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public MontageStyle {
    requireNonNull(template, "template");
    requireNonNull(canvas, "canvas");
    requireNonNull(fps, "fps");
    requireNonNull(beats, "beats");
    requireNonNull(wishes, "wishes");
    requireNonNull(picture, "picture");
    requireNonNull(sound, "sound");
    requireNonNull(proof, "proof");
  }

  /** Says nothing about beats, picture and sound and wishes nothing. */
  public MontageStyle(String template, String canvas, String fps, long seed) {
    this(
        template,
        canvas,
        fps,
        seed,
        BeatSpec.unsaid(),
        WishSpec.unsaid(),
        PictureSpec.unsaid(),
        SoundSpec.unsaid(),
        ProofDepth.STRUCTURE);
  }

  public MontageStyle withBeats(BeatSpec other) {
    return new MontageStyle(template, canvas, fps, seed, other, wishes, picture, sound, proof);
  }

  public MontageStyle withWishes(WishSpec other) {
    return new MontageStyle(template, canvas, fps, seed, beats, other, picture, sound, proof);
  }

  public MontageStyle withPicture(PictureSpec other) {
    return new MontageStyle(template, canvas, fps, seed, beats, wishes, other, sound, proof);
  }

  public MontageStyle withSound(SoundSpec other) {
    return new MontageStyle(template, canvas, fps, seed, beats, wishes, picture, other, proof);
  }

  public MontageStyle withProof(ProofDepth other) {
    return new MontageStyle(template, canvas, fps, seed, beats, wishes, picture, sound, other);
  }

  /** What a montage gets that asks for nothing. */
  public static MontageStyle standard() {
    return new MontageStyle(EditTemplates.STANDARD, "auto", "auto", 0);
  }
}
