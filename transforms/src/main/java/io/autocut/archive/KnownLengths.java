package io.autocut.archive;

import io.autocut.time.RationalTime;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * How long clips are, as a catalogue knows without opening them.
 *
 * @param total of the clips whose length is known
 * @param clips how many those are
 */
public record KnownLengths(RationalTime total, int clips) {
  /** Nothing is known. */
  public static final KnownLengths NONE = new KnownLengths(RationalTime.ZERO, 0);

  /** Of the clips with these fingerprints, copies counted once. */
  public static KnownLengths of(CatalogFolder catalogue, Set<String> fingerprints)
      throws IOException {
    Set<String> wanted = new HashSet<>(fingerprints);
    RationalTime[] total = {RationalTime.ZERO};
    for (int i = 0; i < catalogue.partitions() && !wanted.isEmpty(); i++) {
      catalogue
          .file(i)
          .forEach(
              clip -> {
                if (clip.getDuration() != null && wanted.remove(clip.getFingerprint())) {
                  total[0] = total[0].plus(RationalTime.of(clip.getDuration()));
                }
              });
    }
    return new KnownLengths(total[0], fingerprints.size() - wanted.size());
  }
}
