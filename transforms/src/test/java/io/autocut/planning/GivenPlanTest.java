package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.Transition;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestRequest;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Ten seconds of music at 120 beats a minute and two clips of twelve seconds, 30 frames a second.
 */
final class GivenPlanTest {
  private static final BeatTimeline MUSIC = TestBeats.bpm(120_000).lasting(10);
  private static final List<AnalyzedClip> CLIPS =
      List.of(
          new AnalyzedClip("/media/a.mp4", TestAnalysis.of("a").shot(12_000).build()),
          new AnalyzedClip("/media/b.mp4", TestAnalysis.of("b").shot(12_000).build()));

  private static EditDecisionList planned() throws Exception {
    return new MontagePlanner()
        .plan(
            TestRequest.montage("film", List.of("/media/a.mp4", "/media/b.mp4")).build(),
            CLIPS,
            MUSIC);
  }

  private static EditDecisionList checked(EditDecisionList list) throws UnplannableException {
    return new GivenPlan(list, CLIPS, MUSIC).checked();
  }

  private static EditDecisionList edited(Consumer<EditDecisionList.Builder> edit) throws Exception {
    EditDecisionList.Builder list = EditDecisionList.newBuilder(planned());
    edit.accept(list);
    return list.build();
  }

  private static EditDecisionList edited(int event, Consumer<Event.Builder> edit) throws Exception {
    return edited(list -> change(list, event, edit));
  }

  private static void change(
      EditDecisionList.Builder list, int event, Consumer<Event.Builder> edit) {
    List<Event> events = new ArrayList<>(list.getEvents());
    Event.Builder changed = Event.newBuilder(events.get(event));
    edit.accept(changed);
    events.set(event, changed.build());
    list.setEvents(events);
  }

  private static void changeEach(EditDecisionList.Builder list, Consumer<Event.Builder> edit) {
    for (int i = 0; i < list.getEvents().size(); i++) {
      change(list, i, edit);
    }
  }

  /** What is said of a plan that cannot be followed, a line each. */
  private static List<String> errors(EditDecisionList list) {
    try {
      throw new AssertionError("followed: " + checked(list));
    } catch (UnplannableException e) {
      assertThat(e.code()).isEqualTo("BAD_PLAN");
      List<String> lines = Arrays.stream(e.getMessage().split("\n")).map(String::strip).toList();
      assertThat(lines.get(0)).isEqualTo("its plan cannot be followed:");
      return lines.subList(1, lines.size());
    }
  }

  private static String nameOf(EditDecisionList list, int event) {
    return list.getEvents().get(event).getClipUri().replace("/media/", "");
  }

  @Test
  void planOfThePlannerComesOutAsItWentIn() throws Exception {
    assertThat(checked(planned())).isEqualTo(planned());
  }

  @Test
  void planIdIsThatOfWhatIsShownWhateverTheFileSays() throws Exception {
    assertThat(checked(edited(list -> list.setPlanId("mine"))).getPlanId())
        .isEqualTo(planned().getPlanId());
    assertThat(checked(edited(list -> list.setFadeOutMillis(100))).getPlanId())
        .isNotEqualTo(planned().getPlanId());
  }

  @Test
  void emptyFingerprintsTakeTheFilesAsTheyAre() throws Exception {
    EditDecisionList given =
        edited(
            list -> {
              list.setMusicFingerprint("");
              changeEach(list, event -> event.setClipFingerprint(""));
            });

    assertThat(checked(given)).isEqualTo(planned());
  }

  @Test
  void sameSourceMayBeShownTwice() throws Exception {
    Event first = planned().getEvents().get(0);
    EditDecisionList given =
        edited(
            1,
            event -> {
              event.setClipUri(first.getClipUri());
              event.setClipFingerprint(first.getClipFingerprint());
              event.setSourceIn(first.getSourceIn());
              event.setSourceOut(first.getSourceOut());
            });

    assertThat(checked(given).getEvents()).hasSameSizeAs(planned().getEvents());
  }

  @Test
  void cutThatWasMovedOffItsBeatIsOnNone() throws Exception {
    EditDecisionList given =
        edited(
            list -> {
              change(
                  list,
                  0,
                  event ->
                      event
                          .setRecordOut(event.getRecordOut() + 7)
                          .setSourceOut(later(event.getSourceOut(), 7)));
              change(
                  list,
                  1,
                  event ->
                      event
                          .setRecordIn(event.getRecordIn() + 7)
                          .setSourceIn(later(event.getSourceIn(), 7)));
            });

    EditDecisionList followed = checked(given);

    assertThat(followed.getEvents().get(1).getPulse()).isEqualTo(PulseKind.UNKNOWN);
    assertThat(followed.getEvents().get(1).getBeatIndex()).isEqualTo(-1);
    assertThat(followed.getBeatTimes().get(1)).isEqualTo(new ExactSeconds(37L, 30L));
    assertThat(followed.getEvents().get(2)).isEqualTo(planned().getEvents().get(2));
  }

