package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Onset;
import io.autocut.schemas.PulseKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds on which moments of the music cuts may fall.
 *
 * <p>Where the beats can be trusted, these are the beats. Elsewhere they are strong onsets, thinned
 * out to about a beat's length so that the pattern of a template keeps its pace, and where nothing
 * begins to sound for long, even pulses.
 */
final class PulseFinder {
  /** Without any onset for longer, even pulses take over. */
  private static final long LONGEST_GAP_MILLIS = 2000;

  private static final long USUAL_BEAT_MILLIS = 500;
  private static final long SHORTEST_BEAT_MILLIS = 400;
  private static final long LONGEST_BEAT_MILLIS = 800;

  /** Onsets need not be farther apart than this part of a beat: players without a beat vary. */
  private static final double LEAST_OF_BEAT = 0.8;

  private final BeatTimeline timeline;
  private final BeatTrust trust;
  private final long from;
  private final long end;
  private final long beatLength;
  private final TreeMap<Long, Pulse> pulses = new TreeMap<>();

  private PulseFinder(BeatTimeline timeline, long from) {
    this.timeline = timeline;
    this.trust = BeatTrust.of(timeline);
    this.from = from;
    this.end = timeline.getEndSound();
    this.beatLength = beatLength();
  }

  /** The pulses from sample {@code from} on to the end of sound, rising. */
  static ImmutableList<Pulse> find(BeatTimeline timeline, long from) {
    PulseFinder finder = new PulseFinder(timeline, from);
    finder.addTrustedBeats();
    finder.addOnsets();
    finder.fillGaps();
    return finder.counted();
  }

  /** Length of what stands in for a beat: as the beats of the same music, if there are any. */
  private long beatLength() {
    long millis = USUAL_BEAT_MILLIS;
    if (!trust.nowhere() && timeline.getMilliBpm() > 0) {
      millis = 60_000_000L / timeline.getMilliBpm();
    }
    long bounded = Math.max(SHORTEST_BEAT_MILLIS, Math.min(LONGEST_BEAT_MILLIS, millis));
    return samples(bounded);
  }

  private long samples(long millis) {
    return millis * timeline.getSampleRate() / 1000;
  }

  private void addTrustedBeats() {
    List<Beat> beats = timeline.getBeats();
    for (int i = 0; i < beats.size(); i++) {
      Beat beat = beats.get(i);
      if (beat.getSample() >= from && beat.getSample() < end && trust.at(beat.getSample())) {
        boolean downbeat = beat.getBeatInBar() == 1;
        pulses.put(
            beat.getSample(),
            new Pulse(beat.getSample(), PulseKind.BEAT, i, 1, downbeat, beat.getEnergy()));
      }
    }
  }

  /** The stronger goes before the weaker, whichever comes first. */
  private void addOnsets() {
    long apart = Math.max(samples(SHORTEST_BEAT_MILLIS), (long) (LEAST_OF_BEAT * beatLength));
    List<Onset> strongestFirst = new ArrayList<>(timeline.getOnsets());
    strongestFirst.sort(
        Comparator.comparingDouble(Onset::getStrength)
            .reversed()
            .thenComparingLong(Onset::getSample));
    for (Onset onset : strongestFirst) {
      long sample = onset.getSample();
      if (sample >= from && sample < end && !trust.at(sample) && isFree(sample, apart)) {
        pulses.put(sample, standIn(sample, PulseKind.ONSET));
      }
    }
  }

  private boolean isFree(long sample, long apart) {
    Long before = pulses.floorKey(sample);
    Long after = pulses.ceilingKey(sample);
    return (before == null || sample - before >= apart)
        && (after == null || after - sample >= apart);
  }

  private Pulse standIn(long sample, PulseKind kind) {
    return new Pulse(sample, kind, -1, 1, false, energyAt(sample));
  }

  private double energyAt(long sample) {
    List<Beat> beats = timeline.getBeats();
    int low = 0;
    int high = beats.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (beats.get(middle).getSample() <= sample) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return beats.isEmpty() ? 0 : beats.get(Math.max(0, low - 1)).getEnergy();
  }

  private void fillGaps() {
    List<Long> known = List.copyOf(pulses.keySet());
    long left = from;
    int first = 0;
    for (long right : known) {
      fill(left, right, first);
      left = right;
      first = 1;
    }
    fill(left, end, first);
  }

  /** Divides a gap evenly; {@code first} is 0 when there is no pulse at its left end yet. */
  private void fill(long left, long right, int first) {
    if (right - left <= samples(LONGEST_GAP_MILLIS) || !trust.failsBetween(left, right)) {
      return;
    }
    int parts = Math.toIntExact(roundedBeats(right - left));
    for (int part = first; part < parts; part++) {
      long sample = left + (right - left) * part / parts;
      pulses.put(sample, standIn(sample, PulseKind.EVEN));
    }
  }

  private long roundedBeats(long length) {
    return Math.max(1, (2 * length + beatLength) / (2 * beatLength));
  }

  /** From beat to beat counts one; where one side is none, the time between tells how many. */
  private ImmutableList<Pulse> counted() {
    ImmutableList.Builder<Pulse> counted = ImmutableList.builder();
    List<Pulse> all = List.copyOf(pulses.values());
    for (int i = 0; i < all.size(); i++) {
      Pulse pulse = all.get(i);
      boolean isLast = i + 1 == all.size();
      PulseKind next = isLast ? pulse.kind() : all.get(i + 1).kind();
      boolean beats = pulse.kind() == PulseKind.BEAT && next == PulseKind.BEAT;
      long until = isLast ? end : all.get(i + 1).sample();
      counted.add(
          beats ? pulse : pulse.counting(Math.toIntExact(roundedBeats(until - pulse.sample()))));
    }
    return counted.build();
  }
}
