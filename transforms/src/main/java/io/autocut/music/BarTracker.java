package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;
import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Finds the most probable bars of so many beats with a hidden Markov model of tempo and of the
 * place in the bar.
 *
 * <p>The state space is that of F. Krebs, S. Böck and G. Widmer, "An efficient state space model
 * for joint tempo and meter tracking", ISMIR 2015: each beat lasts a whole number of frames, and
 * the tempo may change only at beats. Between beats nothing is to be decided, so a whole beat is
 * scored at once from running sums. Paths join within seconds; what lies more than a minute back is
 * decided, so that memory does not grow with the music.
 */
final class BarTracker {
  private static final double TYPICAL_BPM = 112;
  private static final double TEMPO_SPREAD = 0.45;
  private static final double TEMPO_WEIGHT = 0.08;
  private static final double STEADINESS = 200;
  private static final double LARGEST_CHANGE = 0.12;

  /** A beat is heard for about 50 ms, at any tempo. */
  static final int ZONE = FRAMES_PER_SECOND / 20;

  private static final int LAG = 60 * FRAMES_PER_SECOND;
  private static final int BLOCK = 20 * FRAMES_PER_SECOND;
  private static final int KEPT = LAG + 2 * BLOCK;
  private static final byte START = -1;

  private final int metre;
  private final int shortest;
  private final int longest;
  private final int tempi;
  private final BarEvidence evidence;
  private final int frames;
  private final double[] tempoCost;
  private final double[][] change;
  private final int[] firstSource;
  private final int[] lastSource;
  private final double[][] entry;
  private final byte[][] source;
  private final List<Beat> decided = new ArrayList<>();

  private record Beat(int frame, int place) {}

  /**
   * Bars as decoded.
   *
   * @param metre beats in a bar
   * @param frames where beats begin to be heard, rising, at {@value
   *     OnsetFeatures#FRAMES_PER_SECOND} frames a second
   * @param places in the bar, from 1
   * @param score logarithm of the likelihood; comparable between metres and tempi of the same music
   */
  record Bars(int metre, ImmutableIntArray frames, ImmutableIntArray places, double score) {}

  private BarTracker(BarEvidence evidence, int metre, TempoRange range) {
    this.metre = metre;
    this.evidence = evidence;
    frames = evidence.frames();
    shortest = Math.max(1, (int) Math.floor(60 * FRAMES_PER_SECOND / range.fastest()));
    longest = (int) Math.ceil(60 * FRAMES_PER_SECOND / range.slowest());
    tempi = longest - shortest + 1;
    checkArgument(tempi <= Byte.MAX_VALUE, "too many tempi: %s", range);
    tempoCost = new double[tempi];
    change = new double[tempi][tempi];
    firstSource = new int[tempi];
    lastSource = new int[tempi];
    entry = new double[longest][metre * tempi];
    source = new byte[Math.min(frames, KEPT)][metre * tempi];
    prepareTempi();
  }

  /** Whether there is room for a beat of any tempo. */
  static boolean fits(BarEvidence evidence, TempoRange range) {
    return evidence.frames() > 2 * (int) Math.ceil(60 * FRAMES_PER_SECOND / range.slowest());
  }

  static Bars track(BarEvidence evidence, int metre, TempoRange range) {
    checkArgument(fits(evidence, range), "too short for a beat: %s frames", evidence.frames());
    BarTracker tracker = new BarTracker(evidence, metre, range);
    double score = tracker.forward();
    return new Bars(
        metre,
        tracker.decided.stream().mapToInt(Beat::frame).boxed().collect(asArray()),
        tracker.decided.stream().mapToInt(Beat::place).boxed().collect(asArray()),
        score);
  }

  private static Collector<Integer, ?, ImmutableIntArray> asArray() {
    return Collectors.collectingAndThen(Collectors.toList(), ImmutableIntArray::copyOf);
  }

