package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.planning.FilmPiece;
import io.autocut.schemas.Event;
import io.autocut.schemas.PixelProof;
import io.autocut.schemas.Transition;
import io.autocut.schemas.Verification;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the cuts of a finished film on its decoded pictures, against the plan and the beats.
 *
 * <p>The film is decoded once, small, by one child that uses all cores; a few pictures around the
 * cut in question are held. A cut that seems off is looked at again before anything is said of it:
 * where the film shows the planned segments' own pictures on both sides, what was seen is a change
 * within the footage. Blocks on child processes. Safe for many threads.
 */
final class PixelProver {
  private final Ffmpeg ffmpeg;

  PixelProver(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * What the pictures say, added to what the packets did.
   *
   * @throws IOException when the film cannot be decoded
   */
  Verification proved(Verification structure, Path film, FilmParts parts)
      throws IOException, InterruptedException {
    CutWatch watch = new CutWatch(parts.plan());
    new FilmPictures(ffmpeg).read(film, watch::see);
    List<SeenCut> cuts = new ArrayList<>();
    for (SeenCut cut : watch.finish()) {
      cuts.add(cut.isOff() && isAsPlanned(cut, parts) ? cut.unseen() : cut);
    }
    PixelProof figures = figures(cuts, watch.frames(), parts);
    List<String> problems = new ArrayList<>(structure.getProblems());
    problems.addAll(new PixelProblems(cuts, figures, parts).list());
    return Verification.newBuilder(structure)
        .setPixels(figures)
        .setProblems(problems)
        .setPassed(problems.isEmpty())
        .build();
  }

  /** Whether the film shows the end of one planned segment and the beginning of the next there. */
  private boolean isAsPlanned(SeenCut cut, FilmParts parts)
      throws IOException, InterruptedException {
    Event event = parts.plan().getEvents().get(cut.event());
    if (event.getTransition() == Transition.FADE) {
      return false;
    }
    for (FilmPiece piece : parts.pieces()) {
      if (piece.recordIn() == event.getRecordIn()) {
        List<FilmPicture> before = endsOf(parts.segments().get(piece.index() - 1).file());
        List<FilmPicture> after = endsOf(parts.segments().get(piece.index()).file());
        return !before.isEmpty()
            && !after.isEmpty()
            && cut.shows(before.get(before.size() - 1), after.get(0));
      }
    }
    return false;
  }

  /** The first picture and the last; empty when nothing can be decoded. */
  private List<FilmPicture> endsOf(Path segment) throws IOException, InterruptedException {
    List<FilmPicture> ends = new ArrayList<>();
    new FilmPictures(ffmpeg)
        .read(
            segment,
            picture -> {
              if (ends.size() > 1) {
                ends.remove(1);
              }
              ends.add(picture);
            });
    return ends;
  }

  private static PixelProof figures(List<SeenCut> cuts, long frames, FilmParts parts) {
    List<SeenCut> seen = cuts.stream().filter(SeenCut::isSeen).toList();
    List<Long> errors = seen.stream().map(cut -> pulseErrorMicros(cut, parts)).toList();
    return PixelProof.newBuilder()
        .setFramesDecoded(frames)
        .setCutsSeen(seen.size())
        .setCutsUnseen(cuts.size() - seen.size())
        .setCutsExact((int) seen.stream().filter(cut -> !cut.isOff()).count())
        .setMaxCutErrorFrames(seen.stream().mapToLong(SeenCut::errorFrames).max().orElse(0))
        .setMaxPulseErrorMicros(errors.stream().mapToLong(e -> e).max().orElse(0))
        .setMeanPulseErrorMicros(Math.round(errors.stream().mapToLong(e -> e).average().orElse(0)))
        .build();
  }

  /** How far from its beat, onset or even pulse the picture of a seen cut really changes. */
  static long pulseErrorMicros(SeenCut cut, FilmParts parts) {
    RationalTime pulse = RationalTime.of(parts.plan().getBeatTimes().get(cut.event()));
    return parts.rate().timeOf(cut.seen().orElseThrow()).minus(pulse).abs().toMicros();
  }
}
