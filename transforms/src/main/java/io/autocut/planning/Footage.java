package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Moment;
import io.autocut.schemas.Shot;
import io.autocut.schemas.SourceRange;
import io.autocut.schemas.Timebase;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One clip as the planner sees it: its moments, and the spans within which a range may lie, each a
 * shot without its transitions or what somebody allows of one.
 *
 * <p>Times are flicks after the clip's first frame. Immutable.
 */
final class Footage {
  private static final int KEYFRAMES_FOR_A_MOMENT = 4;
  private static final int MOST_COPYABLE = 12;

  /** A time after the end of every clip, to which lengths can be added. */
  private static final long BEYOND = Long.MAX_VALUE / 4;

  private final AnalyzedClip clip;
  private final ClipRule rule;
  private final long order;
  private final FrameRate rate;
  private final ImmutableList<Span> spans;
  private final InPoints inPoints;
  private final List<Long> keyframePts;
  private final long[] keyframes;
  private final Cell[] cells;
  private final long slack;
  private final long contentHash;
  private final long longest;
  private final long length;
  private final boolean worthShowing;
  private final double bestQuality;

  /** An unbroken range. */
  record Span(long in, long out) {
    long length() {
      return out - in;
    }
  }

  /**
   * A moment within a span.
   *
   * @param motion in thousandths
   * @param hash perceptual hash of its picture; 0 when there is none
   */
  record Cell(Moment moment, Span span, long in, long out, long peak, int motion, long hash) {}

  private Footage(AnalyzedClip clip, ClipRule rule, long order, InPoints inPoints) {
    ClipAnalysis analysis = clip.analysis();
    this.inPoints = inPoints;
    this.clip = clip;
    this.rule = rule;
    this.order = order;
    this.rate = FrameRate.of(analysis.getVideo().getAverageRate());
    this.spans = spans(analysis, rule, lastFrame(inPoints, rate));
    this.keyframePts = keyframePts(analysis, inPoints);
    this.keyframes = keyframePts.stream().mapToLong(pts -> ticks(analysis, pts)).toArray();
    this.cells = cellsInSpans();
    boolean exact = Flicks.isExact(rate) && Flicks.isExact(analysis.getTimebase());
    this.slack = exact ? 0 : Flicks.SLACK;
    this.longest = spans.stream().mapToLong(Span::length).max().orElse(0);
    this.length = spans.stream().mapToLong(Span::length).sum();
    this.worthShowing = Arrays.stream(cells).anyMatch(cell -> cell.moment().getVetoes().isEmpty());
    this.bestQuality =
        Arrays.stream(cells)
            .mapToDouble(cell -> cell.moment().getScores().getQuality())
            .max()
            .orElse(0);
    this.contentHash = Objective.contentHash(clip.fingerprint());
  }

  /**
   * @param order its place in a film that keeps an order; any number when it does not
   */
  static Footage of(AnalyzedClip clip, ClipRule rule, long order, InPoints inPoints) {
    return new Footage(clip, rule, order, inPoints);
  }

  private static List<Long> keyframePts(ClipAnalysis analysis, InPoints inPoints) {
    if (inPoints == InPoints.ANY_FRAME) {
      return analysis.getKeyframePts();
    }
    return analysis.getCopying() == null ? List.of() : analysis.getCopying().getInPts();
  }

  /**
   * What is left of the end of each span: copied frames jitter, and so the last of a range may
   * begin up to a frame later than an even rate has it.
   */
  private static long lastFrame(InPoints inPoints, FrameRate rate) {
    return inPoints == InPoints.ANY_FRAME ? 0 : Flicks.ofFrame(1, rate);
  }

