package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Whatever a plan is like: what nobody edited comes back as it went. */
class RoundTripPropertyTest {
  private static final List<String> CLIPS = List.of("/c/a b.mov", "/c/é.mp4", "/d/a b.mov");

  @Property(tries = 300)
  void planThatWasNotEditedComesBackAsItWas(
      @ForAll("rates") String film,
      @ForAll("rates") String own,
      @ForAll @Size(min = 1, max = 9) List<@LongRange(min = 20, max = 200) Long> lengths,
      @ForAll @Size(9) List<Transition> transitions,
      @ForAll @IntRange(max = 9) int fade,
      @ForAll @LongRange(min = 30_000, max = 1_000_000) long in)
      throws Exception {
    EditDecisionList plan = plan(FrameRate.parse(film), lengths, transitions, fade, in);
    MediaFacts facts = new MediaFacts(RationalTime.of(60, 1), FrameRate.parse(own));
    ImmutableMap.Builder<String, MediaFacts> clips = ImmutableMap.builder();
    CLIPS.forEach(clip -> clips.put(clip, facts));
    Handoff handoff =
        new Handoff(
            "film",
            plan,
            TestHandoff.of(TestHandoff.plan()).beats(),
            clips.buildOrThrow(),
            MediaPaths.Style.ABSOLUTE.from(Path.of("/")));

    Path folder = Files.createTempDirectory("handoff");
    for (InterchangeFormat format : List.of(InterchangeFormat.OTIO, InterchangeFormat.EDL)) {
      Path file = folder.resolve("film" + format.ending());
      Files.writeString(file, format.write(handoff));
      assertThat(new EditedFile(file).plan(Optional.of(plan))).as(format.name()).isEqualTo(plan);
      Files.delete(file);
    }
    Files.delete(folder);
  }

  /** As every other frame of a clip of 60 frames a second does in a film of 30. */
  @Example
  void shotThatBeginsHalfwayBetweenTwoFramesIsNotMoved() throws Exception {
    List<Transition> cuts = List.of(Transition.CUT, Transition.CUT);
    planThatWasNotEditedComesBackAsItWas("30", "60", List.of(20L, 30L), cuts, 0, 173_500);
  }

  @Provide
  Arbitrary<String> rates() {
    return Arbitraries.of("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60");
  }

  private static EditDecisionList plan(
      FrameRate rate, List<Long> lengths, List<Transition> transitions, int fade, long in) {
    List<Event> events = new ArrayList<>();
    long recordIn = 0;
    for (int i = 0; i < lengths.size(); i++) {
      Transition asked = transitions.get(i);
      boolean impossible =
          asked == Transition.UNKNOWN
              || (asked == Transition.DISSOLVE && (i == 0 || fade == 0))
              || (asked == Transition.FADE && fade == 0);
      long recordOut = recordIn + lengths.get(i);
      RationalTime sourceIn = RationalTime.of(in + i * 4801L, 30_000);
      events.add(
          Event.newBuilder(
                  TestHandoff.event(
                      i,
                      recordIn,
                      recordOut,
                      CLIPS.get(i % CLIPS.size()),
                      0,
                      impossible ? Transition.CUT : asked))
              .setSourceIn(sourceIn.toRecord())
              .setSourceOut(sourceIn.plus(rate.timeOf(lengths.get(i))).toRecord())
              .build());
      recordIn = recordOut;
    }
    RationalTime musicIn = RationalTime.of(in, 44_100);
    return EditDecisionList.newBuilder(TestHandoff.plan())
        .setEditRate(rate.toRecord())
        .setMusicIn(musicIn.toRecord())
        .setMusicOut(musicIn.plus(rate.timeOf(recordIn)).toRecord())
        .setFrames(recordIn)
        .setBeatTimes(
            events.stream().map(event -> rate.timeOf(event.getRecordIn()).toRecord()).toList())
        .setEvents(events)
        .setEnding(fade % 2 == 1 ? Transition.FADE : Transition.CUT)
        .setFadeFrames(fade)
        .build();
  }
}
