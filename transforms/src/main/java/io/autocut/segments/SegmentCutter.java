package io.autocut.segments;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegException;
import io.autocut.media.Hardware;
import io.autocut.media.SegmentEncoding;
import io.autocut.planning.Fades;
import io.autocut.planning.FilmPiece;
import io.autocut.schemas.Event;
import io.autocut.schemas.Fit;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Quality;
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
  public static final String VERSION = "cutter-7";

  private static final String DISK_FULL = "No space left on device";

  private final Ffmpeg ffmpeg;
  private final List<Rung> ladder;
  private final List<Rung> keepingFootage;

  /** Without graphics hardware. */
  public SegmentCutter(Ffmpeg ffmpeg) {
    this(ffmpeg, Hardware.NONE);
  }

  /**
   * @param hardware what works on this worker
   */
  public SegmentCutter(Ffmpeg ffmpeg, Hardware hardware) {
    this.ffmpeg = ffmpeg;
    StandIn standIn = new StandIn(hardware.bestSoftware());
    this.ladder =
        ImmutableList.<Rung>builder()
            .addAll(HardwareRung.all(hardware, ffmpeg))
            .addAll(SoftwareRung.all(standIn, ffmpeg))
            .addAll(DissolveRung.all(standIn, ffmpeg))
            .build();
    this.keepingFootage =
        ImmutableList.<Rung>builder()
            .add(new CopyRung(ffmpeg))
            .addAll(SpliceRung.all(ffmpeg))
            .build();
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
    if (profile.getQuality() == Quality.MATCH) {
      key.with("inline", InlineEncoder.VERSION);
    }
    // Named only where there is one: the plain pieces of a film keep their names.
    if (!piece.fades().equals(Fades.NONE)) {
      key.with("fadeIn", piece.fades().in()).with("fadeOut", piece.fades().out());
    }
    piece
        .into()
        .ifPresent(
            into ->
                key.with("intoClip", into.event().getClipFingerprint())
                    .with("intoIn", into.sourceIn().toString())
                    .with("dissolve", DissolveGraph.VERSION));
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
   * @throws UncuttableException when no rung made it; the message tells of the first without a
   *     device, the others are suppressed
   * @throws IOException when the machine is to blame, so that another try might pass
   */
  public Segment cut(SegmentTask task, Path output) throws IOException, InterruptedException {
    FailedRungs failed = new FailedRungs();
    for (Rung rung : ladder(task).stream().filter(rung -> rung.suits(task)).toList()) {
      try {
        return made(rung, task, output, failed);
      } catch (IOException e) {
        if (e instanceof FfmpegException child && child.isOverdue()) {
          throw new UncuttableException(e);
        }
        if (isOfTheMachine(e)) {
          throw e;
        }
        failed.add(rung, e);
      }
    }
    throw failed.asOne();
  }

  private static boolean isOfTheMachine(IOException e) {
    return e instanceof FfmpegException child && child.endedFromOutside()
        || String.valueOf(e.getMessage()).contains(DISK_FULL);
  }

  private List<Rung> ladder(SegmentTask task) {
    return task.request().getProfile().getQuality() == Quality.MATCH ? keepingFootage : ladder;
  }

  /** Whether nothing but software is worth trying for that segment. */
  boolean startsInSoftware(SegmentTask task) {
    return ladder(task).stream()
        .filter(rung -> rung.suits(task))
        .findFirst()
        .filter(SoftwareRung.class::isInstance)
        .filter(rung -> rung.encoder(task).equals(task.request().getProfile().getVideoEncoder()))
        .isPresent();
  }

  private Segment made(Rung rung, SegmentTask task, Path output, FailedRungs failed)
      throws IOException, InterruptedException {
    long copied = rendered(rung, task, output);
    return Segment.newBuilder(verified(task, output, rung.label()))
        .setVideoEncoder(rung.encoder(task))
        .setNote(failed.noteOn(rung))
        .setCopiedFrames(copied)
        .build();
  }

  /**
   * Odd footage may break a rung in ways that it has no words for; the next is tried all the same.
   */
  private static long rendered(Rung rung, SegmentTask task, Path output)
      throws IOException, InterruptedException {
    try {
      return rung.render(task, output);
    } catch (RuntimeException e) {
      throw new IOException(rung.label() + " failed: " + e, e);
    }
  }

  /**
   * The record of a segment that has been rendered as {@code label} says.
   *
   * @throws IOException when it does not hold what the task wants
   */
  Segment verified(SegmentTask task, Path output, String label)
      throws IOException, InterruptedException {
    SegmentRequest request = task.request();
    var verified =
        new SegmentProbe(ffmpeg).verify(output, request.getFrames(), request.getProfile());
    return Segment.newBuilder()
        .setSegmentKey(request.getSegmentKey())
        .setFrames(request.getFrames())
        .setParameterSetHash(verified.parameterSetHash())
        .setVideoEncoder(request.getProfile().getVideoEncoder())
        .setRung(label)
        .setPacketSizes(verified.packets().sizes().asList())
        .setNote("")
        .build();
  }
}
