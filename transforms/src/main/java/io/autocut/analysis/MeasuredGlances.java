package io.autocut.analysis;

import io.autocut.schemas.Timebase;
import io.autocut.schemas.VideoStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures each glance as it comes and keeps the measures alone. Not safe for several threads. */
final class MeasuredGlances implements Consumer<Glance> {
  private final GlanceGauge gauge;
  private final FaceWatch faces;
  private final List<GlanceMeasures> measures = new ArrayList<>();

  MeasuredGlances(VideoStream video, Timebase timebase) {
    this.gauge = GlanceGauge.of(video);
    this.faces = new FaceWatch(timebase);
  }

  @Override
  public void accept(Glance glance) {
    measures.add(gauge.measure(glance, faces));
  }

  List<GlanceMeasures> measures() {
    return measures;
  }
}
