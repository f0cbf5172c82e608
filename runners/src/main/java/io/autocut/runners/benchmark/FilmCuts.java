package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.media.VideoEncoder;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.OutputProfile;
import io.autocut.store.Uris;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a finished film is made of, so that it can be made again by other means: the very same cuts,
 * hard ones all of them, coded the same way.
 *
 * @param profile how it is coded
 * @param music the music's file
 * @param musicIn where in it the film begins
 * @param musicOut where in it the film ends, exclusive
 * @param cuts in the order of the film
 */
record FilmCuts(
    OutputProfile profile,
    Path music,
    RationalTime musicIn,
    RationalTime musicOut,
    ImmutableList<Cut> cuts) {

  /**
   * @param clip the source
   * @param in where the range begins, after the clip's first frame
   * @param frames its length in frames of the film
   */
  record Cut(Path clip, RationalTime in, long frames) {
    /** As {@code -ss} takes it: never before {@code in}, which may be a keyframe. */
    String seekSeconds() {
      long micros = in.toMicros();
      boolean early = RationalTime.ofMicros(micros).compareTo(in) < 0;
      return RationalTime.ofMicros(early ? micros + 1 : micros).toDecimalSeconds();
    }
  }

  /** The cuts of a plan, coded as the report on its film tells. */
  static FilmCuts of(EditDecisionList plan, MontageReport report) {
    return new FilmCuts(
        profile(plan, report),
        Uris.localPath(plan.getMusicUri()),
        RationalTime.of(plan.getMusicIn()),
        RationalTime.of(plan.getMusicOut()),
        plan.getEvents().stream()
            .map(
                event ->
                    new Cut(
                        Uris.localPath(event.getClipUri()),
                        RationalTime.of(event.getSourceIn()),
                        event.getRecordOut() - event.getRecordIn()))
            .collect(ImmutableList.toImmutableList()));
  }

  private static OutputProfile profile(EditDecisionList plan, MontageReport report) {
    return report.getProfile() != null
        ? report.getProfile()
        : OutputProfile.newBuilder()
            .setCanvas(plan.getCanvas())
            .setEditRate(plan.getEditRate())
            .setVideoEncoder(report.getVersions().getVideoEncoder())
            .build();
  }

  /** The same film with other ranges of the same lengths. */
  FilmCuts with(UnaryOperator<Cut> change) {
    return new FilmCuts(
        profile,
        music,
        musicIn,
        musicOut,
        cuts.stream().map(change).collect(ImmutableList.toImmutableList()));
  }

  Canvas canvas() {
    return profile.getCanvas();
  }

  FrameRate rate() {
    return FrameRate.of(profile.getEditRate());
  }

  VideoEncoder encoder() {
    return VideoEncoder.named(profile.getVideoEncoder());
  }

  long frames() {
    return cuts.stream().mapToLong(Cut::frames).sum();
  }

  /** Length of the film. */
  RationalTime length() {
    return rate().timeOf(frames());
  }

  /** Every clip once, in the order of the film. */
  List<Path> clips() {
    return cuts.stream().map(Cut::clip).distinct().toList();
  }
}
