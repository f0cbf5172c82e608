package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autocut.json.PlainJson;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.ClipWish;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.Fit;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.OfferedClip;
import io.autocut.schemas.PictureWishes;
import io.autocut.schemas.Quality;
import io.autocut.schemas.UnusedClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for when a film is to be made again. */
final class EarlierMontagesTest {
  @TempDir Path folder;
  private EarlierMontages montages;

  @BeforeEach
  void makeMedia() throws Exception {
    for (String name : List.of("a.mov", "b.mov", "song.mp3", "other.mp3")) {
      Files.writeString(folder.resolve(name), name);
    }
    montages = EarlierMontages.within(AllowedPaths.everyLocalPath(), folder);
  }

  @Test
  void withoutChangesTheSameIsAskedForAtAnotherPlace() throws Exception {
    MontageRequest again = montages.request(earlier(list().build()));

    MontageRequest asked = asked().build();
    assertThat(again)
        .isEqualTo(
            MontageRequest.newBuilder(asked)
                .setMontageId("film")
                .setOutput(folder.resolve("again/film.mp4").toString())
                .setClips(List.of(path("a.mov"), path("b.mov")))
                .build());
  }

  @Test
  void whatIsSaidTakesThePlaceOfWhatWasSaidAndNoMore() throws Exception {
    PictureWishes picture =
        PictureWishes.newBuilder().setQuality(Quality.HIGH).setFit(Fit.CROP).build();
    MontageWishes wishes =
        MontageWishes.newBuilder()
            .setDurationMillis(90_000)
            .setOrder(ClipOrder.CHRONOLOGICAL)
            .build();
    EditDecisionList list =
        list().setRequest(asked().setPicture(picture).setWishes(wishes).build()).build();
    ChangeSpec said =
        new ChangeSpec(
            "dramatic",
            "other.mp3",
            "",
            "25",
            "9",
            new WishSpec(List.of(), "", "", 60_000, 0, 0),
            new PictureSpec("draft", "", "", ""),
            SoundSpec.unsaid(),
            "pixels");

    MontageRequest again = montages.changing(said).request(earlier(list));

    assertThat(again.getTemplate().getName()).isEqualTo("dramatic");
    assertThat(again.getMusic()).isEqualTo(path("other.mp3"));
    assertThat(again.getFps()).isEqualTo("25");
    assertThat(again.getSeed()).isEqualTo(9);
    assertThat(again.getPicture().getQuality()).isEqualTo(Quality.DRAFT);
    assertThat(again.getPicture().getFit()).isEqualTo(Fit.CROP);
    assertThat(again.getWishes().getDurationMillis()).isEqualTo(60_000);
    assertThat(again.getWishes().getOrder()).isEqualTo(ClipOrder.CHRONOLOGICAL);
  }

  @Test
  void clipThatHasMovedIsTakenFromWhereItIsAndSoAreItsWishes() throws Exception {
    Files.move(folder.resolve("a.mov"), folder.resolve("z.mov"));
    MontageWishes wishes =
        MontageWishes.newBuilder()
            .setClips(
                List.of(ClipWish.newBuilder().setClip(path("a.mov")).setMustInclude(true).build()))
            .build();
    EditDecisionList list = list().setRequest(asked().setWishes(wishes).build()).build();

    assertThat(EarlierMontages.missing(list)).containsExactly("fa");
    MontageRequest again = montages.withMoved(Map.of("fa", path("z.mov"))).request(earlier(list));

    assertThat(again.getClips()).containsExactly(path("b.mov"), path("z.mov"));
    assertThat(again.getWishes().getClips())
        .extracting(ClipWish::getClip)
        .containsExactly(path("z.mov"));
  }

  @Test
  void planThatWasEditedIsFollowedUnlessItsCutsAreWantedOtherwise() throws Exception {
    EarlierPlan edited = earlier(list().setEdited(true).build());

    assertThat(montages.request(edited).getPlan()).isEqualTo(edited.plan());
    assertThat(montages.request(edited).getClips()).containsExactly(path("a.mov"));
    assertThat(montages.changing(seed("4")).request(edited).getPlan()).isEmpty();
    assertThat(montages.changing(seed("4")).request(edited).getClips()).hasSize(2);
  }

