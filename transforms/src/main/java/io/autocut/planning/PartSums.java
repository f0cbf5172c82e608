package io.autocut.planning;

import io.autocut.schemas.ScorePart;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what a plan or an event is worth, part by part. Not safe for several threads. */
final class PartSums {
  private final Map<Part, Double> points = new EnumMap<>(Part.class);

  void add(Part part, double more) {
    if (more != 0) {
      points.merge(part, more, Double::sum);
    }
  }

  void add(PartSums other) {
    other.points.forEach(this::add);
  }

  double of(Part part) {
    return points.getOrDefault(part, 0.0);
  }

  double total() {
    return points.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** As plans write them; parts that count for nothing are left out. */
  List<ScorePart> toRecords() {
    List<ScorePart> records = new ArrayList<>();
    points.forEach(
        (part, sum) -> {
          double rounded = rounded(sum);
          if (rounded != 0) {
            records.add(new ScorePart(part.label(), rounded));
          }
        });
    return records;
  }

  static double rounded(double points) {
    return Math.round(1000 * points) / 1000.0;
  }
}
