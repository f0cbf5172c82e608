package io.autocut.archive;

import java.util.OptionalInt;

/**
 * What making one film would take, beyond what the store has and what the films before it take.
 *
 * @param montageId names the film
 * @param clips that are offered
 * @param clipsToAnalyze of those, all but what is known
 * @param songsToAnalyze 1 when its beats have to be found, else 0
 * @param segments of its plan; empty when it cannot be planned before its clips are analyzed
 * @param segmentsToCut of those; empty as above
 * @param eventsBefore of the earlier plan
 * @param problem why it cannot be made, as far as that can be told; empty when it can
 */
public record FilmEstimate(
    String montageId,
    int clips,
    int clipsToAnalyze,
    int songsToAnalyze,
    OptionalInt segments,
    OptionalInt segmentsToCut,
    int eventsBefore,
    String problem) {}
