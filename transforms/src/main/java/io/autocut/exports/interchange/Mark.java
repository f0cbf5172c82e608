package io.autocut.exports.interchange;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.Section;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A place of the film that the music gives a meaning.
 *
 * @param frame output frame
 * @param name for people
 */
record Mark(long frame, Kind kind, String name) {
  /** What falls on it; a section begins on a downbeat, and that stands for both. */
  enum Kind {
    SECTION,
    DOWNBEAT,
    BEAT
  }

  private static final Comparator<Mark> BY_PLACE =
      Comparator.comparingLong(Mark::frame).thenComparing(Mark::kind);

  /** All of a film, one a frame, rising; of a film whose beats are not known, those it uses. */
  static ImmutableList<Mark> of(EditDecisionList list, Optional<BeatTimeline> beats) {
    FrameRate rate = FrameRate.of(list.getEditRate());
    List<Mark> all = new ArrayList<>();
    if (beats.isPresent()) {
      BeatTimeline music = beats.get();
      RationalTime in = RationalTime.of(list.getMusicIn());
      for (Section section : music.getSections()) {
        add(all, frameOf(section.getInSample(), music, in, rate), Kind.SECTION, section.getLabel());
      }
      for (Beat beat : music.getBeats()) {
        Kind kind = beat.getBeatInBar() == 1 ? Kind.DOWNBEAT : Kind.BEAT;
        add(all, frameOf(beat.getSample(), music, in, rate), kind, "" + beat.getBeatInBar());
      }
    } else {
      for (ExactSeconds time : list.getBeatTimes()) {
        add(all, rate.frameAt(RationalTime.of(time)), Kind.BEAT, "of a cut");
      }
    }
    all.removeIf(mark -> mark.frame() < 0 || mark.frame() >= list.getFrames());
    all.sort(BY_PLACE);
    return onePerFrame(all);
  }

  private static void add(List<Mark> all, long frame, Kind kind, String label) {
    String word = kind == Kind.SECTION ? "Section " : kind == Kind.DOWNBEAT ? "Bar " : "Beat ";
    all.add(new Mark(frame, kind, kind == Kind.DOWNBEAT ? "Bar" : word + label));
  }

  private static long frameOf(long sample, BeatTimeline music, RationalTime in, FrameRate rate) {
    return rate.frameAt(RationalTime.of(sample, music.getSampleRate()).minus(in));
  }

  private static ImmutableList<Mark> onePerFrame(List<Mark> sorted) {
    ImmutableList.Builder<Mark> kept = ImmutableList.builder();
    long last = -1;
    for (Mark mark : sorted) {
      if (mark.frame() != last) {
        kept.add(mark);
      }
      last = mark.frame();
    }
    return kept.build();
  }
}
