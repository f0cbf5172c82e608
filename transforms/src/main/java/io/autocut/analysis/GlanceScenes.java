package io.autocut.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Remembers what the first picture of each glance shows. */
final class GlanceScenes implements Consumer<Glance> {
  private final Map<Long, Thumbnail> scenes = new HashMap<>();

  @Override
  public void accept(Glance glance) {
    scenes.put(glance.pts(), Thumbnail.of(glance.frames().get(0).picture()));
  }

  boolean isEmpty() {
    return scenes.isEmpty();
  }

  /** What is shown at that time; empty when no glance begins then. */
  Optional<Thumbnail> at(long pts) {
    return Optional.ofNullable(scenes.get(pts));
  }
}
