package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.media.PacketIndex;
import io.autocut.schemas.CameraMove;
import io.autocut.schemas.Moment;
import io.autocut.schemas.Shot;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.Veto;
import io.autocut.schemas.VideoStream;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Divides the shots of one clip into moments and scores them.
 *
 * <p>Each shot but for its transitions is cut into cells of half a second (in clips of more than a
 * minute, two), each cell scored from the glances around it, and cells that score about the same
 * are joined to moments of at most four seconds: together they cover all of the shot. At most
 * {@value #MOST} moments a clip. Immutable, safe for many threads.
 */
final class MomentFinder {
  static final int MOST = 2000;

  private static final RationalTime SHORT_CELL = RationalTime.of(1, 2);
  private static final RationalTime LONG_CELL = RationalTime.of(2, 1);
  private static final RationalTime LONG_CLIP = RationalTime.of(60, 1);
  private static final RationalTime LONGEST_MOMENT = RationalTime.of(4, 1);

  /** A camera's motion is taken to go on for so long beyond what was seen. */
  private static final RationalTime MOVE_LASTS = RationalTime.of(1, 1);

  private final VideoStream video;
  private final Timebase timebase;
  private final PacketIndex packets;
  private final PacketActivity activity;
  private final ClipSound sound;

  MomentFinder(VideoStream video, Timebase timebase, PacketIndex packets, ClipSound sound) {
    this.video = video;
    this.timebase = timebase;
    this.packets = packets;
    this.activity = new PacketActivity(packets, video);
    this.sound = sound;
  }

  private record Range(long in, long out) {}

  /**
   * The moments of {@code shots}, rising, none in a transition.
   *
   * @param glances at least one, in any order
   */
  List<Moment> find(List<Shot> shots, List<GlanceMeasures> glances) {
    checkArgument(!shots.isEmpty() && !glances.isEmpty(), "shots: %s, glances: %s", shots, glances);
    List<Range> ranges = clearOfTransitions(shots);
    if (ranges.isEmpty()) {
      ranges = shots.stream().map(shot -> new Range(shot.getInPts(), shot.getOutPts())).toList();
    }
    long length = shots.get(shots.size() - 1).getOutPts() - shots.get(0).getInPts();
    long cell = cellLength(length);
    int most = Math.max(1, (int) (ticks(LONGEST_MOMENT) / cell));
    List<Moment> moments = new ArrayList<>();
    for (Range range : ranges) {
      addMoments(range, cell, new CellJoiner(most), glances, moments);
    }
    return moments.size() <= MOST ? moments : best(moments);
  }

  private static List<Range> clearOfTransitions(List<Shot> shots) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < shots.size(); i++) {
      Shot shot = shots.get(i);
      long in = Math.max(shot.getInPts(), shot.getTransitionOutPts());
      long out = shot.getOutPts();
      if (i + 1 < shots.size()) {
        Shot next = shots.get(i + 1);
        boolean gradual = next.getTransitionOutPts() > next.getTransitionInPts();
        out = gradual ? Math.min(out, next.getTransitionInPts()) : out;
      }
      if (out > in) {
        ranges.add(new Range(in, out));
      }
    }
    return ranges;
  }

  private long cellLength(long clip) {
    long least =
        clip > ticks(LONG_CLIP)
            ? Math.max(ticks(LONG_CELL), (clip + MOST - 1) / MOST)
            : ticks(SHORT_CELL);
    return Math.max(1, least);
  }

  private void addMoments(
      Range range,
      long cellLength,
      CellJoiner joiner,
      List<GlanceMeasures> glances,
      List<Moment> moments) {
    List<Sight> own = new ArrayList<>();
    for (GlanceMeasures glance : glances) {
      Sight.of(glance, range.in(), range.out(), timebase).ifPresent(own::add);
    }
    boolean seen = !own.isEmpty();
    List<Sight> sights = seen ? own : List.of(nearestOf(glances, range));
    SightLine line = new SightLine(SightLine.sorted(sights), activity);
    List<Cell> cells = new ArrayList<>();
    List<Long> borders = borders(range, cellLength);
    for (int i = 0; i + 1 < borders.size(); i++) {
      cells.add(line.cell(borders.get(i), borders.get(i + 1)));
    }
    for (List<Cell> joined : joiner.joined(cells)) {
      moments.add(moment(joined, line, seen, glances));
    }
  }

  /** What is nearest to a range that no glance falls into; it tells of another shot. */
  private Sight nearestOf(List<GlanceMeasures> glances, Range range) {
    GlanceMeasures nearest = glances.get(0);
    for (GlanceMeasures glance : glances) {
      if (Math.abs(glance.pts() - range.in()) < Math.abs(nearest.pts() - range.in())) {
        nearest = glance;
      }
    }
    return Sight.of(nearest, Long.MIN_VALUE, Long.MAX_VALUE, timebase).orElseThrow();
  }

  /** Where cells begin, each on a frame, and the end of the last. */
  private List<Long> borders(Range range, long cellLength) {
    long length = range.out() - range.in();
    long count = Math.max(1, length / cellLength);
    List<Long> borders = new ArrayList<>(List.of(range.in()));
    for (long i = 1; i < count; i++) {
      long at = range.in() + length / count * i + length % count * i / count;
      int frame = PacketActivity.firstNotBefore(packets.pts(), at);
      long border = frame < packets.pts().length() ? packets.pts().get(frame) : at;
      if (border > borders.get(borders.size() - 1) && border < range.out()) {
        borders.add(border);
      }
    }
    borders.add(range.out());
    return borders;
  }

  private Moment moment(
      List<Cell> cells, SightLine line, boolean seen, List<GlanceMeasures> glances) {
    long in = cells.get(0).in();
    long out = cells.get(cells.size() - 1).out();
    List<Sight> within = line.within(in, out);
    List<Veto> vetoes = cells.get(0).vetoes();
    ScoreCard card = ScoreCard.mean(cells.stream().map(Cell::card).toList());
    double loudness = sound.between(time(in), time(out));
    Moment.Builder moment =
        Moment.newBuilder()
            .setInPts(in)
            .setOutPts(out)
            .setScores(card.toRecord(loudness, vetoes))
            .setMove(seen ? move(in, out, within, line) : CameraMove.UNKNOWN)
            .setVetoes(new ArrayList<>(vetoes))
            .setPeakPts(frameAt(in + (out - in) / 2, in))
            .setFocus(
                new FocusFinder(video.getRotation(), timebase)
                    .between(in, out, glances)
                    .orElse(null));
    if (seen) {
      // Colours change slowly: where no glance falls, those of the nearest are likely the same.
      Sight nearest = line.nearest(in + (out - in) / 2);
      moment.setTint(nearest.looks().get(0).look().colours().tint());
    }
    peak(within).ifPresent(peak -> describe(moment, peak));
    return moment.build();
  }

  private record Peak(Sight sight, Sight.ScoredLook look) {}

  private static Optional<Peak> peak(List<Sight> sights) {
    Peak best = null;
    for (Sight sight : sights) {
      for (Sight.ScoredLook look : sight.looks()) {
        if (best == null || look.worth() > best.look().worth()) {
          best = new Peak(sight, look);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static void describe(Moment.Builder moment, Peak peak) {
    Look look = peak.look().look();
    boolean blank = peak.look().vetoes().stream().anyMatch(veto -> veto != Veto.BLURRED);
    moment
        .setPeakPts(look.pts())
        .setTint(look.colours().tint())
        .setFaces(new ArrayList<>(peak.sight().faces()))
        .setScale(LookScores.scale(peak.sight().faces()))
        .setPictureHash(blank ? "" : PictureHash.hexadecimal(look.hash()));
  }

  private CameraMove move(long in, long out, List<Sight> within, SightLine line) {
    if (!within.isEmpty()) {
      return CameraPath.mean(within.stream().map(Sight::path).toList()).move(video.getRotation());
    }
    Sight nearest = line.nearest(in + (out - in) / 2);
    long away = Math.max(in - nearest.outPts(), nearest.inPts() - out);
    return away <= ticks(MOVE_LASTS)
        ? nearest.path().move(video.getRotation())
        : CameraMove.UNKNOWN;
  }

  private long frameAt(long at, long least) {
    int frame = PacketActivity.firstNotBefore(packets.pts(), at + 1) - 1;
    return frame < 0 ? least : Math.max(least, packets.pts().get(frame));
  }

  private static List<Moment> best(List<Moment> moments) {
    return moments.stream()
        .sorted(Comparator.comparing((Moment moment) -> -moment.getScores().getQuality()))
        .limit(MOST)
        .sorted(Comparator.comparing(Moment::getInPts))
        .toList();
  }

  private RationalTime time(long pts) {
    return RationalTime.ofTicks(pts, timebase.getNum(), timebase.getDen());
  }

  private long ticks(RationalTime time) {
    return time.toTicks(timebase.getNum(), timebase.getDen());
  }
}
