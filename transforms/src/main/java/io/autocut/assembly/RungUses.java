package io.autocut.assembly;

import io.autocut.schemas.RungUse;
import io.autocut.schemas.Segment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which rungs of the ladder have made the segments of a film. */
final class RungUses {
  private static final Comparator<RungUse> MOST_FRAMES_FIRST =
      Comparator.comparingLong(RungUse::getFrames).reversed().thenComparing(RungUse::getRung);

  private RungUses() {}

  /** One for each rung, the most frames first; a segment that stands there twice counts twice. */
  static List<RungUse> of(List<Segment> segments) {
    Map<String, RungUse> byRung = new TreeMap<>();
    for (Segment segment : segments) {
      byRung.merge(
          segment.getRung(),
          new RungUse(segment.getRung(), 1, segment.getFrames()),
          (a, b) ->
              new RungUse(
                  a.getRung(), a.getSegments() + b.getSegments(), a.getFrames() + b.getFrames()));
    }
    return byRung.values().stream().sorted(MOST_FRAMES_FIRST).toList();
  }
}
