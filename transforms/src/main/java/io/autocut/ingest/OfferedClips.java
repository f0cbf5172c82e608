package io.autocut.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The clips of one montage, for those who speak of them by name.
 *
 * @param sorted all of them, in the order of their names
 */
record OfferedClips(List<String> sorted) {
  private static final int MOST_SUGGESTED = 3;
  private static final int NEAR = 2;

  /**
   * The clip of that name, or those in the folder of that name.
   *
   * @param path absolute
   * @throws IngestException when there is none; the message suggests others
   */
  List<String> named(String path) throws IngestException {
    if (Collections.binarySearch(sorted, path) >= 0) {
      return List.of(path);
    }
    String folder = path.replaceFirst("/*$", "/");
    int place = Collections.binarySearch(sorted, folder);
    List<String> inFolder =
        sorted.subList(place < 0 ? -place - 1 : place, sorted.size()).stream()
            .takeWhile(clip -> clip.startsWith(folder))
            .toList();
    if (inFolder.isEmpty()) {
      List<String> near = near(nameOf(path));
      throw new IngestException(
          "%s is not among the clips.%s"
              .formatted(
                  Quoted.of(path),
                  near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?"));
    }
    return inFolder;
  }

  static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private List<String> near(String name) {
    List<String> near = new ArrayList<>();
    for (String clip : sorted) {
      if (near.size() < MOST_SUGGESTED && isNear(stem(nameOf(clip)), stem(name))) {
        near.add(Quoted.of(clip));
      }
    }
    return near;
  }

  private static String stem(String name) {
    return name.replaceFirst("\\.[^.]*$", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isNear(String one, String other) {
    return Math.abs(one.length() - other.length()) <= NEAR && distance(one, other) <= NEAR;
  }

  /** How many letters must be put in, left out or changed (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
