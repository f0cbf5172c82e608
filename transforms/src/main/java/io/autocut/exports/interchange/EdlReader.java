package io.autocut.exports.interchange;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a CMX 3600 list that was made of a plan: its time code is counted at the film's rate. Not
 * safe for several threads.
 */
final class EdlReader {
  private final EditDecisionList original;
  private final FrameRate rate;
  private final NamedClips clips;
  private final ClipStarts starts;
  private final List<Range> ranges = new ArrayList<>();
  private final List<Long> lengths = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<RationalTime> musicIn = Optional.empty();
  private boolean comesFromBlack;
  private boolean wentToBlack;

  /** A range of a clip while what follows may still lengthen it. */
  private static final class Range {
    private final EdlEdit edit;
    private final Transition transition;
    private final long recordIn;
    private final long sourceIn;
    private long recordOut;

    Range(EdlEdit edit, Transition transition, long later) {
      this.edit = edit;
      this.transition = transition;
      this.recordIn = edit.recordIn() + later;
      this.sourceIn = edit.sourceIn() + later;
      this.recordOut = edit.recordOut();
    }
  }

  /**
   * @param folder that paths in the list count from
   */
  EdlReader(EditDecisionList original, Path folder, ClipStarts starts) {
    this.original = original;
    this.rate = FrameRate.of(original.getEditRate());
    this.clips = new NamedClips(original, folder);
    this.starts = starts;
  }

  /**
   * The film of a list.
   *
   * @throws HandoffException when it is no such list, or has what no film can; the message names
   *     the event and its line
   */
  EditedFilm read(String text) throws HandoffException, IOException, InterruptedException {
    for (EdlEdit edit : EdlEdit.parse(text, original.getEditRate())) {
      if (!edit.isPicture()) {
        addSound(edit);
      } else if (edit.frames() < 0) {
        throw new HandoffException(edit.place() + ": its record out lies before its record in");
      } else if (edit.frames() == 0 && edit.isCut()) {
        comesFromBlack = edit.isBlack();
      } else {
        addPicture(edit);
        comesFromBlack = false;
      }
    }
    if (ranges.isEmpty()) {
      throw new HandoffException("it has no events of pictures");
    }
    ImmutableList.Builder<EditedCut> cuts = ImmutableList.builder();
    for (Range range : ranges) {
      cuts.add(cut(range));
    }
    return new EditedFilm(
        cuts.build(),
        wentToBlack ? Transition.FADE : Transition.CUT,
        EditedFilm.oneLength(lengths, original.getFadeFrames(), notes),
        musicIn,
        ImmutableList.copyOf(notes));
  }

  private void addSound(EdlEdit edit) {
    String name = edit.comment("FROM CLIP NAME").orElse(edit.reel());
    if (musicIn.isEmpty() && NamedClips.isMusic(original, name)) {
      long begin = ranges.isEmpty() ? edit.recordIn() : ranges.get(0).recordIn;
      musicIn = Optional.of(rate.timeOf(Math.max(0, edit.sourceIn() + begin - edit.recordIn())));
    } else {
      notes.add(edit.place() + ": its sound is left out");
    }
  }

  private void addPicture(EdlEdit edit) throws HandoffException {
    if (edit.isBlack()) {
      addBlack(edit);
      return;
    }
    Transition transition = transition(edit);
    long later = 0;
    if (transition == Transition.DISSOLVE) {
      later = edit.length() / 2;
      last().recordOut += later;
    }
    Range range = new Range(edit, transition, later);
    if (!ranges.isEmpty() && range.recordIn != last().recordOut) {
      long off = range.recordIn - last().recordOut;
      throw new HandoffException(
          "%s: there is %s of %d frames before it; a film has none: close it"
              .formatted(edit.place(), off > 0 ? "a gap" : "an overlap", Math.abs(off)));
    }
    if (edit.retimed() || edit.sourceOut() - edit.sourceIn() != edit.frames()) {
      notes.add(edit.place() + ": it is played at another speed; it is shown at its own");
    }
    ranges.add(range);
    wentToBlack = false;
  }

  private Transition transition(EdlEdit edit) {
    if (edit.isCut()) {
      if (wentToBlack) {
        notes.add(edit.place() + ": it follows black at once; it fades in");
      }
      return wentToBlack ? Transition.FADE : Transition.CUT;
    }
    if (!edit.way().equals("D")) {
      notes.add(edit.place() + ": " + edit.way() + " becomes a dissolve");
    }
    lengths.add(edit.length());
    boolean first = ranges.isEmpty();
    return comesFromBlack || wentToBlack || first ? Transition.FADE : Transition.DISSOLVE;
  }

  private void addBlack(EdlEdit edit) throws HandoffException {
    if (edit.isCut() || ranges.isEmpty() || edit.frames() != edit.length()) {
      throw new HandoffException(
          "%s: %d frames of black; a film has none but in fades: take them out"
              .formatted(edit.place(), edit.frames() - (edit.isCut() ? 0 : edit.length())));
    }
    lengths.add(edit.length());
    last().recordOut += edit.length();
    wentToBlack = true;
  }

  private Range last() {
    return ranges.get(ranges.size() - 1);
  }

  private EditedCut cut(Range range) throws HandoffException, IOException, InterruptedException {
    EdlEdit edit = range.edit;
    String clip = clip(edit);
    long begins = rate.frameAt(starts.of(clip));
    // Some programs count every clip from zero, whatever its time code.
    long in = range.sourceIn >= begins ? range.sourceIn - begins : range.sourceIn;
    return new EditedCut(
        edit.place(), clip, rate.timeOf(in), range.recordOut - range.recordIn, range.transition);
  }

  private String clip(EdlEdit edit) throws HandoffException {
    Optional<String> name =
        edit.isCut()
            ? edit.comment("FROM CLIP NAME")
            : edit.comment("TO CLIP NAME").or(() -> edit.comment("FROM CLIP NAME"));
    Optional<String> file = edit.comment("SOURCE FILE");
    // Where the two differ, somebody has changed the name and left the rest.
    boolean agree = name.isEmpty() || file.map(path -> path.endsWith(name.get())).orElse(false);
    return (agree ? file.flatMap(clips::at) : Optional.<String>empty())
        .or(() -> name.flatMap(clips::named))
        .or(() -> file.flatMap(clips::at))
        .or(() -> name.isEmpty() ? clips.onReel(edit.reel()) : Optional.empty())
        .orElseThrow(
            () ->
                new HandoffException(
                    "%s: %s is none of the plan's clips: name its file, as * SOURCE FILE: PATH"
                        .formatted(edit.place(), name.orElse("reel " + edit.reel()))));
  }
}