  private static ExactSeconds later(ExactSeconds time, int frames) {
    return RationalTime.of(time).plus(RationalTime.of(frames, 30)).toRecord();
  }

  @Test
  void fadesThatFitAreFollowed() throws Exception {
    EditDecisionList given =
        edited(
            list -> {
              list.setFadeFrames(15).setEnding(Transition.FADE);
              change(list, 1, event -> event.setTransition(Transition.FADE));
              change(list, 2, event -> event.setTransition(Transition.FADE));
            });

    assertThat(checked(given).getFadeFrames()).isEqualTo(15);
    assertThat(checked(given).getPlanId()).isNotEqualTo(planned().getPlanId());
  }

  @Test
  void fadesLongerThanTheEventAreRefused() throws Exception {
    EditDecisionList given =
        edited(
            list -> {
              list.setFadeFrames(16);
              change(list, 1, event -> event.setTransition(Transition.FADE));
              change(list, 2, event -> event.setTransition(Transition.FADE));
            });

    assertThat(errors(given))
        .containsExactly(
            "event 1 (%s): is 30 frames long, too short for two fades of 16: shorten \"fadeFrames\" or cut instead"
                .formatted(nameOf(given, 1)));
  }

  @Test
  void dissolveWithRoomOnBothSidesIsFollowed() throws Exception {
    EditDecisionList given = edited(list -> dissolve(list, 3, 1, 11));

    assertThat(checked(given).getEvents().get(3).getTransition()).isEqualTo(Transition.DISSOLVE);
    assertThat(FilmPiece.of(checked(given))).hasSize(planned().getEvents().size() + 1);
  }

  /** Before the event so many seconds into its clip, and after the one that ends there. */
  private static void dissolve(EditDecisionList.Builder list, int event, int in, int endOfOther) {
    list.setFadeFrames(15);
    change(list, event - 1, other -> lay(other, endOfOther - 1));
    change(list, event, other -> lay(other, in).setTransition(Transition.DISSOLVE));
  }

  private static Event.Builder lay(Event.Builder event, int in) {
    return event
        .setSourceIn(new ExactSeconds((long) in, 1L))
        .setSourceOut(
            RationalTime.of(in, 1)
                .plus(RationalTime.of(event.getRecordOut() - event.getRecordIn(), 30))
                .toRecord());
  }

  @Test
  void dissolveFromBeforeTheClipOrBeyondItIsRefusedWithTheRangeThatWouldDo() throws Exception {
    EditDecisionList given = edited(list -> dissolve(list, 3, 0, 12));

    assertThat(errors(given))
        .containsExactly(
            "event 2 (%s): dissolves out until 8 frames after its \"sourceOut\", after the clip ends: \"sourceOut\" must be at most 176/15, or the next event's \"transition\" CUT"
                .formatted(nameOf(given, 2)),
            "event 3 (%s): dissolves in from 7 frames before its \"sourceIn\", before the clip begins: \"sourceIn\" must be at least 7/30, or \"transition\" CUT"
                .formatted(nameOf(given, 3)));
  }

  @Test
  void dissolveThatLeavesNothingOfAnEventIsRefused() throws Exception {
    EditDecisionList given =
        edited(
            list -> {
              dissolve(list, 3, 1, 11);
              list.setFadeFrames(62);
            });

    assertThat(errors(given))
        .contains(
            "event 3 (%s): is 30 frames long, too short for a dissolve of 62, which takes at most half of it and leaves a frame: shorten \"fadeFrames\" or cut instead"
                .formatted(nameOf(given, 3)));
  }

  @Test
  void filmCannotBeginOrEndWithADissolve() throws Exception {
    EditDecisionList given =
        edited(
            list -> {
              list.setEnding(Transition.DISSOLVE);
              change(list, 0, event -> event.setTransition(Transition.DISSOLVE));
            });

    assertThat(errors(given))
        .contains("\"ending\" must be CUT or FADE, not DISSOLVE")
        .anyMatch(error -> error.endsWith("\"transition\" must be CUT or FADE, not DISSOLVE"));
  }

  @Test
  void clipThatCannotBeUsedIsNamed() throws Exception {
    assertThat(errors(edited(2, event -> event.setClipUri("/media/gone.mp4"))))
        .containsExactly(
            "event 2 (gone.mp4): the clip cannot be used: name another or leave the event out");
  }

  @Test
  void contentThatHasChangedIsNamed() throws Exception {
    assertThat(errors(edited(2, event -> event.setClipFingerprint("other"))))
        .singleElement()
        .asString()
        .contains("event 2 (", "no longer the one that was planned with");
    assertThat(errors(edited(list -> list.setMusicFingerprint("other"))))
        .containsExactly(
            "the music is no longer the one that was planned with: plan anew, or empty \"musicFingerprint\" to take it as it is");
  }

