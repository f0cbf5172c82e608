package io.autocut.music;

import io.autocut.media.Failures;
import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.TempoScale;
import java.util.Arrays;
import java.util.Optional;

/** The beats of one piece of music as somebody corrected them. */
final class CorrectedBeats {
  private final BeatCorrection correction;
  private final double musicEnd;

  /**
   * @param correction with the text of its file of beats, if it has one
   * @param musicEnd length of the music; unit: seconds
   */
  CorrectedBeats(BeatCorrection correction, double musicEnd) {
    this.correction = correction;
    this.musicEnd = musicEnd;
  }

  /** Whether somebody gave all beats, so that it does not matter whether any can be heard. */
  boolean given() {
    return !correction.getBeatsFile().isEmpty();
  }

  /** Whether somebody knows the tempo, so that there are beats however faint they are. */
  boolean ofKnownTempo() {
    return correction.getMilliBpm() != 0;
  }

  /** The tempi among which beats are to be looked for. */
  TempoRange tempi() {
    return ofKnownTempo() ? TempoRange.near(correction.getMilliBpm() / 1000.0) : TempoRange.any();
  }

  /** The tempo that somebody knows, or else another one; unit: thousandths of a beat per minute. */
  int milliBpmOr(int other) {
    return ofKnownTempo() ? correction.getMilliBpm() : other;
  }

  /** What becomes of a tempo at half or double time; unit: thousandths of a beat per minute. */
  int scaled(int milliBpm) {
    return switch (correction.getTempoScale()) {
      case HALF -> milliBpm / 2;
      case DOUBLE -> milliBpm * 2;
      default -> milliBpm;
    };
  }

  /** For people; empty when all is as detected. */
  String inWords() {
    return BeatCorrections.inWords(correction);
  }

  /**
   * The beats in force.
   *
   * @param detected empty only when beats are {@link #given}
   * @throws UnusableMusicException with code BAD_BEATS when what somebody said does not fit the
   *     music
   */
  TrackedBeats of(Optional<TrackedBeats> detected) throws UnusableMusicException {
    if (given()) {
      String name = Failures.nameOf(correction.getBeatsFile());
      return shifted(GivenBeats.parse(correction.getBeatsText(), name).over(musicEnd, detected));
    }
    TrackedBeats beats = detected.orElseThrow();
    if (ofKnownTempo()) {
      beats = beats.ofCertainTempo();
    }
    return shifted(scaled(beats));
  }

  private TrackedBeats scaled(TrackedBeats beats) throws UnusableMusicException {
    if (correction.getTempoScale() == TempoScale.HALF) {
      TrackedBeats halved = TempoScaling.halved(beats);
      requireTwo(halved.count(), "half time");
      return halved.ofCertainTempo();
    }
    return correction.getTempoScale() == TempoScale.DOUBLE
        ? TempoScaling.doubled(beats, musicEnd).ofCertainTempo()
        : beats;
  }

  /** What no longer falls into the music is left out. */
  private TrackedBeats shifted(TrackedBeats beats) throws UnusableMusicException {
    if (correction.getOffsetMicros() == 0) {
      return beats;
    }
    double offset = correction.getOffsetMicros() / 1e6;
    double[] seconds = beats.seconds().stream().map(at -> at + offset).toArray();
    int from = (int) Arrays.stream(seconds).filter(at -> at < 0).count();
    int to = (int) Arrays.stream(seconds).filter(at -> at < musicEnd).count();
    requireTwo(to - from, "the offset");
    return beats.withBeats(
        Arrays.copyOfRange(seconds, from, to),
        Arrays.copyOfRange(beats.places().toArray(), from, to));
  }

  private static void requireTwo(int left, String cause) throws UnusableMusicException {
    if (left < 2) {
      throw new UnusableMusicException(
          UnusableMusicException.BAD_BEATS,
          "%s leaves %s of its beats; at least two are needed".formatted(cause, left));
    }
  }
}
