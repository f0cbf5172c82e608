package io.autocut.planning;

import io.autocut.media.Ffmpeg;
import io.autocut.media.Hardware;
import io.autocut.media.VideoEncoder;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.DynamicRange;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.PictureWishes;
import io.autocut.schemas.Quality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides how a planned film is coded, by what is wished of its picture and what its clips are.
 *
 * @param note what a person should know of a wish that could not be met; empty when nothing
 */
record FilmProfile(OutputProfile profile, String note) {
  private static final int PREVIEW_SHORT_SIDE = 360;

  /**
   * Tries the encoder of high dynamic range where that is to be kept, which takes a moment.
   *
   * @param match how the footage is coded where it stays as it is
   * @param clips at least those that the film shows
   */
  static FilmProfile of(
      EditDecisionList list,
      PictureWishes wishes,
      Optional<MatchChoice.Match> match,
      List<AnalyzedClip> clips,
      VideoEncoder encoder,
      Ffmpeg ffmpeg)
      throws InterruptedException {
    OutputProfile.Builder profile =
        OutputProfile.newBuilder()
            .setCanvas(wishes.getPreview() ? preview(list.getCanvas()) : list.getCanvas())
            .setEditRate(list.getEditRate())
            .setVideoEncoder(encoder.ffmpegName())
            .setFit(wishes.getFit())
            .setQuality(quality(wishes));
    if (match.isPresent()) {
      profile
          .setQuality(Quality.MATCH)
          .setDynamicRange(match.get().range())
          .setCoded(match.get().format());
      return new FilmProfile(profile.build(), "");
    }
    String note = wishes.getKeepHighDynamicRange() ? keepRange(profile, list, clips, ffmpeg) : "";
    return new FilmProfile(profile.build(), note);
  }

  private static Quality quality(PictureWishes wishes) {
    if (wishes.getPreview()) {
      return Quality.DRAFT;
    }
    return switch (wishes.getQuality()) {
      case DRAFT -> Quality.DRAFT;
      case HIGH -> Quality.HIGH;
      default -> Quality.STANDARD;
    };
  }

  /** The same shape, of 360 lines; of columns where it is upright. */
  static Canvas preview(Canvas canvas) {
    int side = Math.min(canvas.getWidth(), canvas.getHeight());
    return side <= PREVIEW_SHORT_SIDE
        ? canvas
        : new Canvas(shrunk(canvas.getWidth(), side), shrunk(canvas.getHeight(), side));
  }

  private static int shrunk(int length, int shortSide) {
    return (length * PREVIEW_SHORT_SIDE + shortSide) / (2 * shortSide) * 2;
  }

  private static String keepRange(
      OutputProfile.Builder profile, EditDecisionList list, List<AnalyzedClip> clips, Ffmpeg ffmpeg)
      throws InterruptedException {
    Map<String, String> transfers = new HashMap<>();
    clips.forEach(clip -> transfers.put(clip.uri(), clip.analysis().getVideo().getColorTransfer()));
    List<String> shown =
        list.getEvents().stream()
            .map(Event::getClipUri)
            .map(uri -> transfers.getOrDefault(uri, ""))
            .distinct()
            .toList();
    DynamicRange range = shown.size() == 1 ? range(shown.get(0)) : DynamicRange.STANDARD;
    if (range == DynamicRange.STANDARD) {
      return "The film has standard dynamic range: not all clips in it have the same high one.";
    }
    String reason = Hardware.reasonAgainst(ffmpeg, VideoEncoder.X265);
    if (!reason.isEmpty()) {
      return "The film has standard dynamic range: this FFmpeg cannot encode HEVC of ten bits"
          + " (libx265: %s).".formatted(reason);
    }
    profile.setVideoEncoder(VideoEncoder.X265.ffmpegName()).setDynamicRange(range);
    return "";
  }

  private static DynamicRange range(String transfer) {
    return switch (transfer) {
      case "arib-std-b67" -> DynamicRange.HLG;
      case "smpte2084" -> DynamicRange.PQ;
      default -> DynamicRange.STANDARD;
    };
  }
}
