package io.autocut.music;

import io.autocut.media.Failures;
import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.TempoScale;
import io.autocut.store.ContentKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What can be said of any correction of beats: whether it changes something, and what. */
public final class BeatCorrections {
  private static final BeatCorrection AS_DETECTED =
      new BeatCorrection("", 0, TempoScale.AS_DETECTED, 0L, "", false);

  private BeatCorrections() {}

  /** Changes nothing. */
  public static BeatCorrection asDetected() {
    return BeatCorrection.newBuilder(AS_DETECTED).build();
  }

  public static boolean changesNothing(BeatCorrection correction) {
    return correction.getBeatsFile().isEmpty()
        && correction.getMilliBpm() == 0
        && correction.getTempoScale() == TempoScale.AS_DETECTED
        && correction.getOffsetMicros() == 0;
  }

  /**
   * For people, for example "Beats as corrected and kept: half time"; empty when all is as
   * detected.
   */
  public static String inWords(BeatCorrection correction) {
    if (changesNothing(correction)) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    if (!correction.getBeatsFile().isEmpty()) {
      parts.add("given in " + Failures.nameOf(correction.getBeatsFile()));
    }
    if (correction.getMilliBpm() != 0) {
      parts.add("followed near " + thousandths(correction.getMilliBpm()) + " bpm");
    }
    if (correction.getTempoScale() == TempoScale.HALF) {
      parts.add("half time");
    }
    if (correction.getTempoScale() == TempoScale.DOUBLE) {
      parts.add("double time");
    }
    long offset = correction.getOffsetMicros();
    if (offset != 0) {
      parts.add(thousandths(Math.abs(offset)) + " ms " + (offset > 0 ? "later" : "earlier"));
    }
    String how = correction.getKept() ? "Beats as corrected and kept: " : "Beats as corrected: ";
    return how + String.join(", ", parts);
  }

  /**
   * Adds to a key all that a timeline depends on: the words too, for they stand in it. A correction
   * that changes nothing leaves the key as it is, that of what is detected.
   */
  static ContentKey.Builder addTo(ContentKey.Builder key, BeatCorrection correction) {
    if (changesNothing(correction)) {
      return key;
    }
    return key.with("words", inWords(correction))
        .with("beats", correction.getBeatsText())
        .with("milliBpm", correction.getMilliBpm())
        .with("scale", correction.getTempoScale().name())
        .with("offset", correction.getOffsetMicros());
  }

  /** As a decimal number without trailing zeros. */
  static String thousandths(long value) {
    return BigDecimal.valueOf(value, 3).stripTrailingZeros().toPlainString();
  }
}
