package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.TurnKind;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a piece of music is built: sections, turns of energy, where it sets in and where it ends.
 *
 * @param energies one for each beat, 0 to 1, in steps of 1/1000
 * @param sections adjoining, from the first sound to the end of sound
 * @param turns by their beginning
 * @param start where the music has set in after a weak introduction; unit: seconds
 * @param ending where the ending begins; unit: seconds
 */
record MusicStructure(
    ImmutableList<Double> energies,
    ImmutableList<Part> sections,
    ImmutableList<Turn> turns,
    double start,
    double ending) {

  /**
   * A section.
   *
   * @param from unit: seconds
   * @param to exclusive; unit: seconds
   * @param label sections that sound alike share it
   */
  record Part(double from, double to, String label) {}

  /**
   * A build or a drop.
   *
   * @param kind whether the energy rises over bars, or sets in at once
   * @param from unit: seconds
   * @param to exclusive; unit: seconds
   * @param loudnessUnits how much louder it becomes
   */
  record Turn(TurnKind kind, double from, double to, double loudnessUnits) {}

  /**
   * The structure of music that sounds from {@code from} to {@code to}; unit: seconds.
   *
   * @param beats tracked, given or an even grid; at least one
   */
  static MusicStructure of(
      TrackedBeats beats, OnsetFeatures features, LoudnessCurve loudness, double from, double to) {
    checkArgument(beats.count() > 0, "structure needs a beat, there is none from %s", from);
    BeatSpans spans = BeatSpans.of(beats);
    double start = StartFinder.find(spans, loudness, from, to);
    double ending = EndingFinder.find(spans, features, loudness, from, to);
    return new MusicStructure(
        BeatEnergy.of(spans, loudness),
        SectionFinder.find(spans, SoundTexture.of(spans, features, loudness), from, to),
        turns(spans, features, loudness),
        start,
        ending > start ? ending : to);
  }

  /** Of music too short or too long to be listened to closely: loudness, and one section. */
  static MusicStructure plain(TrackedBeats beats, LoudnessCurve loudness, double from, double to) {
    return new MusicStructure(
        BeatEnergy.of(BeatSpans.of(beats), loudness),
        ImmutableList.of(new Part(from, to, SectionLabels.letters(0))),
        ImmutableList.of(),
        from,
        to);
  }

  /** Of silence: no energy anywhere. */
  static MusicStructure silent(TrackedBeats beats, double from, double to) {
    return new MusicStructure(
        ImmutableList.copyOf(Collections.nCopies(beats.count(), 0.0)),
        ImmutableList.of(new Part(from, to, SectionLabels.letters(0))),
        ImmutableList.of(),
        from,
        to);
  }

  private static ImmutableList<Turn> turns(
      BeatSpans spans, OnsetFeatures features, LoudnessCurve loudness) {
    List<Turn> drops = DropFinder.find(spans, features.bandPowers(), loudness);
    return Stream.concat(BuildFinder.find(spans, loudness, drops).stream(), drops.stream())
        .sorted(Comparator.comparingDouble(Turn::from))
        .collect(ImmutableList.toImmutableList());
  }
}
