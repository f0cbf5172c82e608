package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Face;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.Veto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of one glance lies in one range of a clip.
 *
 * @param inPts its first frame
 * @param outPts its last frame
 * @param looks each with what was scored on it
 * @param faces of the keyframe; empty when that lies elsewhere
 * @param still whether all its frames are the same picture, as far as a code can tell
 */
record Sight(
    long inPts,
    long outPts,
    ImmutableList<ScoredLook> looks,
    CameraPath path,
    ImmutableList<Face> faces,
    boolean still) {
  /** Share of pixels that a coder may still mend in a picture that does not change. */
  private static final double MENDED = 0.012;

  /** Steps after a keyframe in which a coder mends the picture. */
  private static final int MENDING = 3;

  Sight {
    checkArgument(!looks.isEmpty(), "a sight without a look");
  }

  /** A look, its scores, and why not to show it. */
  record ScoredLook(Look look, ScoreCard card, ImmutableList<Veto> vetoes) {
    /** Its quality; 0 when vetoed. */
    double worth() {
      return vetoes.isEmpty() ? card.quality() : 0;
    }
  }

  /** What of {@code glance} is shown from {@code in} on and before {@code out}. */
  static Optional<Sight> of(GlanceMeasures glance, long in, long out, Timebase timebase) {
    if (glance.pts() >= out || glance.lastPts() < in) {
      return Optional.empty();
    }
    List<Step> steps =
        glance.steps().stream().filter(s -> s.fromPts() >= in && s.toPts() < out).toList();
    CameraPath path = CameraPath.of(steps, timebase);
    boolean keyframe = glance.pts() >= in && glance.pts() < out;
    ImmutableList<Face> faces = keyframe ? glance.faces() : ImmutableList.of();
    List<ScoredLook> looks = new ArrayList<>();
    for (Look look : glance.looks()) {
      if (look.pts() >= in && look.pts() < out) {
        looks.add(new ScoredLook(look, LookScores.of(look, path, faces), LookScores.vetoes(look)));
      }
    }
    if (looks.isEmpty()) {
      return Optional.empty();
    }
    long last = looks.get(looks.size() - 1).look().pts();
    return Optional.of(
        new Sight(
            looks.get(0).look().pts(),
            steps.isEmpty() ? last : Math.max(last, steps.get(steps.size() - 1).toPts()),
            ImmutableList.copyOf(looks),
            path,
            faces,
            isStill(steps)));
  }

  private static boolean isStill(List<Step> steps) {
    return steps.size() > MENDING
        && steps.stream().skip(MENDING).allMatch(step -> step.differing() < MENDED);
  }

  long middlePts() {
    return inPts + (outPts - inPts) / 2;
  }

  ScoreCard card() {
    return ScoreCard.mean(looks.stream().map(ScoredLook::card).toList());
  }

  /** What more than half of its looks are vetoed for. */
  ImmutableList<Veto> vetoes() {
    ImmutableList.Builder<Veto> common = ImmutableList.builder();
    for (Veto veto : Veto.values()) {
      long with = looks.stream().filter(look -> look.vetoes().contains(veto)).count();
      if (2 * with > looks.size()) {
        common.add(veto);
      }
    }
    return common.build();
  }
}