  @Test
  void rangeOutOfTheClipIsNamedWithTheClipsLength() throws Exception {
    EditDecisionList given =
        edited(
            0,
            event -> {
              event.setSourceIn(new ExactSeconds(23L, 2L));
              event.setSourceOut(new ExactSeconds(25L, 2L));
            });

    assertThat(errors(given))
        .containsExactly(
            "event 0 (%s): shows 11.500000 to 12.500000 s of a clip that lasts from 0 to 12.000000 s"
                .formatted(nameOf(given, 0)));
  }

  @Test
  void rangeThatBeginsAfterTheClipIsNamedOnce() throws Exception {
    EditDecisionList given =
        edited(
            0,
            event -> {
              event.setSourceIn(new ExactSeconds(900L, 1L));
              event.setSourceOut(new ExactSeconds(901L, 1L));
            });

    assertThat(errors(given))
        .containsExactly(
            "event 0 (%s): shows 900.000000 to 901.000000 s of a clip that lasts from 0 to 12.000000 s: move \"sourceIn\""
                .formatted(nameOf(given, 0)));
  }

  @Test
  void sourceOfAnotherLengthIsNamedWithTheEndThatFits() throws Exception {
    EditDecisionList given =
        edited(
            0,
            event -> {
              event.setSourceIn(new ExactSeconds(1L, 1L));
              event.setSourceOut(new ExactSeconds(202L, 100L));
            });

    assertThat(errors(given))
        .containsExactly(
            "event 0 (%s): shows 1.020000 s of the clip in 30 frames at 30 a second: \"sourceOut\" must be 2/1"
                .formatted(nameOf(given, 0)));
  }

  @Test
  void gapsOverlapsAndEmptyEventsAreNamed() throws Exception {
    EditDecisionList given =
        edited(
            list -> {
              change(list, 2, event -> event.setRecordIn(62L));
              change(list, 3, event -> event.setRecordIn(88L));
              change(list, 5, event -> event.setRecordOut(150L));
              change(list, 6, event -> event.setIndex(7));
            });

    List<String> errors = errors(given);

    assertThat(String.join("\n", errors))
        .contains("leaves a gap of 2 frames before it: \"recordIn\" must be 60, not 62")
        .contains("leaves an overlap of 2 frames before it: \"recordIn\" must be 90, not 88")
        .contains("shows no frame, from 150 to 150: leave it out or move \"recordOut\"")
        .contains("\"index\" must be 6: 7");
    assertThat(errors).allMatch(error -> error.matches("event [2-6] \\([ab].mp4\\): .*"));
  }

  @Test
  void filmAndMusicMustFit() throws Exception {
    EditDecisionList given =
        edited(
            list -> {
              list.setFrames(299).setCanvas(new Canvas(641, 360)).setFadeOutMillis(-1);
              list.setMusicOut(new ExactSeconds(11L, 1L));
              list.setBeatTimes(list.getBeatTimes().subList(1, 9));
            });

    assertThat(errors(given))
        .containsExactly(
            "\"beatTimes\" has 8 entries for 9 events: give each event one",
            "\"frames\" must be 300, the end of the last event: 299",
            "canvas sides must be even and between 16 and 8192: 641x360",
            "\"musicIn\" to \"musicOut\" is 0.000000 to 11.000000 s of music that lasts from 0 to 10.000000 s",
            "the music lasts 11.000000 s and the film 9.966667 s: \"musicOut\" must be 299/30",
            "\"fadeOutMillis\" must lie between 0 and the film's length: -1");
  }

  @Test
  void numbersThatAreNoneAreErrorsAndNoCrash() throws Exception {
    assertThat(errors(edited(list -> list.setEditRate(new EditRate(30, 0)))))
        .singleElement()
        .asString()
        .startsWith("\"editRate\" must be positive");
    assertThat(errors(edited(1, event -> event.setSourceIn(new ExactSeconds(1L, 0L)))))
        .singleElement()
        .asString()
        .endsWith("\"sourceIn\" must have a positive denominator: 0");
    assertThat(errors(edited(1, event -> event.setRecordOut(Long.MIN_VALUE))))
        .anyMatch(error -> error.endsWith("its numbers are beyond all measure"));
  }

  @Test
  void noMoreThanTwentyErrorsAreListed() throws Exception {
    EditDecisionList given =
        edited(
            list ->
                changeEach(
                    list,
                    event -> {
                      event.setClipFingerprint("other");
                      event.setIndex(100);
                      event.setTransition(Transition.UNKNOWN);
                    }));

    assertThat(errors(given)).hasSize(21).last().isEqualTo("and 7 more");
  }

  @Test
  void emptyPlanIsRefused() {
    assertThatExceptionOfType(UnplannableException.class)
        .isThrownBy(
            () -> checked(edited(list -> list.setEvents(List.of()).setBeatTimes(List.of()))));
  }
}
