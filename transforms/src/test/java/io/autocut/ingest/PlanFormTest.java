package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Plans that nothing is wrong with but one thing. */
final class PlanFormTest {
  private static EditDecisionList sound() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      events.add(
          Event.newBuilder()
              .setIndex(i)
              .setRecordIn(i * 10L)
              .setRecordOut(i * 10L + 10)
              .setClipUri("/clips/a.mp4")
              .setClipFingerprint("")
              .setSourceIn(new ExactSeconds(0L, 1L))
              .setSourceOut(new ExactSeconds(1L, 3L))
              .setBeatIndex(i)
              .setScore(0)
              .setReason("")
              .build());
    }
    return EditDecisionList.newBuilder()
        .setPlanId("p")
        .setEditRate(new EditRate(30, 1))
        .setCanvas(new io.autocut.schemas.Canvas(640, 360))
        .setTemplate("calm")
        .setSeed(7)
        .setMusicUri("/music/song.mp3")
        .setMusicFingerprint("")
        .setMusicIn(new ExactSeconds(0L, 1L))
        .setMusicOut(new ExactSeconds(1L, 1L))
        .setFadeOutMillis(0)
        .setFrames(30)
        .setBeatTimes(List.of(second(0), second(1), second(2)))
        .setEvents(events)
        .setNotes(List.of())
        .build();
  }

  private static ExactSeconds second(long third) {
    return new ExactSeconds(third, 3L);
  }

  /** Damages one event. */
  private static Consumer<EditDecisionList.Builder> event(
      int index, Consumer<Event.Builder> damage) {
    return plan -> {
      Event.Builder event = Event.newBuilder(plan.getEvents().get(index));
      damage.accept(event);
      List<Event> events = new ArrayList<>(plan.getEvents());
      events.set(index, event.build());
      plan.setEvents(events);
    };
  }

  private static void assertRefused(Consumer<EditDecisionList.Builder> damage, String message) {
    EditDecisionList.Builder builder = EditDecisionList.newBuilder(sound());
    damage.accept(builder);
    EditDecisionList plan = builder.build();
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> PlanForm.check(plan))
        .withMessageContaining(message);
  }

  @Test
  void soundPlanIsTaken() {
    assertThatCode(() -> PlanForm.check(sound(), AllowedPaths.everyLocalPath()))
        .doesNotThrowAnyException();
  }

  @Test
  void eventThatWasTakenOutIsMissed() {
    assertRefused(
        plan -> {
          plan.setEvents(List.of(plan.getEvents().get(0), plan.getEvents().get(2)));
          plan.setBeatTimes(plan.getBeatTimes().subList(0, 2));
        },
        "$.events[1].index: must be 1: 2");
  }

  @Test
  void gapIsRefusedWithItsPlace() {
    assertRefused(event(1, event -> event.setRecordIn(11L)), "$.events[1].recordIn: must be 10");
  }

  @Test
  void lengthBeyondAllMeasureIsRefused() {
    assertRefused(event(2, event -> event.setRecordOut(1_000_000_000_000_000L)), "within a day");
  }

  @Test
  void everyEventNeedsItsBeat() {
    assertRefused(plan -> plan.setBeatTimes(List.of()), "$.beatTimes: 0 of them for 3 events");
  }

  @Test
  void fractionWithoutADenominatorIsRefused() {
    assertRefused(
        event(2, event -> event.setSourceOut(new ExactSeconds(1L, 0L))), "$.events[2].sourceOut");
    assertRefused(plan -> plan.setMusicOut(new ExactSeconds(1L, -3L)), "$.musicOut");
  }

  @Test
  void rateMustBeOne() {
    assertRefused(plan -> plan.setEditRate(new EditRate(30, 0)), "$.editRate");
  }

  @Test
  void remoteClipsNeedTheirScheme() {
    EditDecisionList.Builder builder = EditDecisionList.newBuilder(sound());
    event(0, event -> event.setClipUri("s3://bucket/a.mp4")).accept(builder);
    EditDecisionList plan = builder.build();

    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> PlanForm.check(plan, AllowedPaths.everyLocalPath()))
        .withMessageContaining("scheme s3: is not allowed");
    assertThatCode(
            () -> PlanForm.check(plan, AllowedPaths.everyLocalPath().withSchemes(List.of("s3"))))
        .doesNotThrowAnyException();
  }
}
