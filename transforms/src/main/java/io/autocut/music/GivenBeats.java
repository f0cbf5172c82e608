package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.autocut.time.RationalTime;
import java.util.List;
import java.util.Optional;

/**
 * Beats that somebody gave in a file, see {@link BeatsFile}.
 *
 * <p>Lines may leave out the place in the bar. After a line with a place it counts on, to the end
 * of a bar: as many beats as most often lie between two downbeats of the file, or else its largest
 * place, or else as many as were detected. A file without any place gets the bars that were
 * detected: the first beat of the bar is where most detected downbeats are near.
 */
public final class GivenBeats {
  /** Closer ones are a slip of the editor; the fastest music has beats ten times as far apart. */
  private static final RationalTime CLOSEST = RationalTime.ofMillis(20);

  private static final int USUAL_METRE = 4;

  private final String source;
  private final List<BeatsFile.NumberedLine> lines;

  private GivenBeats(String source, List<BeatsFile.NumberedLine> lines) {
    this.source = source;
    this.lines = lines;
  }

  /**
   * Looks at a file before there is music for it.
   *
   * @param source names it in messages
   * @throws IllegalArgumentException that names the line when it is malformed or has fewer than two
   *     beats
   */
  public static void check(String text, String source) {
    List<BeatsFile.NumberedLine> lines = BeatsFile.parseNumbered(text, source);
    checkArgument(
        lines.size() >= 2,
        "%s: holds %s; at least two beats are needed",
        source,
        lines.isEmpty() ? "no beat" : "one beat");
    for (int i = 1; i < lines.size(); i++) {
      RationalTime time = lines.get(i).line().time();
      checkArgument(
          time.minus(lines.get(i - 1).line().time()).compareTo(CLOSEST) >= 0,
          "%s line %s: beat at %s s comes less than 20 ms after the one before",
          source,
          lines.get(i).number(),
          time.toDecimalSeconds());
    }
  }

  static GivenBeats parse(String text, String source) throws UnusableMusicException {
    try {
      check(text, source);
      return new GivenBeats(source, BeatsFile.parseNumbered(text, source));
    } catch (IllegalArgumentException e) {
      throw new UnusableMusicException(UnusableMusicException.BAD_BEATS, e.getMessage());
    }
  }

  /**
   * The beats of music that ends at {@code end} seconds.
   *
   * @param detected says the bars where the file does not
   */
  TrackedBeats over(double end, Optional<TrackedBeats> detected) throws UnusableMusicException {
    double[] seconds = new double[lines.size()];
    int[] said = new int[lines.size()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = seconds(lines.get(i).line().time());
      said[i] = lines.get(i).line().beatInBar();
      if (seconds[i] >= end) {
        throw new UnusableMusicException(
            UnusableMusicException.BAD_BEATS,
            "%s line %d: beat at %s s lies beyond the end of the music, which lasts %.3f s"
                .formatted(
                    source,
                    lines.get(i).number(),
                    lines.get(i).line().time().toDecimalSeconds(),
                    end));
      }
    }
    boolean placed = lines.stream().anyMatch(line -> line.line().beatInBar() > 0);
    int metre = metre(said).orElse(detected.map(TrackedBeats::beatsPerBar).orElse(USUAL_METRE));
    int[] places =
        placed
            ? countedOn(said, metre)
            : counted(said.length, phase(seconds, metre, detected), metre);
    return new TrackedBeats(
        ImmutableDoubleArray.copyOf(seconds),
        ImmutableIntArray.copyOf(places),
        metre,
        1,
        1,
        placed ? 1 : detected.map(TrackedBeats::downbeatConfidence).orElse(0.0),
        ImmutableList.of(new TrackedBeats.Region(0, end, 1)));
  }

  private static double seconds(RationalTime time) {
    return time.toMicros() / 1e6;
  }

  /** Beats of a bar as the file says it; empty when it does not. */
  private static Optional<Integer> metre(int[] said) {
    int[] bars = new int[said.length + 1];
    int largest = 0;
    int downbeat = -1;
    for (int i = 0; i < said.length; i++) {
      largest = Math.max(largest, said[i]);
      if (said[i] == 1) {
        bars[downbeat < 0 ? 0 : i - downbeat]++;
        downbeat = i;
      }
    }
    int usual = 0;
    for (int beats = 1; beats < bars.length; beats++) {
      usual = bars[beats] > (usual == 0 ? 0 : bars[usual]) ? beats : usual;
    }
    return usual > 0 ? Optional.of(usual) : largest > 1 ? Optional.of(largest) : Optional.empty();
  }

  private static int[] countedOn(int[] said, int metre) {
    int first = 0;
    while (said[first] == 0) {
      first++;
    }
    int[] places = new int[said.length];
    for (int i = 0; i < said.length; i++) {
      if (said[i] > 0) {
        places[i] = said[i];
      } else if (i < first) {
        places[i] = Math.floorMod(said[first] - 1 - (first - i), metre) + 1;
      } else {
        places[i] = places[i - 1] % metre + 1;
      }
    }
    return places;
  }

  private static int[] counted(int beats, int downbeat, int metre) {
    int[] places = new int[beats];
    for (int i = 0; i < beats; i++) {
      places[i] = Math.floorMod(i - downbeat, metre) + 1;
    }
    return places;
  }

  /** Index of the first downbeat: most detected downbeats lie nearest to beats counted from it. */
  private static int phase(double[] seconds, int metre, Optional<TrackedBeats> detected) {
    int[] votes = new int[metre];
    if (detected.isPresent()) {
      ImmutableDoubleArray heard = detected.get().seconds();
      int nearest = 0;
      for (int i = 0; i < seconds.length; i++) {
        while (nearest + 1 < heard.length()
            && Math.abs(heard.get(nearest + 1) - seconds[i])
                < Math.abs(heard.get(nearest) - seconds[i])) {
          nearest++;
        }
        votes[i % metre] += detected.get().places().get(nearest) == 1 ? 1 : 0;
      }
    }
    int best = 0;
    for (int downbeat = 1; downbeat < metre; downbeat++) {
      best = votes[downbeat] > votes[best] ? downbeat : best;
    }
    return best;
  }
}
