package io.autocut.exports.page;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageReport;
import java.util.Optional;

/**
 * All that a page tells of one film, or of the plan of one.
 *
 * @param plan absent when none could be made
 * @param beats the beats of its music; absent when they are not known
 * @param waveform absent when the music cannot be read
 * @param stills a picture of each event by its index; those that could not be had are missing
 * @param worstCuts the cuts that are farthest from their beats, the worst first; empty for a plan
 * @param playable absent when there is nothing to play
 */
public record PageContent(
    MontageReport report,
    Optional<EditDecisionList> plan,
    Optional<BeatTimeline> beats,
    Optional<Waveform> waveform,
    ImmutableMap<Integer, Still> stills,
    ImmutableList<CutStills> worstCuts,
    Optional<Playable> playable) {
  public PageContent {
    requireNonNull(report, "report");
    requireNonNull(plan, "plan");
    requireNonNull(beats, "beats");
    requireNonNull(waveform, "waveform");
    requireNonNull(stills, "stills");
    requireNonNull(worstCuts, "worstCuts");
    requireNonNull(playable, "playable");
  }
}
