package io.autocut.planning;

import com.google.common.hash.Hashing;
import io.autocut.schemas.CameraMove;
import io.autocut.schemas.ShotScale;
import io.autocut.schemas.Tint;
import java.nio.charset.StandardCharsets;

/**
 * What a plan is worth: the sum, over its events, of what each range counts for by itself, less
 * what speaks against ranges standing near each other, less what speaks against how often clips are
 * used.
 *
 * <p>Only the first of the three can be positive, so that it alone bounds the whole. The weights
 * are set by judgement; plain arithmetic in a fixed order, so that every machine agrees.
 */
final class Objective {
  static final double QUALITY = 0.36;
  static final double ENERGY = 0.44;
  static final double FIT = 0.10;

  /** Decoding from a keyframe costs a quarter less (measured), which is worth this much. */
  static final double KEYFRAME = 0.04;

  /** More than it can tip among anything but equals. */
  static final double CHANCE = 0.01;

  /** What the first and the last range of a film count more for by their quality. */
  static final double OPENING_AND_ENDING = 0.15;

  /** For showing footage that has been shown. */
  static final double SHOWN_AGAIN = -0.5;

  /** How near two events stand for what they show to be compared. */
  static final int REACH = 4;

  private static final double WEIGHT_OF_TWICE = 0.15;
  private static final double MOST_WEIGHT = 0.6;
  private static final double WORTH_NOTHING = -1;

  private static final double[] SAME_CLIP = {0, -1, -0.3, -0.15, -0.07};
  private static final double[] DUPLICATE = {0, -0.5, -0.2, -0.1, -0.05};
  private static final double SAME_SCALE = -0.03;
  private static final double SAME_LOOK = -0.04;
  private static final double AGAINST_THE_MOVE = -0.05;
  private static final double JUMP_OF_LIGHT = -0.05;

  /** Bits of the hash that differ at most between pictures that look the same. */
  static final int MOST_BITS = 10;

  private static final int SAME_TINT = 18;
  private static final int DARK_TO_BRIGHT = 90;

  private final MotionRanks motion;
  private final long seed;

  Objective(MotionRanks motion, long seed) {
    this.motion = motion;
    this.seed = seed;
  }

  /** The range from {@code in} on that fills {@code slot}, with what it is worth there. */
  Choice choice(Footage footage, long in, long length, Slot slot, Position position) {
    long out = in + length;
    double quality = 0;
    double match = 0;
    long most = 0;
    int main = footage.cellAt(in);
    for (int i = main; i < footage.cells() && footage.cell(i).in() < out; i++) {
      Footage.Cell cell = footage.cell(i);
      long shown = Math.min(out, cell.out()) - Math.max(in, cell.in());
      if (shown > 0) {
        quality += shown * cell.moment().getScores().getQuality();
        match += shown * match(cell, slot.energy());
        main = shown > most ? i : main;
        most = Math.max(most, shown);
      }
    }
    quality /= length;
    match /= length;
    double fit = (double) most / length;
    boolean key = footage.isKeyframe(in);
    double worth = worth(footage, main, quality, match, fit, key, position);
    return new Choice(footage, in, out, main, quality, match, fit, worth);
  }

  private double worth(
      Footage footage,
      int cell,
      double quality,
      double match,
      double fit,
      boolean key,
      Position position) {
    return QUALITY * quality
        + ENERGY * match
        + FIT * fit
        + (key ? KEYFRAME : 0)
        + weight(footage)
        + CHANCE * chance(footage, cell)
        + (position == Position.WITHIN ? 0 : OPENING_AND_ENDING * quality);
  }

  /** The same by parts; they add up to {@link Choice#worth}. */
  void addParts(Choice choice, Position position, PartSums sums) {
    sums.add(Part.QUALITY, QUALITY * choice.quality());
    sums.add(Part.ENERGY, ENERGY * choice.match());
    sums.add(Part.FIT, FIT * choice.fit());
    sums.add(Part.KEYFRAME, choice.onKeyframe() ? KEYFRAME : 0);
    sums.add(Part.WEIGHT, weight(choice.footage()));
    sums.add(Part.CHANCE, CHANCE * chance(choice.footage(), choice.cell()));
    double place = OPENING_AND_ENDING * choice.quality();
    sums.add(Part.OPENING, position == Position.FIRST ? place : 0);
    sums.add(Part.ENDING, position == Position.LAST ? place : 0);
  }

  /**
   * What no range that shows this moment is worth more than, apart from the slot's energy and
   * position and from a keyframe.
   */
  double most(Footage footage, int cell) {
    double quality = footage.cell(cell).moment().getScores().getQuality();
    return QUALITY * quality + weight(footage) + CHANCE + FIT;
  }

