package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegException;
import io.autocut.media.SegmentEncoding;
import io.autocut.planning.Fades;
import io.autocut.planning.FilmPiece;
import io.autocut.schemas.Event;
import io.autocut.schemas.Fit;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentRequest;
import io.autocut.store.ContentKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Renders one piece of the film: exactly as many frames as planned, in the profile that all pieces
 * share.
 *
 * <p>Goes down the ladder of {@link Rung}s until a piece verifies. Blocks on child processes. Safe
 * for many threads.
 */
public final class SegmentCutter {
  /** Changes whenever the same request would be rendered otherwise. */
  public static final String VERSION = "cutter-6";

  private final Ffmpeg ffmpeg;
  private final List<Rung> ladder;

  public SegmentCutter(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
    this.ladder = SoftwareRung.all(ffmpeg);
  }

  /** The key of {@code piece} in {@code profile}. */
  public ContentKey key(FilmPiece piece, OutputProfile profile) {
    ContentKey.Builder key =
        ContentKey.of(ContentKey.Kind.SEGMENT)
            .with("clip", piece.event().getClipFingerprint())
            .with("in", piece.sourceIn().toString())
            .with("frames", piece.frames())
            .with("profile", profile.toString())
            .with("cutter", VERSION + " " + PictureGraph.VERSION + " " + SegmentEncoding.VERSION)
            .with("ffmpeg", ffmpeg.installation().identity());
    // Named only where there is one: the plain pieces of a film keep their names.
    if (!piece.fades().equals(Fades.NONE)) {
      key.with("fadeIn", piece.fades().in()).with("fadeOut", piece.fades().out());
    }
    piece
        .into()
        .ifPresent(
            into ->
                key.with("intoClip", into.event().getClipFingerprint())
                    .with("intoIn", into.sourceIn().toString()));
    if (profile.getFit() == Fit.CROP) {
      focus(key, "focus", piece.event());
      piece.into().ifPresent(into -> focus(key, "intoFocus", into.event()));
    }
    return key.build();
  }

  private static void focus(ContentKey.Builder key, String name, Event event) {
    if (event.getFocus() != null) {
      key.with(name, event.getFocus().getX() + " " + event.getFocus().getY());
    }
  }

  /**
   * Renders to {@code output}, which is complete and verified when this returns.
   *
   * @throws IOException when no rung made it; the message tells of the first, the others are
   *     suppressed
   */
  public Segment cut(SegmentTask task, Path output) throws IOException, InterruptedException {
    IOException first = null;
    for (Rung rung : ladder.stream().filter(rung -> rung.suits(task)).toList()) {
      try {
        return made(rung, task, output, first == null ? "" : first.getMessage());
      } catch (IOException e) {
        if (e instanceof FfmpegException child && child.endedFromOutside()) {
          throw e;
        }
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    throw first;
  }

  private Segment made(Rung rung, SegmentTask task, Path output, String before)
      throws IOException, InterruptedException {
    SegmentRequest request = task.request();
    long copied = rung.render(task, output);
    var verified =
        new SegmentProbe(ffmpeg).verify(output, request.getFrames(), request.getProfile());
    return Segment.newBuilder()
        .setSegmentKey(request.getSegmentKey())
        .setFrames(request.getFrames())
        .setParameterSetHash(verified.parameterSetHash())
        .setVideoEncoder(request.getProfile().getVideoEncoder())
        .setRung(rung.label())
        .setPacketSizes(verified.packets().sizes().asList())
        .setNote(rung.note(before))
        .setCopiedFrames(copied)
        .build();
  }
}