  private static ImmutableList<Span> spans(ClipAnalysis analysis, ClipRule rule, long left) {
    ImmutableList.Builder<Span> spans = ImmutableList.builder();
    List<Shot> shots = analysis.getShots();
    for (int i = 0; i < shots.size(); i++) {
      Shot shot = shots.get(i);
      boolean softIn = shot.getTransitionOutPts() > shot.getInPts();
      long in = ticks(analysis, softIn ? shot.getTransitionOutPts() : shot.getInPts());
      long out = ticks(analysis, shot.getOutPts());
      if (i + 1 < shots.size() && isSoft(shots.get(i + 1))) {
        out = Math.min(out, ticks(analysis, shots.get(i + 1).getTransitionInPts()));
      }
      allowed(in, out - left, rule).forEach(spans::add);
    }
    return spans.build();
  }

  private static boolean isSoft(Shot shot) {
    return shot.getTransitionOutPts() > shot.getInPts();
  }

  private static List<Span> allowed(long in, long out, ClipRule rule) {
    List<Span> allowed = new ArrayList<>();
    if (rule.ranges().isEmpty()) {
      allowed.add(new Span(in, out));
    }
    for (SourceRange range : rule.ranges()) {
      long from = flicks(RationalTime.of(range.getSourceIn()));
      long to = range.getSourceOut() == null ? out : flicks(RationalTime.of(range.getSourceOut()));
      allowed.add(new Span(Math.max(in, from), Math.min(out, to)));
    }
    allowed.removeIf(span -> span.length() <= 0);
    return allowed;
  }

  private static long flicks(RationalTime time) {
    return time.toTicks(1, (int) Flicks.PER_SECOND);
  }

  private static long ticks(ClipAnalysis analysis, long pts) {
    return Flicks.ofTicks(pts - analysis.getFirstPts(), analysis.getTimebase());
  }

  private Cell[] cellsInSpans() {
    ClipAnalysis analysis = clip.analysis();
    List<Cell> found = new ArrayList<>();
    for (Moment moment : analysis.getMoments()) {
      long in = ticks(analysis, moment.getInPts());
      long out = ticks(analysis, moment.getOutPts());
      long peak = Math.max(in, Math.min(out, ticks(analysis, moment.getPeakPts())));
      for (Span span : spans) {
        if (span.in() < out && in < span.out()) {
          long from = Math.max(in, span.in());
          long to = Math.min(out, span.out());
          found.add(
              new Cell(
                  moment,
                  span,
                  from,
                  to,
                  Math.max(from, Math.min(to, peak)),
                  (int) Math.round(1000 * moment.getScores().getMotion()),
                  hash(moment)));
        }
      }
    }
    return found.toArray(Cell[]::new);
  }

  private static long hash(Moment moment) {
    return moment.getPictureHash().isEmpty()
        ? 0
        : Long.parseUnsignedLong(moment.getPictureHash(), 16);
  }

  AnalyzedClip clip() {
    return clip;
  }

  ClipRule rule() {
    return rule;
  }

  long order() {
    return order;
  }

  /** Its moments, as far as they lie in spans; rising. */
  int cells() {
    return cells.length;
  }

  Cell cell(int index) {
    return cells[index];
  }

  /** What may be shown of it, rising. */
  ImmutableList<Span> spans() {
    return spans;
  }

  boolean isUnbroken(long in, long out) {
    return spans.stream().anyMatch(span -> span.in() <= in && out <= span.out());
  }

  /** The longest unbroken range; 0 when nothing may be shown. */
  long longest() {
    return longest;
  }

  /** All that may be shown. */
  long length() {
    return length;
  }

  /** The quality of its best moment, 0 to 1. */
  double bestQuality() {
    return bestQuality;
  }

  /** Whether there is a moment in it that no veto speaks against. */
  boolean isWorthShowing() {
    return worthShowing;
  }

  /** A number that stands for its content. */
  long contentHash() {
    return contentHash;
  }

  /** How many flicks apart two ranges of it must be so that rounding cannot make them overlap. */
  long slack() {
    return slack;
  }

  boolean isKeyframe(long in) {
    return Arrays.binarySearch(keyframes, in) >= 0;
  }

