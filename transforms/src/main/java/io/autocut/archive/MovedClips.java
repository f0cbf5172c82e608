package io.autocut.archive;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds clips in a catalogue by what they hold, wherever they lie now. */
public final class MovedClips {
  private MovedClips() {}

  /**
   * Where the clips with these fingerprints lie; of several copies the first by name. Reads the
   * catalogue once, and keeps what was asked for only.
   */
  public static Map<String, String> find(CatalogFolder catalogue, Set<String> fingerprints)
      throws IOException {
    Map<String, String> places = new TreeMap<>();
    if (fingerprints.isEmpty()) {
      return places;
    }
    for (int partition = 0; partition < catalogue.partitions(); partition++) {
      catalogue
          .file(partition)
          .forEach(
              clip -> {
                if (fingerprints.contains(clip.getFingerprint()) && clip.getFailure() == null) {
                  places.merge(
                      clip.getFingerprint(),
                      clip.getClipUri(),
                      (one, other) -> one.compareTo(other) < 0 ? one : other);
                }
              });
    }
    return places;
  }
}
