package io.autocut.analysis;

import io.autocut.schemas.Moment;
import io.autocut.schemas.MomentScores;
import io.autocut.schemas.Shot;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tiles shots with moments of half a second, each scored as the last glance before it. */
final class GlanceMoments implements Consumer<Glance> {
  private static final RationalTime MOMENT = RationalTime.of(1, 2);

  private final MomentScorer scorer = new MomentScorer();
  private final TreeMap<Long, MomentScores> scores = new TreeMap<>();

  @Override
  public void accept(Glance glance) {
    Picture first = glance.frames().get(0).picture();
    List<FrameMeasures> measures = new ArrayList<>();
    try (FrameGauge gauge = new FrameGauge(first.width(), first.height())) {
      for (Glance.Frame frame : glance.frames()) {
        measures.add(gauge.measure(frame.picture().luma()));
      }
    }
    scores.put(glance.pts(), scorer.score(measures));
  }

  List<Moment> moments(List<Shot> shots, io.autocut.schemas.Timebase timebase) {
    long step = Math.max(1, MOMENT.toTicks(timebase.getNum(), timebase.getDen()));
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < shots.size(); i++) {
      Shot shot = shots.get(i);
      long out = i + 1 < shots.size() ? shots.get(i + 1).getTransitionInPts() : shot.getOutPts();
      for (long in = shot.getTransitionOutPts(); in < out; in += step) {
        Map.Entry<Long, MomentScores> seen = scores.floorEntry(in);
        moments.add(
            Moment.newBuilder()
                .setInPts(in)
                .setOutPts(Math.min(out, in + step))
                .setPeakPts(in)
                .setScores((seen == null ? scores.firstEntry() : seen).getValue())
                .build());
      }
    }
    return moments;
  }
}
