package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autocut.json.PlainJson;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.MontageRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans in files, and the requests that come of them. */
final class PlanFileTest {
  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makeFolder() throws Exception {
    folder = Files.createDirectory(temp.resolve("film"));
    for (String name : List.of("film/a.mp4", "film/b.mp4", "song.mp3")) {
      Files.writeString(temp.resolve(name), name);
    }
  }

  private Path plan(String music, String... clips) throws Exception {
    EditDecisionList list =
        EditDecisionList.newBuilder()
            .setPlanId("p")
            .setEditRate(new EditRate(30, 1))
            .setCanvas(new Canvas(640, 360))
            .setTemplate("calm")
            .setSeed(7)
            .setMusicUri(music)
            .setMusicFingerprint("")
            .setMusicIn(new ExactSeconds(0L, 1L))
            .setMusicOut(new ExactSeconds(1L, 1L))
            .setFadeOutMillis(0)
            .setFrames(30)
            .setBeatTimes(List.of())
            .setEvents(IntStream.range(0, clips.length).mapToObj(i -> event(i, clips[i])).toList())
            .setNotes(List.of())
            .build();
    return Files.writeString(folder.resolve("plan.edl.json"), PlainJson.pretty(list));
  }

  private static Event event(int index, String clip) {
    return Event.newBuilder()
        .setIndex(index)
        .setRecordIn(0)
        .setRecordOut(30)
        .setClipUri(clip)
        .setClipFingerprint("")
        .setSourceIn(new ExactSeconds(0L, 1L))
        .setSourceOut(new ExactSeconds(1L, 1L))
        .setBeatIndex(-1)
        .setScore(0)
        .setReason("")
        .build();
  }

  private MontageRequest request(AllowedPaths allowed) throws IngestException {
    return MontageRequests.relativeTo(temp, allowed, List.of(".mp4"))
        .fromPlan("film/plan.edl.json", "film/out.mp4", MontageStyle.standard());
  }

  private String uri(String name) {
    return temp.resolve(name).toString();
  }

  @Test
  void relativePathsCountFromThePlansFolder() throws Exception {
    EditDecisionList list =
        PlanFile.read(plan("../song.mp3", "b.mp4", uri("film/a.mp4"), "file:" + uri("film/b.mp4")));

    assertThat(list.getEvents())
        .extracting(Event::getClipUri)
        .containsExactly(uri("film/b.mp4"), uri("film/a.mp4"), uri("film/b.mp4"));
    assertThat(list.getMusicUri()).isEqualTo(uri("song.mp3"));
  }

  @Test
  void requestHasTheClipsAndTheMusicOfThePlan() throws Exception {
    Path plan = plan("../song.mp3", "b.mp4", "a.mp4", "b.mp4");

    MontageRequest request = request(AllowedPaths.everyLocalPath());

    assertThat(request.getClips()).containsExactly(uri("film/a.mp4"), uri("film/b.mp4"));
    assertThat(request.getMusic()).isEqualTo(uri("song.mp3"));
    assertThat(request.getPlan()).isEqualTo(plan.toString());
    assertThat(request.getOutput()).isEqualTo(uri("film/out.mp4"));
    assertThat(request.getTemplate().getName()).isEqualTo("calm");
    assertThat(request.getSeed()).isEqualTo(7);
    assertThat(request.getWishes()).isNull();
  }

  @Test
  void planCannotNameFilesOutsideTheAllowedFolders() throws Exception {
    plan("../song.mp3", "a.mp4");

    assertRefused(
        AllowedPaths.everyLocalPath().withRoots(List.of(folder)),
        "\"" + uri("song.mp3") + "\" leads out of the allowed folders " + folder);
  }

  @Test
  void clipThatIsNotThereIsNamed() throws Exception {
    plan("../song.mp3", "c.mp4");

    assertRefused(
        AllowedPaths.everyLocalPath(), "\"" + uri("film/c.mp4") + "\": there is no such file");
  }

  @Test
  void clipOfAnotherProtocolIsRefused() throws Exception {
    plan("../song.mp3", "http://h/c.mp4");

    assertRefused(
        AllowedPaths.everyLocalPath(),
        "\"http://h/c.mp4\": scheme http: is not allowed. Allowed are local paths, file:.");
  }

  @Test
  void emptyPathIsNamedWithItsPlace() throws Exception {
    plan("../song.mp3", "a.mp4", "");

    assertRefused(AllowedPaths.everyLocalPath(), "$.events[1].clipUri: a path is empty");
  }

  @Test
  void planWithoutEventsIsRefused() throws Exception {
    plan("../song.mp3");

    assertRefused(AllowedPaths.everyLocalPath(), "$.events: it has none");
  }

  @Test
  void planThatIsNotUtf8IsRefused() throws Exception {
    Files.write(plan("../song.mp3", "a.mp4"), "é".getBytes(StandardCharsets.ISO_8859_1));

    assertRefused(AllowedPaths.everyLocalPath(), "plan.edl.json: not UTF-8");
  }

  private void assertRefused(AllowedPaths allowed, String message) {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> request(allowed))
        .withMessageStartingWith("plan ")
        .withMessageEndingWith(message);
  }
}
