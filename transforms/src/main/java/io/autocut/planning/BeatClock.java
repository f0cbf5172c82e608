package io.autocut.planning;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.PulseKind;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.List;

/**
 * The pulses of the music, which are its beats wherever these can be trusted, on the film's frame
 * grid.
 *
 * <p>Each pulse is rounded to a frame once, from its own exact time: no error adds up, and the last
 * cut lies within half a frame of its pulse like the first.
 */
final class BeatClock {
  /** A longer silence at the start of the music is left out of the film. */
  private static final RationalTime TOLERATED_SILENCE = RationalTime.of(1, 1);

  private final List<Pulse> pulses;
  private final int sampleRate;
  private final FrameRate rate;
  private final RationalTime musicIn;
  private final long endFrame;

  private BeatClock(
      List<Pulse> pulses, int sampleRate, FrameRate rate, RationalTime musicIn, long endFrame) {
    this.pulses = pulses;
    this.sampleRate = sampleRate;
    this.rate = rate;
    this.musicIn = musicIn;
    this.endFrame = endFrame;
  }

  BeatClock(BeatTimeline timeline, FrameRate rate) {
    this.sampleRate = timeline.getSampleRate();
    this.rate = rate;
    RationalTime firstSound = RationalTime.of(timeline.getFirstSound(), sampleRate);
    this.musicIn = firstSound.compareTo(TOLERATED_SILENCE) > 0 ? firstSound : RationalTime.ZERO;
    this.pulses = PulseFinder.find(timeline, musicIn.toTicks(1, sampleRate));
    RationalTime length = RationalTime.of(timeline.getEndSound(), sampleRate).minus(musicIn);
    long nearest = rate.frameAt(length);
    this.endFrame = rate.timeOf(nearest).compareTo(length) > 0 ? nearest - 1 : nearest;
  }

  /** The same clock for a film that ends on {@code pulse}. */
  BeatClock endingOn(int pulse) {
    return new BeatClock(
        pulses.subList(0, pulse), sampleRate, rate, musicIn, rate.frameAt(timeOf(pulse)));
  }

  /** Where in the music record frame 0 lies. */
  RationalTime musicIn() {
    return musicIn;
  }

  int pulses() {
    return pulses.size();
  }

  /** What the pulse is: a beat, or what takes its place. */
  PulseKind kindOf(int pulse) {
    return pulses.get(pulse).kind();
  }

  /** Index of the pulse's beat in the whole timeline; -1 when it is no beat. */
  int timelineIndex(int pulse) {
    return pulses.get(pulse).beat();
  }

  /** When a pulse sounds, counted from record frame 0. */
  RationalTime timeOf(int pulse) {
    return recordTimeOf(pulses.get(pulse).sample());
  }

  /** When a sample of the music sounds, counted from record frame 0. */
  RationalTime recordTimeOf(long sample) {
    return RationalTime.of(sample, sampleRate).minus(musicIn);
  }

  /** The frame boundary nearest to a pulse; for the number of pulses, the end of the music. */
  long frameOf(int pulse) {
    return pulse == pulses.size() ? endFrame() : rate.frameAt(timeOf(pulse));
  }

  /** The last frame boundary within the music, or the one that the film was told to end on. */
  long endFrame() {
    return endFrame;
  }

  boolean isDownbeat(int pulse) {
    return pulses.get(pulse).downbeat();
  }

  /** The first pulse at {@code sample} of the music or after it; the number of pulses for none. */
  int pulseAt(long sample) {
    int low = 0;
    int high = pulses.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pulses.get(middle).sample() < sample) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The first downbeat, where the pattern of a template begins; the first pulse when no bar is
   * known or the music begins without beats.
   */
  int firstDownbeat() {
    for (int i = 0; i < pulses.size(); i++) {
      if (pulses.get(i).downbeat()) {
        return i;
      }
      if (pulses.get(i).kind() != PulseKind.BEAT) {
        return 0;
      }
    }
    return 0;
  }

  /**
   * The pulse that comes nearest to {@code beats} beats after {@code pulse}, and after it in any
   * case; the number of pulses when the music ends before.
   */
  int after(int pulse, int beats) {
    int counted = 0;
    int at = pulse;
    while (at < pulses.size() && counted < beats) {
      int next = pulses.get(at).beats();
      if (counted > 0 && counted + next - beats > beats - counted) {
        return at;
      }
      counted += next;
      at++;
    }
    return at;
  }

  /** Mean energy of the pulses from {@code from}, inclusive, to {@code to}, exclusive. */
  double energy(int from, int to) {
    double sum = 0;
    int first = Math.max(0, from);
    for (int i = first; i < to; i++) {
      sum += pulses.get(i).energy();
    }
    return to > first ? sum / (to - first) : 0;
  }
}
