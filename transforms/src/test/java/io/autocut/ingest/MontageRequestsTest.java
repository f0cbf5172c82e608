package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.ProofDepth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MontageRequestsTest {
  private static final MontageStyle STANDARD = MontageStyle.standard();

  @TempDir Path temp;
  private MontageRequests requests;

  @BeforeEach
  void makeFolder() throws Exception {
    Files.createDirectory(temp.resolve("clips"));
    Files.writeString(temp.resolve("clips/a.mp4"), "a");
    Files.writeString(temp.resolve("song.mp3"), "song");
    requests =
        MontageRequests.relativeTo(temp, AllowedPaths.everyLocalPath(), List.of(".mp4", ".json"));
  }

  @Test
  void commandLineBecomesARequestOfAbsolutePaths() throws Exception {
    MontageStyle style = new MontageStyle("energetic", "16:9", "30000/1001", 4);

    assertThat(requests.fromClips(List.of("clips"), "song.mp3", "out/film.mp4", style))
        .isEqualTo(
            new MontageRequest(
                "film",
                List.of(temp.resolve("clips/a.mp4").toString()),
                temp.resolve("song.mp3").toString(),
                temp.resolve("out/film.mp4").toString(),
                EditTemplates.named("energetic"),
                "16:9",
                "30000/1001",
                4L,
                null,
                null,
                "",
                null,
                null,
                ProofDepth.STRUCTURE,
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({"auto, 9:16", "1:1, 1:1"})
  void canvasOfTheTemplateCountsWhereNoneIsAskedFor(String asked, String canvas) throws Exception {
    Files.writeString(
        temp.resolve("tall.json"),
        "{\"name\":\"tall\",\"description\":\"Tall.\",\"beatsPerShot\":[2],\"minShotMillis\":400,"
            + "\"maxShotMillis\":9000,\"canvas\":\"9:16\"}");
    MontageStyle style = new MontageStyle("tall.json", asked, "auto", 0);

    assertThat(requests.fromClips(List.of("clips"), "song.mp3", "film.mp4", style).getCanvas())
        .isEqualTo(canvas);
  }

  @ParameterizedTest
  @CsvSource({
    "film.mp4, film",
    "My Film (1).MP4, My-Film--1-",
    "-i.mp4, i",
    "été.json, t-",
    ".mp4, montage",
    "...mp4, montage"
  })
  void idIsTheOutputsFileName(String output, String id) throws Exception {
    assertThat(requests.fromClips(List.of("clips"), "song.mp3", output, STANDARD).getMontageId())
        .isEqualTo(id);
  }

  @Test
  void idIsNeverLongerThanAllowed() throws Exception {
    String output = "x".repeat(200) + ".mp4";

    assertThat(requests.fromClips(List.of("clips"), "song.mp3", output, STANDARD).getMontageId())
        .hasSize(128);
  }

  @Test
  void filmOfAnEarlierRunIsNoClip() throws Exception {
    Files.writeString(temp.resolve("clips/film.mp4"), "film");
    Files.writeString(temp.resolve("clips/film.edl.json"), "its decisions");
    Files.writeString(temp.resolve("clips/film.report.json"), "its report");

    assertThat(
            requests.fromClips(List.of("clips"), "song.mp3", "clips/film.mp4", STANDARD).getClips())
        .containsExactly(temp.resolve("clips/a.mp4").toString());
  }

  @Test
  void missingClipIsRefused() {
    assertRefused(
        List.of("none.mp4"),
        "song.mp3",
        "film.mp4",
        "\"clips\": \"" + temp.resolve("none.mp4") + "\": there is no such file or folder");
  }

  @Test
  void missingMusicIsRefused() {
    assertRefused(
        List.of("clips"),
        "none.mp3",
        "film.mp4",
        "\"music\": \"" + temp.resolve("none.mp3") + "\": there is no such file");
  }

  @Test
  void outputOfAnotherKindIsRefused() {
    assertRefused(
        List.of("clips"),
        "song.mp3",
        "film.mov",
        "\"output\" must end in .mp4 or .json: \"film.mov\"");
  }

  @Test
  void outputThatIsAFolderIsRefused() throws Exception {
    Files.createDirectory(temp.resolve("film.mp4"));

    assertRefused(List.of("clips"), "song.mp3", "film.mp4", "\"output\" is a folder: \"film.mp4\"");
  }

  @Test
  void outputThatIsTheMusicIsRefused() throws Exception {
    Files.writeString(temp.resolve("song.mp4"), "song");

    assertRefused(
        List.of("clips"),
        "song.mp4",
        "song.mp4",
        "\"output\" would overwrite the music: \"" + temp.resolve("song.mp4") + "\"");
  }

  private void assertRefused(List<String> clips, String music, String output, String message) {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> requests.fromClips(clips, music, output, STANDARD))
        .withMessage(message);
  }
}