  /**
   * Whether a range that shows some of a moment can begin on a keyframe.
   *
   * @param shortest the range lasts at least so long
   * @param longest and at most so long
   */
  boolean hasKeyframe(int index, long shortest, long longest) {
    Cell cell = cells[index];
    long earliest = Math.max(cell.span().in(), cell.in() - longest + 1);
    int next = keyframeFrom(earliest);
    return next < keyframes.length
        && keyframes[next] < cell.out()
        && keyframes[next] <= cell.span().out() - shortest;
  }

  /** The first in-point at {@code time} or after it; beyond the clip when there is none. */
  long onFrame(long time) {
    if (inPoints == InPoints.COPYABLE) {
      int next = keyframeFrom(time);
      return next < keyframes.length ? keyframes[next] : BEYOND;
    }
    return Flicks.ofFrame(Flicks.frameFrom(Math.max(0, time), rate), rate);
  }

  /**
   * The in-point before the one at {@code time}; before the clip when only copies are offered and
   * there is none.
   */
  long frameBefore(long time) {
    if (inPoints == InPoints.COPYABLE) {
      int next = keyframeFrom(time);
      return next > 0 ? keyframes[next - 1] : -1;
    }
    return Flicks.ofFrame(Math.max(0, Flicks.frameFrom(time, rate) - 1), rate);
  }

  /** The exact time of an in-point that this footage has offered. */
  RationalTime exact(long in) {
    int keyframe = Arrays.binarySearch(keyframes, in);
    if (keyframe >= 0) {
      ClipAnalysis analysis = clip.analysis();
      Timebase timebase = analysis.getTimebase();
      return RationalTime.ofTicks(
          keyframePts.get(keyframe) - analysis.getFirstPts(), timebase.getNum(), timebase.getDen());
    }
    return rate.timeOf(Flicks.frameFrom(in, rate));
  }

  /** The place of the first keyframe at {@code time} or after it. */
  private int keyframeFrom(long time) {
    int found = Arrays.binarySearch(keyframes, time);
    return found < 0 ? -found - 1 : found;
  }

  /**
   * In-points worth trying for a range of {@code length} in the moment {@code index}: so that it
   * lies around the peak, from its beginning on, to its end, and on keyframes; of what is to be
   * copied, on those alone from which it shows some of the moment.
   */
  long[] starts(int index, long length) {
    Cell cell = cells[index];
    if (inPoints == InPoints.COPYABLE) {
      return copyableStarts(cell, length);
    }
    long[] starts = new long[3 + KEYFRAMES_FOR_A_MOMENT];
    int count = 0;
    long latest = cell.span().out() - length;
    long around = Math.min(latest, cell.peak() - length / 2);
    starts[count++] = onFrame(Math.max(cell.span().in(), around));
    starts[count++] = onFrame(cell.in());
    starts[count++] = onFrame(Math.max(cell.span().in(), Math.min(cell.out(), latest + 1) - 1));
    for (int k = keyframeFrom(cell.in());
        k < keyframes.length && keyframes[k] < cell.out() && count < starts.length;
        k++) {
      starts[count++] = keyframes[k];
    }
    return Arrays.copyOf(starts, count);
  }

  /** All keyframes from which a range shows some of the moment; of many, some spread evenly. */
  private long[] copyableStarts(Cell cell, long length) {
    int from = keyframeFrom(Math.max(cell.span().in(), cell.in() - length + 1));
    int to = keyframeFrom(Math.min(cell.out(), cell.span().out() - length + 1));
    int count = Math.max(0, Math.min(to - from, MOST_COPYABLE));
    long[] starts = new long[count];
    for (int i = 0; i < count; i++) {
      starts[i] = keyframes[from + (int) ((long) i * (to - from) / count)];
    }
    return starts;
  }

  /**
   * Index of the moment that is on at {@code time}, or of the one before it; 0 before the first.
   */
  int cellAt(long time) {
    int low = 0;
    int high = cells.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (cells[middle].in() <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
