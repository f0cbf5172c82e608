package io.autocut.ingest;

import static java.util.Objects.requireNonNull;

import io.autocut.schemas.SoundWishes;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody says about the sound of a film, as it was written: each part empty when nothing is
 * said of it.
 *
 * @param original off, under, or how much louder than the music the clips' own sound is: {@code -10
 *     dB}
 * @param loudness of the whole film in LUFS, a decimal number, for example -14
 * @param fadeInMillis length of the music's fade at the beginning, a whole number
 * @param fadeOutMillis length of the music's fade at the end, a whole number
 */
public record SoundSpec(String original, String loudness, String fadeInMillis, String fadeOutMillis)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String OFF = "off";
  private static final String UNDER = "under";

  private static final Pattern NUMBER =
      Pattern.compile("([+-]?\\d{1,2}(?:\\.\\d{1,2})?) ?(?:dB|LUFS)?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");

  private static final int LEAST_ORIGINAL_DB = -60;
  private static final int MOST_ORIGINAL_DB = 20;
  private static final int QUIETEST_LUFS = -27;
  private static final int LOUDEST_LUFS = -5;
  private static final int LONGEST_FADE_MILLIS = 60_000;

  public SoundSpec {
    requireNonNull(original, "original");
    requireNonNull(loudness, "loudness");
    requireNonNull(fadeInMillis, "fadeInMillis");
    requireNonNull(fadeOutMillis, "fadeOutMillis");
  }

  public static SoundSpec unsaid() {
    return new SoundSpec("", "", "", "");
  }

  /** This, and what {@code others} say where this says nothing. */
  SoundSpec orElse(SoundSpec others) {
    return new SoundSpec(
        original.isEmpty() ? others.original : original,
        loudness.isEmpty() ? others.loudness : loudness,
        fadeInMillis.isEmpty() ? others.fadeInMillis : fadeInMillis,
        fadeOutMillis.isEmpty() ? others.fadeOutMillis : fadeOutMillis);
  }

  /**
   * The wishes that are meant; empty when nothing but the usual is said.
   *
   * @throws IngestException when a part is not understood
   */
  public Optional<SoundWishes> wishes() throws IngestException {
    SoundWishes usual = SoundWishes.newBuilder().build();
    SoundWishes wishes =
        SoundWishes.newBuilder()
            .setOriginal(!original.isEmpty() && !original.equals(OFF))
            .setOriginalCentiDb(
                original.isEmpty() || original.equals(OFF) || original.equals(UNDER)
                    ? usual.getOriginalCentiDb()
                    : hundredths(
                        "originalAudio",
                        "off, under or decibels",
                        original,
                        LEAST_ORIGINAL_DB,
                        MOST_ORIGINAL_DB))
            .setLoudnessCentiLufs(
                loudness.isEmpty()
                    ? usual.getLoudnessCentiLufs()
                    : hundredths("loudness", "LUFS", loudness, QUIETEST_LUFS, LOUDEST_LUFS))
            .setFadeInMillis(
                fadeInMillis.isEmpty()
                    ? usual.getFadeInMillis()
                    : fade("musicFadeInMillis", fadeInMillis))
            .setFadeOutMillis(
                fadeOutMillis.isEmpty()
                    ? usual.getFadeOutMillis()
                    : fade("musicFadeOutMillis", fadeOutMillis))
            .build();
    return wishes.equals(usual) ? Optional.empty() : Optional.of(wishes);
  }

  /** The wishes with what this says in place of what they say of the same. */
  SoundWishes over(SoundWishes before) throws IngestException {
    SoundWishes said = wishes().orElseGet(() -> SoundWishes.newBuilder().build());
    SoundWishes.Builder wishes = SoundWishes.newBuilder(before);
    if (!original.isEmpty()) {
      wishes.setOriginal(said.getOriginal()).setOriginalCentiDb(said.getOriginalCentiDb());
    }
    if (!loudness.isEmpty()) {
      wishes.setLoudnessCentiLufs(said.getLoudnessCentiLufs());
    }
    if (!fadeInMillis.isEmpty()) {
      wishes.setFadeInMillis(said.getFadeInMillis());
    }
    if (!fadeOutMillis.isEmpty()) {
      wishes.setFadeOutMillis(said.getFadeOutMillis());
    }
    return wishes.build();
  }

  private static int hundredths(String field, String what, String text, int least, int most)
      throws IngestException {
    Matcher number = NUMBER.matcher(text.strip());
    if (number.matches()) {
      BigDecimal value = new BigDecimal(number.group(1));
      if (value.compareTo(BigDecimal.valueOf(least)) >= 0
          && value.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return value.movePointRight(2).intValueExact();
      }
    }
    throw new IngestException(
        "\"%s\" must be %s from %d to %d with at most two decimals: %s"
            .formatted(field, what, least, most, Quoted.of(text)));
  }

  private static int fade(String field, String text) throws IngestException {
    if (WHOLE.matcher(text.strip()).matches()) {
      int millis = Integer.parseInt(text.strip());
      if (millis <= LONGEST_FADE_MILLIS) {
        return millis;
      }
    }
    throw new IngestException(
        "\"%s\" must be milliseconds from 0 to %d: %s"
            .formatted(field, LONGEST_FADE_MILLIS, Quoted.of(text)));
  }
}
