package io.autocut.ingest;

import static java.util.Objects.requireNonNull;

import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.TempoScale;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody says about the beats of the music, as it was written: each part empty when nothing
 * is said of it.
 *
 * @param file of beats that takes the place of the detection
 * @param tempo to be followed, a decimal number of beats per minute
 * @param offsetMillis how much later every beat falls, a decimal number, negative for earlier
 * @param scale half, double, or as-detected to use nothing that was kept
 */
public record BeatSpec(String file, String tempo, String offsetMillis, String scale)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The tempi that can be asked for; others are half or twice one of them. */
  private static final int SLOWEST_BPM = 50;

  private static final int FASTEST_BPM = 200;

  /** More is no longer the same beat, heard otherwise. */
  private static final int LARGEST_OFFSET_MILLIS = 2_000;

  /** Not what BigDecimal takes: an exponent would let twelve characters fill the memory. */
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,9}(?:\\.\\d{1,9})?");

  private static final String HALF = "half";
  private static final String DOUBLE = "double";
  private static final String AS_DETECTED = "as-detected";

  public BeatSpec {
    requireNonNull(file, "file");
    requireNonNull(tempo, "tempo");
    requireNonNull(offsetMillis, "offsetMillis");
    requireNonNull(scale, "scale");
  }

  /** Nothing is said: what was kept for the music counts. */
  public static BeatSpec unsaid() {
    return new BeatSpec("", "", "", "");
  }

  /** The beats as detected, whatever was kept. */
  public static BeatSpec asDetected() {
    return new BeatSpec("", "", "", AS_DETECTED);
  }

  public boolean isUnsaid() {
    return equals(unsaid());
  }

  /**
   * The correction that is meant; empty when nothing is said.
   *
   * @param checkedFile the file of beats as an absolute path or URI that may be read; empty when
   *     none is named
   * @throws IngestException when a part is not understood, or two contradict each other
   */
  public Optional<BeatCorrection> correction(String checkedFile) throws IngestException {
    if (isUnsaid()) {
      return Optional.empty();
    }
    if (!file.isEmpty() && !(tempo.isEmpty() && scale.isEmpty())) {
      throw new IngestException(
          "\"beats\" gives every beat: leave out \"tempo\" and \"tempoScale\"");
    }
    TempoScale tempoScale = tempoScale();
    if (scale.equals(AS_DETECTED) && !(tempo.isEmpty() && offsetMillis.isEmpty())) {
      throw new IngestException(
          "beats as detected have no other tempo or offset: leave out \"tempo\" and"
              + " \"beatOffsetMillis\"");
    }
    return Optional.of(
        BeatCorrection.newBuilder()
            .setBeatsFile(checkedFile)
            .setMilliBpm(
                tempo.isEmpty() ? 0 : (int) thousandths("tempo", tempo, SLOWEST_BPM, FASTEST_BPM))
            .setTempoScale(tempoScale)
            .setOffsetMicros(
                offsetMillis.isEmpty()
                    ? 0
                    : thousandths(
                        "beatOffsetMillis",
                        offsetMillis,
                        -LARGEST_OFFSET_MILLIS,
                        LARGEST_OFFSET_MILLIS))
            .build());
  }

  private TempoScale tempoScale() throws IngestException {
    return switch (scale) {
      case "", AS_DETECTED -> TempoScale.AS_DETECTED;
      case HALF -> TempoScale.HALF;
      case DOUBLE -> TempoScale.DOUBLE;
      default ->
          throw new IngestException(
              "\"tempoScale\" must be half, double or as-detected, not " + Quoted.of(scale));
    };
  }

  private static long thousandths(String field, String text, int least, int most)
      throws IngestException {
    String number = text.strip();
    if (DECIMAL.matcher(number).matches()) {
      BigDecimal value = new BigDecimal(number);
      boolean inRange =
          value.compareTo(BigDecimal.valueOf(least)) >= 0
              && value.compareTo(BigDecimal.valueOf(most)) <= 0;
      BigDecimal thousandths = value.movePointRight(3).stripTrailingZeros();
      if (inRange && thousandths.scale() <= 0) {
        return thousandths.longValueExact();
      }
    }
    String hint =
        field.equals("tempo") ? "; for a tempo beyond, take half or twice of it and scale it" : "";
    throw new IngestException(
        "\"%s\" must be a decimal number from %d to %d with at most three decimals%s: %s"
            .formatted(field, least, most, hint, Quoted.of(text)));
  }
}
