package io.autocut.music;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * Names sections A, B, C… in order of appearance, alike when they sound alike.
 *
 * <p>A section takes the label of the nearest group of earlier ones if that is near enough, and
 * joins it. Near is measured between the middles of their textures.
 */
final class SectionLabels {
  /** Sections that lie farther apart sound different; in the units of the texture. */
  private static final double LARGEST_DISTANCE = 0.6;

  private static final int LETTERS = 26;

  private SectionLabels() {}

  /** The sections that sound alike: the middle of all their beats, and how many these are. */
  private static final class Group {
    private final double[] sum = new double[SoundTexture.DIMENSIONS];
    private int beats;

    double distance(double[] mean) {
      double[] middle = new double[sum.length];
      for (int i = 0; i < sum.length; i++) {
        middle[i] = sum[i] / beats;
      }
      return SoundTexture.distance(middle, mean);
    }

    void join(double[] mean, int count) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += mean[i] * count;
      }
      beats += count;
    }
  }

  /** One label for each stretch of beats between two bounds. */
  static ImmutableList<String> of(SoundTexture texture, List<Integer> bounds) {
    List<Group> groups = new ArrayList<>();
    ImmutableList.Builder<String> labels = ImmutableList.builder();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      double[] mean = texture.mean(bounds.get(i), bounds.get(i + 1));
      int group = nearest(groups, mean);
      groups.get(group).join(mean, bounds.get(i + 1) - bounds.get(i));
      labels.add(letters(group));
    }
    return labels.build();
  }

  /** Index of the group; of a new one when none is near. */
  private static int nearest(List<Group> groups, double[] mean) {
    int nearest = groups.size();
    double least = LARGEST_DISTANCE;
    for (int i = 0; i < groups.size(); i++) {
      double distance = groups.get(i).distance(mean);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    if (nearest == groups.size()) {
      groups.add(new Group());
    }
    return nearest;
  }

  /** A to Z, then AA, AB and so on. */
  static String letters(int index) {
    String last = String.valueOf((char) ('A' + index % LETTERS));
    return index < LETTERS ? last : letters(index / LETTERS - 1) + last;
  }
}
