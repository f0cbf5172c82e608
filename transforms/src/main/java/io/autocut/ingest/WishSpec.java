package io.autocut.ingest;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody says about the choice of clips and the shape of the film, as it was said: unchecked
 * until a request is made of it.
 *
 * @param clips what is said of single clips and folders
 * @param order free, chronological or as-given; empty when nothing is said
 * @param repeat least-recent or never; empty when nothing is said
 * @param durationMillis length of the film; 0 when nothing is said
 * @param minShotMillis of no shot is shorter; 0 when nothing is said
 * @param maxShotMillis of no shot is longer; 0 when nothing is said
 */
public record WishSpec(
    List<OfClip> clips,
    String order,
    String repeat,
    long durationMillis,
    long minShotMillis,
    long maxShotMillis)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public WishSpec {
    // A list of the JDK's own, for it travels.
    clips = new ArrayList<>(clips);
    requireNonNull(order, "order");
    requireNonNull(repeat, "repeat");
  }

  /** What can be said of a clip. */
  public enum Kind {
    INCLUDE,
    EXCLUDE,
    /** IN-OUT, as {@link TimeSpec} reads each; without OUT to the clip's end. */
    RANGE,
    /** 0 to 10; others have 1. */
    WEIGHT,
    AT_LEAST,
    AT_MOST,
    /** As {@link #AT_MOST}, of every clip; its path is empty. */
    AT_MOST_EACH,
    START,
    END
  }

  /**
   * One thing said of a clip, or of all clips in a folder.
   *
   * @param value empty where the kind has none
   */
  public record OfClip(Kind kind, String path, String value) implements Serializable {
    private static final long serialVersionUID = 1L;

    public OfClip {
      requireNonNull(kind, "kind");
      requireNonNull(path, "path");
      requireNonNull(value, "value");
    }
  }

  public static WishSpec unsaid() {
    return new WishSpec(List.of(), "", "", 0, 0, 0);
  }

  @Override
  public List<OfClip> clips() {
    return List.copyOf(clips);
  }

  /** This, and what {@code others} say where this says nothing. */
  WishSpec orElse(WishSpec others) {
    List<OfClip> all = new ArrayList<>(others.clips);
    all.removeIf(one -> one.kind() == Kind.AT_MOST_EACH && limitsEach());
    all.addAll(clips);
    return new WishSpec(
        all,
        order.isEmpty() ? others.order : order,
        repeat.isEmpty() ? others.repeat : repeat,
        durationMillis == 0 ? others.durationMillis : durationMillis,
        minShotMillis == 0 ? others.minShotMillis : minShotMillis,
        maxShotMillis == 0 ? others.maxShotMillis : maxShotMillis);
  }

  private boolean limitsEach() {
    return clips.stream().anyMatch(one -> one.kind() == Kind.AT_MOST_EACH);
  }
}