  /** The same with a slot's energy. */
  double most(Footage footage, int cell, double energy) {
    return most(footage, cell) + ENERGY * match(footage.cell(cell), energy);
  }

  /** What a moment counts for in every slot alike. */
  double base(Footage footage, int cell) {
    return QUALITY * footage.cell(cell).moment().getScores().getQuality()
        + weight(footage)
        + CHANCE * chance(footage, cell);
  }

  double motionRank(Footage.Cell cell) {
    return motion.of(cell.motion());
  }

  private double match(Footage.Cell cell, double energy) {
    return 1 - Math.abs(motion.of(cell.motion()) - energy);
  }

  private static double weight(Footage footage) {
    double weight = footage.rule().weight();
    if (weight == 1) {
      return 0;
    }
    if (weight <= 0) {
      return WORTH_NOTHING;
    }
    double twices = StrictMath.log(weight) / StrictMath.log(2);
    return Math.max(-MOST_WEIGHT, Math.min(MOST_WEIGHT, WEIGHT_OF_TWICE * twices));
  }

  /** A number from 0 to 1 that only the seed, the content and the moment decide. */
  private double chance(Footage footage, int cell) {
    long mixed = (seed + 1) * 0x9E3779B97F4A7C15L ^ footage.contentHash() + cell;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) / (double) (1L << 53);
  }

  /** A number that stands for the content of a clip. */
  static long contentHash(String fingerprint) {
    return Hashing.murmur3_128().hashString(fingerprint, StandardCharsets.UTF_8).asLong();
  }

  /** What speaks against two ranges so many events apart: never positive. */
  double between(Choice earlier, Choice later, int distance) {
    return variety(earlier, later, distance)
        + duplicate(earlier, later, distance)
        + (distance == 1 ? continuity(earlier.moment(), later.moment()) : 0);
  }

  void addParts(Choice earlier, Choice later, int distance, PartSums sums) {
    sums.add(Part.VARIETY, variety(earlier, later, distance));
    sums.add(Part.DUPLICATE, duplicate(earlier, later, distance));
    sums.add(Part.CONTINUITY, distance == 1 ? continuity(earlier.moment(), later.moment()) : 0);
  }

  private static double variety(Choice earlier, Choice later, int distance) {
    if (earlier.footage() == later.footage()) {
      return SAME_CLIP[distance];
    }
    if (distance > 1) {
      return 0;
    }
    var before = earlier.moment().moment();
    var after = later.moment().moment();
    boolean sameScale =
        before.getScale() != ShotScale.UNKNOWN && before.getScale() == after.getScale();
    return (sameScale ? SAME_SCALE : 0)
        + (sameLook(before.getTint(), after.getTint()) ? SAME_LOOK : 0);
  }

  private static boolean sameLook(Tint before, Tint after) {
    return before != null
        && after != null
        && Math.abs(before.getLuma() - after.getLuma())
                + Math.abs(before.getBlue() - after.getBlue())
                + Math.abs(before.getRed() - after.getRed())
            < SAME_TINT;
  }

  private static double duplicate(Choice earlier, Choice later, int distance) {
    return earlier.footage() != later.footage() && areAlike(earlier, later)
        ? DUPLICATE[distance]
        : 0;
  }

  /** Whether the pictures of two ranges are all but the same. */
  static boolean areAlike(Choice one, Choice other) {
    long hash = one.moment().hash();
    long otherHash = other.moment().hash();
    return hash != 0 && otherHash != 0 && Long.bitCount(hash ^ otherHash) <= MOST_BITS;
  }

  private static double continuity(Footage.Cell before, Footage.Cell after) {
    double against =
        areOpposed(before.moment().getMove(), after.moment().getMove()) ? AGAINST_THE_MOVE : 0;
    Tint first = before.moment().getTint();
    Tint second = after.moment().getTint();
    boolean jumps =
        first != null
            && second != null
            && Math.abs(first.getLuma() - second.getLuma()) > DARK_TO_BRIGHT;
    return against + (jumps ? JUMP_OF_LIGHT : 0);
  }

  private static boolean areOpposed(CameraMove one, CameraMove other) {
    return switch (one) {
      case LEFT -> other == CameraMove.RIGHT;
      case RIGHT -> other == CameraMove.LEFT;
      case UP -> other == CameraMove.DOWN;
      case DOWN -> other == CameraMove.UP;
      case IN -> other == CameraMove.OUT;
      case OUT -> other == CameraMove.IN;
      default -> false;
    };
  }
}
