package io.autocut.archive;

import io.autocut.schemas.ClipChange;
import io.autocut.schemas.Failure;
import io.autocut.schemas.KnownClip;
import io.autocut.schemas.ListedClip;
import io.autocut.schemas.PartitionChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Holds the clips of one partition as their folders list them against what the catalogue knows of
 * them. Not safe for several threads.
 */
final class PartitionComparison {
  static final int MOST_FAILURES = 20;

  private final Map<String, ListedClip> listed = new HashMap<>();
  private final Predicate<String> covered;
  private final UnaryOperator<String> analysisKeys;
  private final List<ListedClip> looked = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private long unchanged;
  private long unusable;

  /**
   * @param covered whether a clip of that name would have been listed if it were there
   * @param analysisKeys the key of the analysis that would be made now, by fingerprint
   */
  PartitionComparison(
      Iterable<ListedClip> listed, Predicate<String> covered, UnaryOperator<String> analysisKeys) {
    listed.forEach(clip -> this.listed.put(clip.getUri(), clip));
    this.covered = covered;
    this.analysisKeys = analysisKeys;
  }

  /** Takes in one clip of the catalogue. */
  void known(KnownClip clip) {
    ListedClip now = listed.remove(clip.getClipUri());
    if (now != null && !holds(clip, now)) {
      looked.add(ListedClip.newBuilder(now).setChange(ClipChange.CHANGED).build());
    } else if (now != null && isWorthAnotherTry(clip)) {
      looked.add(ListedClip.newBuilder(now).setChange(ClipChange.RETRIED).build());
    } else if (now == null && covered.test(clip.getClipUri())) {
      gone.add(clip.getClipUri());
    } else {
      unchanged(clip);
    }
  }

  private boolean holds(KnownClip clip, ListedClip now) {
    boolean sameFile =
        clip.getBytes() == now.getBytes() && clip.getModifiedMillis() == now.getModifiedMillis();
    return sameFile
        && (clip.getFingerprint().isEmpty()
            || clip.getAnalysisKey().equals(analysisKeys.apply(clip.getFingerprint())));
  }

  private static boolean isWorthAnotherTry(KnownClip clip) {
    return clip.getFailure() != null
        && (clip.getFingerprint().isEmpty() || clip.getFailure().getRetryable());
  }

  private void unchanged(KnownClip clip) {
    unchanged++;
    if (clip.getFailure() != null) {
      unusable++;
      if (failures.size() < MOST_FAILURES) {
        failures.add(clip.getFailure());
      }
    }
  }

  /** The clips that have to be looked at, once all of the catalogue have been taken in. */
  List<ListedClip> looked() {
    for (ListedClip clip : listed.values()) {
      looked.add(ListedClip.newBuilder(clip).setChange(ClipChange.NEW).build());
    }
    listed.clear();
    return looked;
  }

  /** The clips that are no longer in the archive. */
  List<String> gone() {
    return gone;
  }

  /** All of it in numbers. */
  PartitionChanges changes() {
    return PartitionChanges.newBuilder()
        .setLooked(looked().size())
        .setUnchanged(unchanged)
        .setGone(gone.size())
        .setUnusable(unusable)
        .setFailures(failures)
        .build();
  }
}
