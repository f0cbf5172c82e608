package io.autocut.planning;

import io.autocut.time.FrameRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees to the footage beyond their ends that two ranges need to dissolve into one another, within
 * the same shot. Moves ranges within their shots where they lack it, never onto one another. Not
 * safe for several threads.
 */
final class DissolveRoom {
  /** Whose footage a dissolve may take beyond its range. */
  private enum Spare {
    /** What no other range shows. */
    UNSEEN,

    /** Also what another range shows, for footage is short. */
    ANY
  }

  private final Arrangement arrangement;
  private final long before;
  private final long after;
  private final long slack;

  /** Flicks that each slot shows before its range and after it. */
  private final long[] heads;

  private final long[] tails;

  /**
   * @param frames length of each dissolve, of which half, rounded down, lies before the cut
   */
  DissolveRoom(Arrangement arrangement, long frames, FrameRate rate) {
    this.arrangement = arrangement;
    this.before = Flicks.ofFrame(frames / 2, rate);
    this.after = Flicks.ofFrame(frames - frames / 2, rate);
    this.slack = Flicks.isExact(rate) ? 0 : Flicks.SLACK;
    this.heads = new long[arrangement.size()];
    this.tails = new long[arrangement.size()];
  }

  /** Whether the slot before {@code slot} can dissolve into it; then the room for it is kept. */
  boolean makeBefore(int slot) {
    Choice previous = arrangement.at(slot - 1);
    Optional<Choice> from = withRoom(slot - 1, heads[slot - 1], after);
    if (from.isEmpty()) {
      return false;
    }
    move(slot - 1, from.get());
    tails[slot - 1] = after;
    Optional<Choice> into = withRoom(slot, before, 0);
    if (into.isEmpty()) {
      move(slot - 1, previous);
      tails[slot - 1] = 0;
      return false;
    }
    move(slot, into.get());
    heads[slot] = before;
    return true;
  }

  private void move(int slot, Choice choice) {
    if (arrangement.isAgain(slot)) {
      arrangement.putAgain(slot, choice);
    } else {
      arrangement.put(slot, choice);
    }
  }

  private Optional<Choice> withRoom(int slot, long head, long tail) {
    return withRoom(slot, head, tail, Spare.UNSEEN).or(() -> withRoom(slot, head, tail, Spare.ANY));
  }

  /** What fills the slot when that has the room, else the best range of the same moment's shot. */
  private Optional<Choice> withRoom(int slot, long head, long tail, Spare spare) {
    Choice now = arrangement.at(slot);
    if (hasRoom(slot, now.in(), head, tail, spare)) {
      return Optional.of(now);
    }
    Choice best = null;
    for (long in : starts(slot, head, tail)) {
      if (hasRoom(slot, in, head, tail, spare)) {
        Choice choice = arrangement.choice(slot, now.footage(), in);
        if (best == null || isBetter(choice, best, now)) {
          best = choice;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isBetter(Choice one, Choice other, Choice now) {
    return one.worth() != other.worth()
        ? one.worth() > other.worth()
        : Math.abs(one.in() - now.in()) < Math.abs(other.in() - now.in());
  }

  /** In-points worth trying: as for a range of its own, and as near to all that is in the way. */
  private List<Long> starts(int slot, long head, long tail) {
    Choice now = arrangement.at(slot);
    Footage footage = now.footage();
    Footage.Span span = now.moment().span();
    long length = arrangement.length(slot);
    long apart = footage.slack() + slack;
    List<Long> starts = new ArrayList<>();
    for (long in : footage.starts(now.cell(), length)) {
      starts.add(in);
    }
    starts.add(footage.onFrame(span.in() + head + apart));
    starts.add(upTo(footage, span.out() - tail - length - apart));
    for (int use : arrangement.usesOf(footage)) {
      Choice used = arrangement.at(use);
      starts.add(footage.onFrame(used.out() + tails[use] + head + apart));
      starts.add(upTo(footage, used.in() - heads[use] - tail - length - apart));
      starts.add(footage.onFrame(used.out() + apart));
      starts.add(upTo(footage, used.in() - length - apart));
    }
    return starts;
  }

  /** The last frame that begins at {@code time} or before it. */
  private static long upTo(Footage footage, long time) {
    long frame = footage.onFrame(time);
    return frame > time ? footage.frameBefore(time) : frame;
  }

  private boolean hasRoom(int slot, long in, long head, long tail, Spare spare) {
    Footage footage = arrangement.at(slot).footage();
    long apart = footage.slack() + slack;
    long from = in - head - (head > 0 ? apart : 0);
    long to = in + arrangement.length(slot) + tail + (tail > 0 ? apart : 0);
    if (!footage.isUnbroken(from, to)) {
      return false;
    }
    for (int use : arrangement.usesOf(footage)) {
      boolean inTheWay =
          spare == Spare.UNSEEN
              ? isShown(use, slot, from, to)
              : isRange(use, slot, in, in + arrangement.length(slot));
      if (use != slot
          && (inTheWay || !arrangement.order().allows(use, arrangement.at(use).in(), slot, in))) {
        return false;
      }
    }
    return true;
  }

  /** Whether another slot shows some of it, in a dissolve or by itself. */
  private boolean isShown(int use, int slot, long from, long to) {
    Choice used = arrangement.at(use);
    long apart = used.footage().slack();
    return isOnce(use, slot)
        && from < used.out() + tails[use] + apart
        && used.in() - heads[use] < to + apart;
  }

  private boolean isRange(int use, int slot, long in, long out) {
    Choice used = arrangement.at(use);
    long apart = used.footage().slack();
    return isOnce(use, slot) && in < used.out() + apart && used.in() < out + apart;
  }

  /** What is shown again anyway is in nobody's way. */
  private boolean isOnce(int use, int slot) {
    return !arrangement.isAgain(use) && !arrangement.isAgain(slot);
  }
}
