package io.autocut.music;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EnergyTurn;
import io.autocut.schemas.Section;
import java.util.List;

/**
 * Writes the structure of music into its timeline, in samples.
 *
 * <p>Seconds become samples by the same rounding as those of the beats, so that what falls on a
 * beat is the sample of that beat.
 */
final class StructureRecords {
  private final BeatTimeline.Builder timeline;
  private final MusicStructure structure;

  private StructureRecords(BeatTimeline.Builder timeline, MusicStructure structure) {
    this.timeline = timeline;
    this.structure = structure;
  }

  /** Sets sections, turns, start and ending; the beats must have been set, with their energy. */
  static BeatTimeline.Builder write(BeatTimeline.Builder timeline, MusicStructure structure) {
    StructureRecords records = new StructureRecords(timeline, structure);
    return timeline
        .setSections(records.sections())
        .setTurns(records.turns())
        .setMusicalStart(records.sample(structure.start()))
        .setEnding(records.sample(structure.ending()));
  }

  private long sample(double seconds) {
    return Math.min(timeline.getSamples(), Math.round(seconds * timeline.getSampleRate()));
  }

  private List<Section> sections() {
    ImmutableList.Builder<Section> sections = ImmutableList.builder();
    for (MusicStructure.Part part : structure.sections()) {
      long in = sample(part.from());
      long out = sample(part.to());
      sections.add(new Section(in, out, part.label(), meanEnergy(in, out)));
    }
    return sections.build();
  }

  private double meanEnergy(long in, long out) {
    double energy =
        timeline.getBeats().stream()
            .filter(beat -> beat.getSample() >= in && beat.getSample() < out)
            .mapToDouble(Beat::getEnergy)
            .average()
            .orElse(0);
    return Math.round(energy * 1000) / 1000.0;
  }

  private List<EnergyTurn> turns() {
    return structure.turns().stream()
        .map(
            turn ->
                new EnergyTurn(
                    turn.kind(),
                    sample(turn.from()),
                    sample(turn.to()),
                    (int) Math.round(100 * turn.loudnessUnits())))
        .collect(ImmutableList.toImmutableList());
  }
}
