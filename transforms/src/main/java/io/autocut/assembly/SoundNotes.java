package io.autocut.assembly;

import io.autocut.schemas.SoundWishes;
import io.autocut.schemas.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person should know of the sound of a finished film: that it is not as it was wished. */
final class SoundNotes {
  private static final int MOST_OFF_CENTI_LU = 50;

  /** The limit of -1 dBTP, and a tenth for the meter. */
  private static final int HIGHEST_PEAK_CENTI_DB = -90;

  private SoundNotes() {}

  static List<String> of(Optional<SoundWishes> wishes, Optional<Verification> proof) {
    List<String> notes = new ArrayList<>();
    if (wishes.isEmpty() || proof.isEmpty()) {
      return notes;
    }
    Integer loudness = proof.get().getLoudnessCentiLufs();
    int wanted = wishes.get().getLoudnessCentiLufs();
    if (loudness != null && Math.abs(loudness - wanted) > MOST_OFF_CENTI_LU) {
      notes.add(
          "The film's loudness is %s LUFS instead of %s."
              .formatted(shown(loudness), shown(wanted)));
    }
    Integer peak = proof.get().getTruePeakCentiDb();
    if (peak != null && peak > HIGHEST_PEAK_CENTI_DB) {
      notes.add("The film's true peak is %s dBTP, above the limit of -1.".formatted(shown(peak)));
    }
    if (wishes.get().getOriginal() && proof.get().getAudioOffsetMicros() == null) {
      notes.add(
          "Whether the sound is in time cannot be told: the music is too quiet beside the clips' own sound.");
    }
    return notes;
  }

  private static String shown(int hundredths) {
    return String.format(Locale.ROOT, "%.1f", hundredths / 100.0);
  }
}
