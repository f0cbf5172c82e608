package io.autocut.assembly;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.SoundWishes;
import java.util.Optional;

/** How the music of a film begins and ends; unit: milliseconds, 0 for at once. */
record MusicFades(long inMillis, long outMillis) {
  MusicFades {
    checkArgument(inMillis >= 0, "fade in of %s ms", inMillis);
    checkArgument(outMillis >= 0, "fade out of %s ms", outMillis);
  }

  /** What the plan holds right. */
  static MusicFades planned(EditDecisionList plan) {
    return new MusicFades(0, plan.getFadeOutMillis());
  }

  /** What somebody wishes, else what the plan holds right. */
  static MusicFades of(EditDecisionList plan, Optional<SoundWishes> wishes) {
    MusicFades planned = planned(plan);
    return wishes
        .map(
            wish ->
                new MusicFades(
                    wish.getFadeInMillis(),
                    wish.getFadeOutMillis() < 0 ? planned.outMillis : wish.getFadeOutMillis()))
        .orElse(planned);
  }

  long inSamples(int sampleRate) {
    return inMillis * sampleRate / 1000;
  }

  long outSamples(int sampleRate) {
    return outMillis * sampleRate / 1000;
  }
}
