package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Event;
import io.autocut.time.RationalTime;
import java.util.List;

/**
 * The clip's own sound of one event: as long as its picture is to be seen, the dissolves at its
 * ends included. Over a dissolve the sounds of two events overlap.
 *
 * @param index of the {@link FilmPiece} that it is cut beside, which shows the event alone
 * @param event whose clip is heard
 * @param sourceIn where in the event's clip it begins
 * @param recordIn first output frame
 * @param recordOut first output frame after it
 * @param dissolveIn length of the overlap with the event before; unit: output frames
 * @param dissolveOut length of the overlap with the event after; unit: output frames
 * @param fades how its picture comes out of black and goes into it
 */
public record SoundPiece(
    int index,
    Event event,
    RationalTime sourceIn,
    long recordIn,
    long recordOut,
    long dissolveIn,
    long dissolveOut,
    Fades fades) {

  /** The sounds of all events of a film with these pieces, in their order. */
  public static ImmutableList<SoundPiece> of(List<FilmPiece> pieces) {
    ImmutableList.Builder<SoundPiece> sounds = ImmutableList.builder();
    for (int i = 0; i < pieces.size(); i++) {
      FilmPiece piece = pieces.get(i);
      if (piece.into().isEmpty()) {
        RationalTime in = piece.sourceIn();
        long before = 0;
        if (i > 0 && pieces.get(i - 1).into().isPresent()) {
          before = pieces.get(i - 1).frames();
          in = pieces.get(i - 1).into().get().sourceIn();
        }
        boolean dissolves = i + 1 < pieces.size() && pieces.get(i + 1).into().isPresent();
        long after = dissolves ? pieces.get(i + 1).frames() : 0;
        sounds.add(
            new SoundPiece(
                piece.index(),
                piece.event(),
                in,
                piece.recordIn() - before,
                piece.recordOut() + after,
                before,
                after,
                piece.fades()));
      }
    }
    return sounds.build();
  }

  /** Its length in output frames. */
  public long frames() {
    return recordOut - recordIn;
  }
}
