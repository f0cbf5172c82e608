package io.autocut.music;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/** Beats at half and at twice their tempo; a bar has as many beats as before. */
final class TempoScaling {
  private TempoScaling() {}

  /**
   * Every other beat from a downbeat on; a bar then spans two. Where a bar is cut short, counting
   * begins anew on the next downbeat, so that it stays one.
   */
  static TrackedBeats halved(TrackedBeats beats) {
    ImmutableIntArray places = beats.places();
    int metre = beats.beatsPerBar();
    int start = Math.max(0, places.indexOf(1));
    double[] seconds = new double[beats.count()];
    int[] halvedPlaces = new int[beats.count()];
    int count = 0;
    for (int beat = 0; beat < beats.count(); beat++) {
      if (beat > start && places.get(beat) == 1 && (beat - start) % metre != 0) {
        start = beat;
      }
      if ((beat - start) % 2 == 0) {
        seconds[count] = beats.seconds().get(beat);
        halvedPlaces[count++] = Math.floorMod((beat - start) / 2, metre) + 1;
      }
    }
    return beats.withBeats(Arrays.copyOf(seconds, count), Arrays.copyOf(halvedPlaces, count));
  }

  /**
   * Every beat and one halfway to the next, also after the last where the music goes on; each bar
   * becomes two.
   *
   * @param end of the music; unit: seconds
   */
  static TrackedBeats doubled(TrackedBeats beats, double end) {
    ImmutableDoubleArray slow = beats.seconds();
    if (slow.length() < 2) {
      return beats;
    }
    int metre = beats.beatsPerBar();
    double[] seconds = new double[2 * slow.length()];
    int[] places = new int[2 * slow.length()];
    int count = 0;
    for (int beat = 0; beat < slow.length(); beat++) {
      double interval =
          beat + 1 < slow.length()
              ? slow.get(beat + 1) - slow.get(beat)
              : slow.get(beat) - slow.get(beat - 1);
      int place = 2 * (beats.places().get(beat) - 1);
      seconds[count] = slow.get(beat);
      places[count++] = place % metre + 1;
      if (beat + 1 < slow.length() || slow.get(beat) + interval / 2 < end) {
        seconds[count] = slow.get(beat) + interval / 2;
        places[count++] = (place + 1) % metre + 1;
      }
    }
    return beats.withBeats(Arrays.copyOf(seconds, count), Arrays.copyOf(places, count));
  }
}
