package io.autocut.pipelines;

import io.autocut.analysis.ClipEngine;
import io.autocut.analysis.FfmpegClips;
import io.autocut.assembly.FfmpegFilms;
import io.autocut.assembly.FilmEngine;
import io.autocut.ingest.FileFingerprints;
import io.autocut.ingest.FingerprintEngine;
import io.autocut.music.FfmpegMusic;
import io.autocut.music.MusicEngine;
import io.autocut.planning.MontagePlanner;
import io.autocut.planning.PlanEngine;
import io.autocut.segments.FfmpegSegments;
import io.autocut.segments.SegmentEngine;
import java.util.Objects;

/**
 * What touches media in a graph, and what decides the cuts; all else is the same whatever stands
 * here, so that the graph can be measured without either.
 *
 * @param fingerprints tells what a file holds
 * @param clips looks at clips
 * @param music listens to music
 * @param plans decides the cuts
 * @param segments cuts
 * @param films puts films together and proves them
 */
public record MediaEngines(
    FingerprintEngine fingerprints,
    ClipEngine.Factory clips,
    MusicEngine.Factory music,
    PlanEngine plans,
    SegmentEngine.Factory segments,
    FilmEngine.Factory films) {
  public MediaEngines {
    Objects.requireNonNull(fingerprints, "fingerprints");
    Objects.requireNonNull(clips, "clips");
    Objects.requireNonNull(music, "music");
    Objects.requireNonNull(plans, "plans");
    Objects.requireNonNull(segments, "segments");
    Objects.requireNonNull(films, "films");
  }

  /** Those that read and write media. */
  public static MediaEngines real() {
    return new MediaEngines(
        new FileFingerprints(),
        FfmpegClips::new,
        FfmpegMusic::new,
        new MontagePlanner(),
        FfmpegSegments::new,
        FfmpegFilms::new);
  }
}
