package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Veto;
import java.util.ArrayList;
import java.util.List;

/**
 * The sights of one shot in their order, and what is to be thought of the time between them: the
 * scores change evenly from one to the next, and the packets tell whether more or less moves.
 */
final class SightLine {
  /**
   * However the packets' sizes change, motion is not taken for more than twice of what was seen.
   */
  private static final double MOST_CHANGE = 2;

  private final ImmutableList<Sight> sights;
  private final PacketActivity packets;

  SightLine(List<Sight> sights, PacketActivity packets) {
    checkArgument(!sights.isEmpty(), "a line without a sight");
    this.sights = ImmutableList.copyOf(sights);
    this.packets = packets;
  }

  /** What is to be thought of the frames from {@code in} to {@code out}. */
  Cell cell(long in, long out) {
    long middle = in + (out - in) / 2;
    Sight nearest = nearest(middle);
    ScoreCard card = card(middle);
    if (isFrozen(in, out, nearest)) {
      return new Cell(
          in,
          out,
          card.with(Score.MOTION, 0).with(Score.SUBJECT_MOTION, 0),
          ImmutableList.of(Veto.FROZEN));
    }
    boolean seen = nearest.inPts() < out && nearest.outPts() >= in;
    return new Cell(in, out, seen ? card : livened(card, in, out, nearest), nearest.vetoes());
  }

  /** The sights that begin from {@code in} on and before {@code out}. */
  List<Sight> within(long in, long out) {
    return sights.stream().filter(s -> s.inPts() >= in && s.inPts() < out).toList();
  }

  /** The sight whose middle is nearest to {@code at}. */
  Sight nearest(long at) {
    int before = lastBefore(at);
    if (before < 0) {
      return sights.get(0);
    }
    Sight left = sights.get(before);
    if (before + 1 == sights.size()) {
      return left;
    }
    Sight right = sights.get(before + 1);
    return right.middlePts() - at < at - left.middlePts() ? right : left;
  }

  private ScoreCard card(long at) {
    int before = lastBefore(at);
    if (before < 0 || before + 1 == sights.size()) {
      return sights.get(Math.max(0, before)).card();
    }
    Sight left = sights.get(before);
    Sight right = sights.get(before + 1);
    double share = (double) (at - left.middlePts()) / (right.middlePts() - left.middlePts());
    return left.card().towards(right.card(), share);
  }

  /** Index of the last sight whose middle is not after {@code at}; -1 when there is none. */
  private int lastBefore(long at) {
    int low = 0;
    int high = sights.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sights.get(middle).middlePts() <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private boolean isFrozen(long in, long out, Sight nearest) {
    return packets.isStill(in, out) || (nearest.still() && packets.isQuiet(in, out));
  }

  private ScoreCard livened(ScoreCard card, long in, long out, Sight nearest) {
    double there = packets.between(nearest.inPts(), nearest.outPts() + 1);
    double here = packets.between(in, out);
    if (there <= 0 || here <= 0) {
      return card;
    }
    double change = Math.max(1 / MOST_CHANGE, Math.min(MOST_CHANGE, here / there));
    return card.with(Score.MOTION, livened(card.get(Score.MOTION), change))
        .with(Score.SUBJECT_MOTION, livened(card.get(Score.SUBJECT_MOTION), change));
  }

  /** The score of {@code change} times the speed that has the score {@code score}. */
  private static double livened(double score, double change) {
    return change * score / (1 - score + change * score);
  }

  static List<Sight> sorted(List<Sight> sights) {
    List<Sight> sorted = new ArrayList<>(sights);
    sorted.sort((one, other) -> Long.compare(one.middlePts(), other.middlePts()));
    return sorted;
  }
}