  @Test
  void planWithoutItsRequestStandsForWhatItHas() throws Exception {
    EditDecisionList list =
        list()
            .setRequest(null)
            .setOffered(List.of())
            .setUnused(List.of(new UnusedClip(path("b.mov"), "too short")))
            .build();

    MontageRequest again = montages.request(earlier(list));

    assertThat(again.getClips()).containsExactly(path("a.mov"), path("b.mov"));
    assertThat(again.getTemplate()).isEqualTo(EditTemplates.named("balanced"));
    assertThat(again.getCanvas()).isEqualTo("640x360");
    assertThat(again.getFps()).isEqualTo("30");
    assertThat(again.getSeed()).isEqualTo(7);
  }

  @Test
  void filmThatWouldOverwriteItsFootageIsRefused() throws Exception {
    EarlierPlan plan = earlier(list().build());

    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> montages.request(new EarlierPlan(plan.plan(), "film", path("a.mov"))))
        .withMessageContaining("would overwrite what it is made of");
  }

  @Test
  void plansOfOneNameGoToDifferentFilms() throws Exception {
    Files.createDirectories(folder.resolve("films/2019"));
    Files.writeString(folder.resolve("films/day.edl.json"), "{}");
    Files.writeString(folder.resolve("films/2019/day.edl.json"), "{}");
    Files.writeString(folder.resolve("films/day.report.json"), "{}");

    List<EarlierPlan> plans =
        EarlierPlan.of(List.of(folder.resolve("films")), folder.resolve("again"));

    assertThat(plans)
        .extracting(EarlierPlan::output)
        .containsExactly(path("again/day.mp4"), path("again/day-2.mp4"));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static ChangeSpec seed(String seed) {
    return new ChangeSpec(
        "", "", "", "", seed, WishSpec.unsaid(), PictureSpec.unsaid(), SoundSpec.unsaid(), "");
  }

  private EarlierPlan earlier(EditDecisionList list) throws Exception {
    Path file = folder.resolve("film.edl.json");
    Files.writeString(file, PlainJson.pretty(list));
    return new EarlierPlan(file.toString(), "film", path("again/film.mp4"));
  }

  private MontageRequest.Builder asked() throws IngestException {
    return MontageRequest.newBuilder()
        .setMontageId("")
        .setClips(List.of())
        .setMusic(path("song.mp3"))
        .setOutput("")
        .setTemplate(EditTemplates.named("dynamic"))
        .setCanvas("auto")
        .setFps("auto")
        .setSeed(7);
  }

  private EditDecisionList.Builder list() throws IngestException {
    Event event =
        Event.newBuilder()
            .setIndex(0)
            .setRecordIn(0)
            .setRecordOut(30)
            .setClipUri(path("a.mov"))
            .setClipFingerprint("fa")
            .setSourceIn(new ExactSeconds(0L, 1L))
            .setSourceOut(new ExactSeconds(1L, 1L))
            .setBeatIndex(-1)
            .setScore(0)
            .setReason("")
            .build();
    return EditDecisionList.newBuilder()
        .setPlanId("p")
        .setEditRate(new EditRate(30, 1))
        .setCanvas(new Canvas(640, 360))
        .setTemplate("balanced")
        .setSeed(7)
        .setMusicUri(path("song.mp3"))
        .setMusicFingerprint("")
        .setMusicIn(new ExactSeconds(0L, 1L))
        .setMusicOut(new ExactSeconds(1L, 1L))
        .setFadeOutMillis(0)
        .setFrames(30)
        .setBeatTimes(List.of(new ExactSeconds(0L, 1L)))
        .setEvents(List.of(event))
        .setNotes(List.of())
        .setRequest(asked().build())
        .setOffered(
            List.of(new OfferedClip(path("a.mov"), "fa"), new OfferedClip(path("b.mov"), "fb")));
  }
}