  private void prepareTempi() {
    for (int to = 0; to < tempi; to++) {
      double bpm = 60.0 * FRAMES_PER_SECOND / (shortest + to);
      double distance = StrictMath.log(bpm / TYPICAL_BPM) / TEMPO_SPREAD;
      tempoCost[to] = TEMPO_WEIGHT * -0.5 * distance * distance * (shortest + to);
    }
    for (int from = 0; from < tempi; from++) {
      double sum = 0;
      for (int to = 0; to < tempi; to++) {
        sum += StrictMath.exp(-STEADINESS * relativeChange(from, to));
      }
      for (int to = 0; to < tempi; to++) {
        change[to][from] = -STEADINESS * relativeChange(from, to) - StrictMath.log(sum);
      }
    }
    for (int to = 0; to < tempi; to++) {
      firstSource[to] = to;
      lastSource[to] = to;
      while (firstSource[to] > 0 && relativeChange(firstSource[to] - 1, to) <= LARGEST_CHANGE) {
        firstSource[to]--;
      }
      while (lastSource[to] < tempi - 1
          && relativeChange(lastSource[to] + 1, to) <= LARGEST_CHANGE) {
        lastSource[to]++;
      }
    }
  }

  private double relativeChange(int from, int to) {
    return Math.abs((shortest + to) / (double) (shortest + from) - 1);
  }

  private double forward() {
    double[] ending = new double[metre * tempi];
    for (int frame = 0; frame < frames; frame++) {
      for (int place = 0; place < metre; place++) {
        for (int tempo = 0; tempo < tempi; tempo++) {
          int begin = frame - shortest - tempo;
          ending[place * tempi + tempo] =
              begin < 0
                  ? Double.NEGATIVE_INFINITY
                  : entry[begin % longest][place * tempi + tempo] + beatScore(place, begin, frame);
        }
      }
      if (frame >= KEPT - BLOCK && frame % BLOCK == 0) {
        decide(frame, frame - LAG);
      }
      // The slot of the ring that is overwritten is that of the longest beat, which was read just
      // now.
      enter(frame, ending);
    }
    return decide(frames, frames);
  }

  private void enter(int frame, double[] ending) {
    double started = frame < longest ? evidence.between(0, frame) : Double.NEGATIVE_INFINITY;
    double[] target = entry[frame % longest];
    byte[] from = source[frame % source.length];
    for (int place = 0; place < metre; place++) {
      int before = (place + metre - 1) % metre * tempi;
      for (int to = 0; to < tempi; to++) {
        double best = started;
        byte origin = START;
        double[] costs = change[to];
        for (int tempo = firstSource[to]; tempo <= lastSource[to]; tempo++) {
          double score = ending[before + tempo] + costs[tempo];
          if (score > best) {
            best = score;
            origin = (byte) tempo;
          }
        }
        target[place * tempi + to] = best + tempoCost[to];
        from[place * tempi + to] = origin;
      }
    }
  }

  /** Evidence of the beat that begins at {@code begin} and lasts to {@code end}. */
  private double beatScore(int place, int begin, int end) {
    int zoneEnd = Math.min(end, begin + ZONE);
    double heard = place == 0 ? evidence.downbeat(begin, zoneEnd) : evidence.beat(begin, zoneEnd);
    return heard + evidence.between(zoneEnd, end);
  }

  /** Follows the best path back from {@code now} and keeps its beats before {@code until}. */
  private double decide(int now, int until) {
    double best = Double.NEGATIVE_INFINITY;
    int begin = 0;
    int state = 0;
    for (int frame = Math.max(0, now - longest); frame < now; frame++) {
      for (int candidate = 0; candidate < metre * tempi; candidate++) {
        if (frame + shortest + candidate % tempi >= now) {
          double score =
              entry[frame % longest][candidate] + beatScore(candidate / tempi, frame, now);
          if (score > best) {
            best = score;
            begin = frame;
            state = candidate;
          }
        }
      }
    }
    int after = decided.isEmpty() ? -1 : decided.get(decided.size() - 1).frame() + shortest / 2;
    List<Beat> path = new ArrayList<>();
    while (begin > after) {
      if (begin < until) {
        path.add(new Beat(begin, state / tempi + 1));
      }
      byte from = source[begin % source.length][state];
      if (from == START) {
        break;
      }
      begin -= shortest + from;
      state = (state / tempi + metre - 1) % metre * tempi + from;
    }
    Collections.reverse(path);
    decided.addAll(path);
    return best;
  }
}
