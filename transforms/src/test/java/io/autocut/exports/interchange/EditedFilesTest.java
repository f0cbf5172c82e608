package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditedFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final TestHandoff three =
      TestHandoff.at("25")
          .shot("/m/a.mov", "7/3", 50)
          .shot("/m/b.mov", "1001/300", 25)
          .shot("/m/c.mov", "4/1", 30);

  @Property(tries = 300)
  void planThatWasNotEditedComesBackAsItWas(
      @ForAll("rates") String rate,
      @ForAll @Size(min = 2, max = 8) List<@LongRange(min = 20, max = 200) Long> lengths,
      @ForAll @Size(8) List<Transition> transitions,
      @ForAll @IntRange(max = 9) int fade,
      @ForAll @LongRange(min = 30_000, max = 1_000_000) long in)
      throws Exception {
    Path here = Files.createTempDirectory("handoff");
    TestHandoff film =
        TestHandoff.at(rate).fading(fade).countingFrom(in % 7000).musicFrom(in, 44_100);
    for (int i = 0; i < lengths.size(); i++) {
      Transition asked = transitions.get(i);
      boolean impossible = asked == Transition.UNKNOWN || (i == 0 && asked == Transition.DISSOLVE);
      film.shot(
          "/m/clip" + i % 3 + ".mov",
          (in + i * 4801) + "/30000",
          lengths.get(i),
          impossible ? Transition.CUT : asked);
    }
    film.ending(fade % 2 == 0 ? Transition.CUT : Transition.FADE);

    for (HandoffFormat format : List.of(HandoffFormat.OTIO, HandoffFormat.EDL)) {
      Path file = here.resolve("film" + format.ending());
      Files.writeString(file, format.write(film.build()));
      EditedPlan plan = EditedFiles.read(file, Optional.of(film.list()), film.starts());
      assertThat(plan.notes()).isEmpty();
      assertThat(plan.list()).isEqualTo(film.list());
      Files.delete(file);
    }
    Files.delete(here);
  }

  @Provide
  Arbitrary<String> rates() {
    return Arbitraries.of("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60");
  }

  @Test
  void otioCarriesItsPlan() throws Exception {
    Path file = write(HandoffFormat.OTIO, three, text -> text);

    assertThat(EditedFiles.read(file, Optional.empty(), three.starts()).list())
        .isEqualTo(three.list());
  }

  @Test
  void edlNeedsThePlanThatItWasMadeOf() throws Exception {
    Path file = write(HandoffFormat.EDL, three, text -> text);

    assertThatExceptionOfType(HandoffException.class)
        .isThrownBy(() -> EditedFiles.read(file, Optional.empty(), three.starts()))
        .withMessage(
            file + ": an EDL carries no plan: give the one that it was made of, with --plan");
  }

  @Test
  void clipThatWasTrimmedAtItsHeadKeepsItsExactPlace() throws Exception {
    EditDecisionList list =
        editedOtio(
            items -> {
              setFrames(items, 1, "start_time", 83 + 5);
              setFrames(items, 1, "duration", 20);
            });

    Event trimmed = list.getEvents().get(1);
    assertThat(RationalTime.of(trimmed.getSourceIn()))
        .isEqualTo(RationalTime.of(1001, 300).plus(RationalTime.of(5, 25)));
    assertThat(trimmed.getRecordOut()).isEqualTo(70);
    assertThat(list.getFrames()).isEqualTo(100);
    assertThat(RationalTime.of(list.getMusicOut())).isEqualTo(RationalTime.of(4, 1));
    assertThat(list.getEdited()).isTrue();
  }

  @Test
  void clipsThatWereSwappedKeepTheirRanges() throws Exception {
    EditDecisionList list = editedOtio(items -> items.insert(0, items.remove(1)));

    assertThat(list.getEvents())
        .extracting(Event::getClipUri)
        .containsExactly("/m/b.mov", "/m/a.mov", "/m/c.mov");
    assertThat(list.getEvents())
        .extracting(Event::getSourceIn)
        .containsExactly(
            three.list().getEvents().get(1).getSourceIn(),
            three.list().getEvents().get(0).getSourceIn(),
            three.list().getEvents().get(2).getSourceIn());
    assertThat(list.getEvents()).extracting(Event::getRecordIn).containsExactly(0L, 25L, 75L);
    assertThat(list.getEvents()).extracting(Event::getBeatIndex).containsExactly(0, -1, 2);
  }

  @Test
  void deletedClipIsGone() throws Exception {
    EditDecisionList list = editedOtio(items -> items.remove(0));

    assertThat(list.getEvents())
        .extracting(Event::getClipUri)
        .containsExactly("/m/b.mov", "/m/c.mov");
    assertThat(list.getEvents()).extracting(Event::getIndex).containsExactly(0, 1);
    assertThat(list.getBeatTimes()).hasSize(2);
  }

  @Test
  void clipOfAnotherFileIsTakenAsItIs() throws Exception {
    Path other = Files.createFile(folder.resolve("oth er.mov"));
    EditDecisionList list =
        editedOtio(
            items ->
                ((ObjectNode) items.get(1).at("/media_references/DEFAULT_MEDIA"))
                    .put("target_url", "./oth%20er.mov"));

    Event changed = list.getEvents().get(1);
    assertThat(changed.getClipUri()).isEqualTo(other.toString());
    assertThat(changed.getClipFingerprint()).isEmpty();
    assertThat(list.getOffered()).hasSize(4);
  }

  @Test
  void gapIsRefusedWithItsPlace() {
    assertThatExceptionOfType(HandoffException.class)
        .isThrownBy(
            () ->
                editedOtio(
                    items -> {
                      ObjectNode gap = items.get(0).deepCopy();
                      items.insert(1, gap.put("OTIO_SCHEMA", "Gap.1").put("name", ""));
                    }))
        .withMessageEndingWith(
            "film.otio: track 1, item 2 (Gap.1): a gap of 50 frames; a film has none: close it");
  }

  @Test
  void otherTracksAndEffectsAreSaidToBeLeftOut() throws Exception {
    Path file =
        write(
            HandoffFormat.OTIO,
            three,
            text -> {
              ObjectNode timeline = tree(text);
              ArrayNode tracks = (ArrayNode) timeline.at("/tracks/children");
              tracks.add(tracks.get(0).deepCopy());
              ((ArrayNode) tracks.at("/0/children/1/effects")).addObject();
              return timeline.toString();
            });

    assertThat(EditedFiles.read(file, Optional.empty(), three.starts()).notes())
        .containsExactly(
            "track 1, item 2 (b.mov): its effects are left out, a change of speed among them",
            "track 3: a film has one track of pictures; this one is left out");
  }

  @Test
  void musicThatWasSlippedBeginsThere() throws Exception {
    Path file =
        write(
            HandoffFormat.OTIO,
            three,
            text -> {
              ObjectNode timeline = tree(text);
              ((ObjectNode) timeline.at("/tracks/children/1/children/0/source_range/start_time"))
                  .put("value", 88_200.0);
              return timeline.toString();
            });

    EditDecisionList list = EditedFiles.read(file, Optional.empty(), three.starts()).list();
    assertThat(RationalTime.of(list.getMusicIn())).isEqualTo(RationalTime.of(2, 1));
  }

  @Test
  void deeplyNestedJsonIsRefused() throws Exception {
    Path file = write(HandoffFormat.OTIO, three, text -> "[".repeat(100_000));

    assertThatExceptionOfType(HandoffException.class)
        .isThrownBy(() -> EditedFiles.read(file, Optional.empty(), three.starts()))
        .withMessageContaining("not valid JSON");
  }

  @Test
  void listOfAnotherProgramIsRead() throws Exception {
    EditDecisionList list =
        editedEdl(
            """
            TITLE: Timeline 1
            FCM: NON-DROP FRAME

            001  AX       V     C        00:00:03:09 00:00:04:09 01:00:00:00 01:00:01:00
            * FROM CLIP NAME: b.mov

            002  AX       V     C        00:00:04:09 00:00:04:09 01:00:01:00 01:00:01:00
            002  AX       V     D    010 00:00:01:00 00:00:03:00 01:00:01:00 01:00:03:00
            * FROM CLIP NAME: b.mov
            * TO CLIP NAME: a.mov
            003  AX       AA    C        00:00:02:00 00:00:05:00 01:00:00:00 01:00:03:00
            * FROM CLIP NAME: song & dance.mp3
            """);

    assertThat(list.getEvents())
        .extracting(Event::getClipUri)
        .containsExactly("/m/b.mov", "/m/a.mov");
    assertThat(list.getEvents())
        .extracting(Event::getTransition)
        .containsExactly(Transition.CUT, Transition.DISSOLVE);
    assertThat(list.getEvents()).extracting(Event::getRecordOut).containsExactly(30L, 75L);
    assertThat(list.getFadeFrames()).isEqualTo(10);
    assertThat(RationalTime.of(list.getEvents().get(0).getSourceIn()))
        .as("one frame later than the plan's")
        .isEqualTo(RationalTime.of(1001, 300).plus(RationalTime.of(1, 25)));
    assertThat(RationalTime.of(list.getMusicIn())).isEqualTo(RationalTime.of(2, 1));
  }

  @Test
  void unknownClipOfAListIsNamedWithItsEvent() {
    assertThatExceptionOfType(HandoffException.class)
        .isThrownBy(
            () ->
                editedEdl(
                    """
                    001  AX       V     C        00:00:03:09 00:00:04:09 01:00:00:00 01:00:01:00
                    * FROM CLIP NAME: x.mov
                    """))
        .withMessageEndingWith(
            "film.edl: event 001 (line 1): x.mov is none of the plan's clips: name its file, as"
                + " * SOURCE FILE: PATH");
  }

  @Test
  void blackInAListIsRefused() {
    assertThatExceptionOfType(HandoffException.class)
        .isThrownBy(
            () ->
                editedEdl(
                    """
                    001  A        V     C        00:00:03:09 00:00:04:09 01:00:00:00 01:00:01:00
                    002  BL       V     C        00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00
                    """))
        .withMessageContaining("event 002 (line 2): 25 frames of black");
  }

  @Test
  void changedSpeedIsSaid() throws Exception {
    Path file = folder.resolve("film.edl");
    Files.writeString(
        file,
        """
        001  A        V     C        00:00:02:08 00:00:04:08 01:00:00:00 01:00:01:00
        M2   A        050.0                00:00:02:08
        """);

    assertThat(EditedFiles.read(file, Optional.of(three.list()), three.starts()).notes())
        .containsExactly(
            "event 001 (line 1): it is played at another speed; it is shown at its own");
  }

  private EditDecisionList editedOtio(Consumer<ArrayNode> edit) throws Exception {
    Path file =
        write(
            HandoffFormat.OTIO,
            three,
            text -> {
              ObjectNode timeline = tree(text);
              edit.accept((ArrayNode) timeline.at("/tracks/children/0/children"));
              return timeline.toString();
            });
    return EditedFiles.read(file, Optional.empty(), three.starts()).list();
  }

  private EditDecisionList editedEdl(String text) throws Exception {
    Path file = folder.resolve("film.edl");
    Files.writeString(file, text);
    return EditedFiles.read(file, Optional.of(three.list()), three.starts()).list();
  }

  private static void setFrames(ArrayNode items, int item, String field, double frames) {
    ((ObjectNode) items.get(item).at("/source_range/" + field)).put("value", frames);
  }

  private static ObjectNode tree(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path write(HandoffFormat format, TestHandoff film, UnaryOperator<String> edit)
      throws Exception {
    Path file = folder.resolve("film" + format.ending());
    Files.writeString(file, edit.apply(format.write(film.build())));
    return file;
  }
}
