package io.autocut.planning;

import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.List;

/**
 * The beats of the music on the film's frame grid.
 *
 * <p>Each beat is rounded to a frame once, from its own exact time: no error adds up, and the last
 * cut lies within half a frame of its beat like the first.
 */
final class BeatClock {
  /** A longer silence at the start of the music is left out of the film. */
  private static final RationalTime TOLERATED_SILENCE = RationalTime.of(1, 1);

  private final List<Beat> beats;
  private final int leftOut;
  private final int sampleRate;
  private final FrameRate rate;
  private final RationalTime musicIn;
  private final RationalTime musicEnd;

  BeatClock(BeatTimeline timeline, FrameRate rate) {
    this.sampleRate = timeline.getSampleRate();
    this.rate = rate;
    RationalTime firstSound = RationalTime.of(timeline.getFirstSound(), sampleRate);
    this.musicIn = firstSound.compareTo(TOLERATED_SILENCE) > 0 ? firstSound : RationalTime.ZERO;
    this.musicEnd = RationalTime.of(timeline.getEndSound(), sampleRate);
    this.leftOut =
        (int) timeline.getBeats().stream().filter(b -> b.getSample() < sampleOf(musicIn)).count();
    this.beats =
        timeline.getBeats().stream()
            .skip(leftOut)
            .filter(beat -> beat.getSample() < timeline.getEndSound())
            .toList();
  }

  private long sampleOf(RationalTime instant) {
    return instant.toTicks(1, sampleRate);
  }

  /** Where in the music record frame 0 lies. */
  RationalTime musicIn() {
    return musicIn;
  }

  int beats() {
    return beats.size();
  }

  /** Index of a beat in the whole timeline. */
  int timelineIndex(int beat) {
    return leftOut + beat;
  }

  /** When a beat sounds, counted from record frame 0. */
  RationalTime timeOf(int beat) {
    return RationalTime.of(beats.get(beat).getSample(), sampleRate).minus(musicIn);
  }

  /** The frame boundary nearest to a beat; for the number of beats, the end of the music. */
  long frameOf(int beat) {
    return beat == beats.size() ? endFrame() : rate.frameAt(timeOf(beat));
  }

  /** The last frame boundary within the music. */
  long endFrame() {
    RationalTime length = musicEnd.minus(musicIn);
    long nearest = rate.frameAt(length);
    return rate.timeOf(nearest).compareTo(length) > 0 ? nearest - 1 : nearest;
  }

  /**
   * The first downbeat, where the pattern of a template begins; the first beat when no bar is
   * known.
   */
  int firstDownbeat() {
    for (int i = 0; i < beats.size(); i++) {
      if (beats.get(i).getBeatInBar() == 1) {
        return i;
      }
    }
    return 0;
  }

  /** Mean energy of the beats from {@code from}, inclusive, to {@code to}, exclusive. */
  double energy(int from, int to) {
    double sum = 0;
    int first = Math.max(0, from);
    for (int i = first; i < to; i++) {
      sum += beats.get(i).getEnergy();
    }
    return to > first ? sum / (to - first) : 0;
  }
}
