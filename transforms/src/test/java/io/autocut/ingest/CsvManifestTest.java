package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.MontageRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvManifestTest {
  @TempDir Path temp;
  private ManifestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new ManifestFolder(temp);
  }

  @Test
  void clipsAreSeparatedBySemicolons() throws Exception {
    MontageRequest request =
        folder.read("m.csv", "montageId,clips,music\nm1,b.mp4; a.mp4,song.mp3\n").get(0);

    assertThat(request.getClips()).containsExactly(folder.uri("a.mp4"), folder.uri("b.mp4"));
    assertThat(request.getOutput()).isEqualTo(folder.uri("m1.mp4"));
  }

  @Test
  void columnsMayStandInAnyOrderAndCellsMayBeEmpty() throws Exception {
    MontageRequest request =
        folder
            .read("m.csv", "seed,music,template,fps,montageId,clips\n5,song.mp3,,24,m1,a.mp4\n")
            .get(0);

    assertThat(request.getSeed()).isEqualTo(5);
    assertThat(request.getFps()).isEqualTo("24");
    assertThat(request.getTemplate().getName()).isEqualTo("dynamic");
  }

  @Test
  void quotedCellMayHoldCommasAndQuotes() throws Exception {
    folder.write("one, \"two\".mp4", "x");

    assertThat(
            folder
                .read("m.csv", "montageId,clips,music\nm1,\"one, \"\"two\"\".mp4\",song.mp3")
                .get(0)
                .getClips())
        .containsExactly(folder.uri("one, \"two\".mp4"));
  }

  @Test
  void byteOrderMarkBlankLinesAndCarriageReturnsArePassedOver() throws Exception {
    String text = "\uFEFFmontageId,clips,music\r\n\r\nm1,a.mp4,song.mp3\r\n\r\n";

    assertThat(folder.read("m.csv", text)).hasSize(1);
  }

  @Test
  void newlineInACellIsRefusedAndLaterLinesAreStillCountedRight() {
    String text = "montageId,clips,music\nm1,\"a\nb.mp4\",song.mp3\nm2,a.mp4,\n";

    assertThat(folder.errors("m.csv", text))
        .containsExactly(
            "m.csv line 2: \"clips\": \"a\\u000ab.mp4\" contains a NUL or a newline",
            "m.csv line 4: \"music\" is missing. Each line needs montageId, clips and music.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "montageId,clips|m1,a|line 1: \"music\" is missing. Each line needs montageId, clips and music.",
        "montageId;clips;music|m1;a;b|line 1: unknown column \"montageId;clips;music\". Known are montageId, clips, music, output, template, canvas, fps, seed, beats, tempo, beatOffsetMillis, tempoScale, order, durationMillis, minShotMillis, maxShotMillis, repeat, include, exclude, atMost, quality, fit, hdr, originalAudio, loudness, musicFadeInMillis, musicFadeOutMillis.",
        "montageId,clips,clips,music|m1,a,a,s|line 1: column \"clips\" stands there twice",
        "montageId,clips,music|m1,a|line 2: has 2 values, but there are 3 columns",
        "montageId,clips,music|m1,a,s,x|line 2: has 4 values, but there are 3 columns",
        "montageId,clips,music|m1,a;;b,s|line 2: \"clips\": a path is empty",
        "montageId,clips,music,seed|m1,a,s,x|line 2: \"seed\" must be an integer, not \"x\".",
      })
  void oddTableIsRefused(String header, String line, String message) {
    assertThat(folder.errors("m.csv", header + "\n" + line)).containsExactly("m.csv " + message);
  }

  @Test
  void quoteThatIsLeftOpenIsRefusedAtTheLineWhereItBegins() {
    assertThat(folder.errors("m.csv", "montageId,clips,music\nm1,\"a.mp4,song.mp3\nm2,b,c\n"))
        .singleElement()
        .asString()
        .startsWith("m.csv line 2: ")
        .contains("EOF reached before encapsulated token finished");
  }

  @Test
  void quoteThatIsLeftOpenForTenMegabytesIsRefused() {
    String text = "montageId,clips,music\nm1,\"" + "x\n".repeat(5_100_000);

    assertThat(folder.errors("m.csv", text))
        .containsExactly("m.csv line 2: longer than 10000000 characters; is a quote left open?");
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    byte[] bytes = "montageId,clips,music\nm1,é.mp4,s".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(folder.errors("m.csv", bytes).get(0)).endsWith("not UTF-8");
  }
}
