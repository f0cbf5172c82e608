package io.autocut.exports.page;

import static java.util.Objects.requireNonNull;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.FilmStills;
import io.autocut.schemas.MontageReport;
import java.util.Optional;

/**
 * All that a page tells of one film, or of the plan of one.
 *
 * @param plan absent when none could be made
 * @param beats the beats of its music; absent when they are not known
 * @param waveform absent when the music cannot be read
 * @param stills absent when there are none
 * @param playable absent when there is nothing to play
 */
public record PageContent(
    MontageReport report,
    Optional<EditDecisionList> plan,
    Optional<BeatTimeline> beats,
    Optional<Waveform> waveform,
    Optional<FilmStills> stills,
    Optional<Playable> playable) {
  public PageContent {
    requireNonNull(report, "report");
    requireNonNull(plan, "plan");
    requireNonNull(beats, "beats");
    requireNonNull(waveform, "waveform");
    requireNonNull(stills, "stills");
    requireNonNull(playable, "playable");
  }

  /** Of a montage that got no further than its failures. */
  public static PageContent ofNothing(MontageReport report) {
    return new PageContent(
        report,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
