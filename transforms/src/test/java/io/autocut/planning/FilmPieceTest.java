package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.Transition;
import io.autocut.time.RationalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a plan is rendered in. */
final class FilmPieceTest {
  private static Event event(int index, Transition transition) {
    return Event.newBuilder()
        .setIndex(index)
        .setRecordIn(30 * index)
        .setRecordOut(30 * index + 30)
        .setClipUri("/media/a.mp4")
        .setClipFingerprint("a")
        .setSourceIn(new ExactSeconds(1L, 1L))
        .setSourceOut(new ExactSeconds(2L, 1L))
        .setBeatIndex(-1)
        .setScore(1)
        .setReason("")
        .setTransition(transition)
        .build();
  }

  private static EditDecisionList list(Transition ending, Transition... transitions) {
    return EditDecisionList.newBuilder()
        .setPlanId("")
        .setEditRate(new EditRate(30, 1))
        .setCanvas(new Canvas(320, 180))
        .setTemplate("test")
        .setSeed(0)
        .setMusicUri("")
        .setMusicFingerprint("")
        .setMusicIn(new ExactSeconds(0L, 1L))
        .setMusicOut(new ExactSeconds((long) transitions.length, 1L))
        .setFadeOutMillis(0)
        .setFrames(30L * transitions.length)
        .setBeatTimes(List.of())
        .setEvents(
            IntStream.range(0, transitions.length).mapToObj(i -> event(i, transitions[i])).toList())
        .setNotes(List.of())
        .setEnding(ending)
        .setFadeFrames(12)
        .build();
  }

  @Test
  void fadeBetweenTwoEventsIsTheEndOfOneAndTheBeginningOfTheOther() {
    EditDecisionList list =
        list(Transition.CUT, Transition.CUT, Transition.CUT, Transition.FADE, Transition.CUT);

    assertThat(FilmPiece.of(list).stream().map(FilmPiece::fades))
        .containsExactly(Fades.NONE, new Fades(0, 12), new Fades(12, 0), Fades.NONE);
  }

  @Test
  void filmMayBeginAndEndInBlack() {
    EditDecisionList list = list(Transition.FADE, Transition.FADE, Transition.CUT);

    assertThat(FilmPiece.of(list).stream().map(FilmPiece::fades))
        .containsExactly(new Fades(12, 0), new Fades(0, 12));
  }

  @Test
  void dissolveIsAPieceOfItsOwnThatBothEventsGiveTheirFramesTo() {
    EditDecisionList list =
        EditDecisionList.newBuilder(list(Transition.CUT, Transition.CUT, Transition.DISSOLVE))
            .setFadeFrames(5)
            .build();

    List<FilmPiece> pieces = FilmPiece.of(list);

    assertThat(pieces.stream().map(FilmPiece::index)).containsExactly(0, 1, 2);
    assertThat(pieces.stream().map(FilmPiece::recordIn)).containsExactly(0L, 28L, 33L);
    assertThat(pieces.stream().map(FilmPiece::recordOut)).containsExactly(28L, 33L, 60L);
    assertThat(pieces.get(1).sourceIn()).isEqualTo(RationalTime.of(1, 1).plus(frames(28)));
    assertThat(pieces.get(1).into().orElseThrow().sourceIn())
        .isEqualTo(RationalTime.of(1, 1).minus(frames(2)));
    assertThat(pieces.get(2).sourceIn()).isEqualTo(RationalTime.of(1, 1).plus(frames(3)));
  }

  @Test
  void soundOfAnEventGoesOnOverTheDissolvesAtItsEnds() {
    EditDecisionList list =
        EditDecisionList.newBuilder(
                list(Transition.FADE, Transition.CUT, Transition.DISSOLVE, Transition.CUT))
            .setFadeFrames(5)
            .build();

    List<SoundPiece> sounds = SoundPiece.of(FilmPiece.of(list));

    assertThat(sounds.stream().map(SoundPiece::index)).containsExactly(0, 2, 3);
    assertThat(sounds.stream().map(SoundPiece::recordIn)).containsExactly(0L, 28L, 60L);
    assertThat(sounds.stream().map(SoundPiece::recordOut)).containsExactly(33L, 60L, 90L);
    assertThat(sounds.stream().map(SoundPiece::dissolveIn)).containsExactly(0L, 5L, 0L);
    assertThat(sounds.stream().map(SoundPiece::dissolveOut)).containsExactly(5L, 0L, 0L);
    assertThat(sounds.get(1).sourceIn()).isEqualTo(RationalTime.of(1, 1).minus(frames(2)));
    assertThat(sounds.get(2).fades()).isEqualTo(new Fades(0, 5));
  }

  private static RationalTime frames(int count) {
    return RationalTime.of(count, 30);
  }
}
