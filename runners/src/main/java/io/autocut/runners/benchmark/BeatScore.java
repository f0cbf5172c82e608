package io.autocut.runners.benchmark;

import com.google.common.math.Quantiles;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How well found beats agree with annotated ones; each figure 0 to 1, unless it says otherwise.
 *
 * @param f F-measure of the beats within 70 ms
 * @param cmlC longest unbroken run of right beats at the annotated metrical level
 * @param cmlT all right beats at the annotated metrical level
 * @param amlC longest unbroken run of right beats at any allowed metrical level
 * @param amlT all right beats at any allowed metrical level
 * @param errors found minus annotated time of each beat within 70 ms; unit: seconds
 */
record BeatScore(
    double f, double cmlC, double cmlT, double amlC, double amlT, ImmutableDoubleArray errors) {

  /** Median error, positive when beats are found late; unit: ms. Empty without any match. */
  OptionalDouble medianErrorMillis() {
    return errors.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(1000 * Quantiles.median().compute(errors.toArray()));
  }

  /** What 90 % of the matched beats are no farther off than; unit: ms. Empty without any match. */
  OptionalDouble ninetiethPercentileErrorMillis() {
    return errors.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            1000
                * Quantiles.percentiles()
                    .index(90)
                    .compute(Arrays.stream(errors.toArray()).map(Math::abs).toArray()));
  }
}
