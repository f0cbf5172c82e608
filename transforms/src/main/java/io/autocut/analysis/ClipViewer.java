package io.autocut.analysis;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegException;
import io.autocut.media.FfmpegResult;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.Timebase;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at a clip by glances, and finds out how far it can be used.
 *
 * <p>A sound clip costs one child that decodes the glances alone. Where that meets damage, a second
 * one decodes the whole clip and stops at the first damage, so that what lies before it is known to
 * be sound; where that is almost nothing (a recording that begins in the middle of a stream), a
 * third decodes on past damage. An FFmpeg that cannot leave packets out decodes the whole clip at
 * once. The glances are the same each time.
 */
final class ClipViewer {
  /** Long side of a glance's pictures. */
  static final int PICTURE_SIDE = 640;

  private static final List<String> STRICT = List.of("-xerror", "-err_detect", "explode");

  /** Less than this before the damage and the clip is decoded past it. */
  private static final RationalTime ENOUGH = RationalTime.of(1, 2);

  /** A clip with more errors than one for so much time shows more damage than picture. */
  private static final RationalTime TIME_PER_ERROR = RationalTime.of(1, 2);

  /** A glance pass that delivers fewer of its frames than this was of no use. */
  private static final int ENOUGH_PERCENT = 75;

  private final Ffmpeg ffmpeg;
  private final PictureReader pictures;

  ClipViewer(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
    this.pictures = new PictureReader(ffmpeg);
  }

  /**
   * How far a clip can be used.
   *
   * @param endPts end of the last frame that decodes
   * @param damage what FFmpeg said of the first damage; empty for a sound clip
   * @param pastDamage whether the frames after it count all the same
   */
  record Extent(long endPts, String damage, boolean pastDamage) {}

  /**
   * Hands the glances of {@code plan} over, in order.
   *
   * @param takers asked anew for each attempt: only what the last one was given counts
   */
  Extent view(ClipFile clip, GlancePlan plan, Supplier<? extends Consumer<Glance>> takers)
      throws UnusableMediaException, IOException, InterruptedException {
    boolean canLeaveOut = ffmpeg.installation().filtersInputPackets() && !plan.isWhole();
    if (canLeaveOut && viewGlances(clip, plan, takers.get())) {
      return new Extent(clip.packets().endPts(), "", false);
    }
    GlanceAssembler assembler = new GlanceAssembler(clip.packets(), plan, takers.get());
    try {
      decode(clip, STRICT, assembler);
      return new Extent(endOf(clip, assembler), "", false);
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
      long end = endOf(clip, assembler);
      return shown(clip, end).compareTo(ENOUGH) >= 0
          ? new Extent(end, e.cause(), false)
          : viewPastDamage(clip, plan, takers.get(), e.cause());
    }
  }

  /** Whether the glances decode without an error and almost all of their frames come. */
  private boolean viewGlances(ClipFile clip, GlancePlan plan, Consumer<Glance> taker)
      throws IOException, InterruptedException {
    GlanceAssembler assembler = new GlanceAssembler(clip.packets(), plan, taker);
    List<String> dropping = plan.packets().options();
    try {
      FfmpegResult result =
          decode(
              clip,
              ImmutableList.<String>builder().addAll(STRICT).addAll(dropping).build(),
              assembler);
      return result.errors() == 0
          && 100L * assembler.delivered() >= (long) ENOUGH_PERCENT * plan.allFrames();
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
      return false;
    }
  }

  private Extent viewPastDamage(
      ClipFile clip, GlancePlan plan, Consumer<Glance> taker, String damage)
      throws UnusableMediaException, IOException, InterruptedException {
    GlanceAssembler assembler = new GlanceAssembler(clip.packets(), plan, taker);
    try {
      FfmpegResult result = decode(clip, List.of(), assembler);
      long end = endOf(clip, assembler);
      if (TIME_PER_ERROR.times(result.errors()).compareTo(shown(clip, end)) > 0) {
        throw new UnusableMediaException(
            "DAMAGED",
            "is damaged from its start on: %d errors (FFmpeg: %s)"
                .formatted(result.errors(), result.likelyCause()));
      }
      return new Extent(end, damage, true);
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
      throw new UnusableMediaException(
          "UNDECODABLE", "does not decode (FFmpeg: " + e.cause() + ")", e);
    }
  }

  private FfmpegResult decode(ClipFile clip, List<String> decoding, GlanceAssembler assembler)
      throws IOException, InterruptedException {
    try {
      return pictures.read(clip, PICTURE_SIDE, decoding, assembler);
    } finally {
      assembler.finish();
    }
  }

  /** The end of the last frame that came; the clip's beginning when none did. */
  private static long endOf(ClipFile clip, GlanceAssembler assembler) {
    int last = assembler.lastRank();
    return last < 0 ? clip.packets().pts().get(0) : clip.packets().endOf(last);
  }

  private static RationalTime shown(ClipFile clip, long end) {
    Timebase timebase = clip.probed().timebase();
    return RationalTime.ofTicks(
        end - clip.packets().pts().get(0), timebase.getNum(), timebase.getDen());
  }
}
