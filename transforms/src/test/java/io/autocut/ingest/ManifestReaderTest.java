package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.ProofDepth;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestReaderTest {
  private static final String LINE =
      "{\"montageId\":\"m1\",\"clips\":[\"b.mp4\",\"a.mp4\"],\"music\":\"song.mp3\"}";

  @TempDir Path temp;
  private ManifestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new ManifestFolder(temp);
  }

  @Test
  void lineOfThreeFieldsGetsTheStandardForTheRest() throws Exception {
    assertThat(folder.read("m.jsonl", LINE))
        .containsExactly(
            new MontageRequest(
                "m1",
                List.of(folder.uri("a.mp4"), folder.uri("b.mp4")),
                folder.uri("song.mp3"),
                folder.uri("m1.mp4"),
                EditTemplates.named("dynamic"),
                "auto",
                "auto",
                0L,
                null,
                null,
                "",
                null,
                null,
                ProofDepth.STRUCTURE,
                List.of()));
  }

  @Test
  void lineMayGiveEverything() throws Exception {
    String line =
        LINE.replace(
            "}",
            ",\"output\":\"out/Film.MP4\",\"template\":\"dramatic\",\"canvas\":\"1280x720\",\"fps\":\"60/2\",\"seed\":-7}");

    MontageRequest request = folder.read("m.ndjson", line).get(0);

    assertThat(request.getOutput()).isEqualTo(folder.uri("out/Film.MP4"));
    assertThat(request.getTemplate().getName()).isEqualTo("dramatic");
    assertThat(request.getCanvas()).isEqualTo("1280x720");
    assertThat(request.getFps()).isEqualTo("30");
    assertThat(request.getSeed()).isEqualTo(-7);
  }

  @Test
  void whatALineDoesNotGiveComesFromTheDefaults() throws Exception {
    folder.using(
        ManifestReader.within(AllowedPaths.everyLocalPath())
            .withStyle(new MontageStyle("buildup", "9:16", "25", 3))
            .withOutputFolder("films")
            .withOutputSuffixes(List.of(".json")));

    MontageRequest request = folder.read("m.jsonl", LINE).get(0);

    assertThat(request.getOutput()).isEqualTo(folder.uri("films/m1.json"));
    assertThat(request.getTemplate().getName()).isEqualTo("buildup");
    assertThat(request.getCanvas()).isEqualTo("9:16");
    assertThat(request.getFps()).isEqualTo("25");
    assertThat(request.getSeed()).isEqualTo(3);
  }

  @Test
  void templateFileIsRelativeToTheManifest() throws Exception {
    folder.write(
        "t.json",
        "{\"name\":\"t\",\"description\":\"T.\",\"beatsPerShot\":[5],\"minShotMillis\":1,\"maxShotMillis\":2}");

    assertThat(
            folder
                .read("m.jsonl", LINE.replace("}", ",\"template\":\"t.json\"}"))
                .get(0)
                .getTemplate()
                .getBeatsPerShot())
        .containsExactly(5);
  }

  @Test
  void foldersAreExpandedAndTheEarlierFilmAmongThemIsLeftOut() throws Exception {
    folder.write("clips/x.mov", "x");
    folder.write("clips/m1.mp4", "an earlier film");
    folder.write("clips/m1.edl.json", "its decisions");
    folder.write("clips/m1.report.json", "its report");
    String line =
        "{\"montageId\":\"m1\",\"clips\":[\"clips\"],\"music\":\"song.mp3\",\"output\":\"clips/m1.mp4\"}";

    assertThat(folder.read("m.jsonl", line).get(0).getClips())
        .containsExactly(folder.uri("clips/x.mov"));
  }

  @Test
  void clipInAFolderIsNotOverwrittenByTheFilm() throws Exception {
    folder.write("clips/x.mov", "x");
    folder.write("clips/m1.mp4", "no film of ours: nothing lies beside it");
    String line =
        "{\"montageId\":\"m1\",\"clips\":[\"clips\"],\"music\":\"song.mp3\",\"output\":\"clips/m1.mp4\"}";

    assertThatThrownBy(() -> folder.read("m.jsonl", line))
        .hasMessageContaining("\"output\" would overwrite a clip: ");
  }

  @Test
  void outputBelowAFileIsRefusedBeforeAnyWork() throws Exception {
    folder.write("notes.txt", "x");
    String line =
        "{\"montageId\":\"m1\",\"clips\":[\"a.mov\"],\"music\":\"song.mp3\",\"output\":\"notes.txt/m1.mp4\"}";

    assertThatThrownBy(() -> folder.read("m.jsonl", line))
        .hasMessageContaining("\"output\": no file can be made in ");
  }

  @Test
  void missingClipAndMusicAreLeftToAnalysis() throws Exception {
    String line = "{\"montageId\":\"m1\",\"clips\":[\"none.mp4\"],\"music\":\"none.mp3\"}";

    assertThat(folder.read("m.jsonl", line).get(0).getClips())
        .containsExactly(folder.uri("none.mp4"));
  }

  @Test
  void blankLinesByteOrderMarkAndCarriageReturnsArePassedOver() throws Exception {
    String text = "\uFEFF" + LINE + "\r\n\r\n \t\n" + LINE.replace("m1", "m2") + "\n\n";

    assertThat(folder.read("m.jsonl", text))
        .extracting(MontageRequest::getMontageId)
        .containsExactly("m1", "m2");
  }

  @Test
  void remoteManifestGivesRemotePaths() throws Exception {
    ManifestReader reader =
        ManifestReader.within(AllowedPaths.everyLocalPath().withSchemes(List.of("gs")));
    byte[] bytes = LINE.getBytes(StandardCharsets.UTF_8);

    MontageRequest request =
        reader.read(new ByteArrayInputStream(bytes), "gs://bucket/day/m.jsonl").get(0);

    assertThat(request.getClips())
        .containsExactly("gs://bucket/day/a.mp4", "gs://bucket/day/b.mp4");
    assertThat(request.getOutput()).isEqualTo("gs://bucket/day/m1.mp4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        ",\"music\":\"song.mp3\"||\"music\" is missing. Each line needs montageId, clips and music.",
        "\"montageId\":\"m1\",||\"montageId\" is missing. Each line needs montageId, clips and music.",
        "\"music\"|\"musik\"|unknown field \"musik\". Known are montageId, clips, music, output, template, canvas, fps, seed, beats, tempo, beatOffsetMillis, tempoScale, order, durationMillis, minShotMillis, maxShotMillis, repeat, include, exclude, atMost, quality, fit, hdr, originalAudio, loudness, musicFadeInMillis, musicFadeOutMillis, wishes.",
        "\"song.mp3\"|7|\"music\" must be a string, not the number 7.",
        "\"song.mp3\"|null|\"music\" must be a string, not null.",
        "[\"b.mp4\",\"a.mp4\"]|\"a.mp4\"|\"clips\" must be an array of strings, not a string.",
        "[\"b.mp4\",\"a.mp4\"]|[\"a.mp4\",{}]|\"clips[1]\" must be a string, not an object.",
        "[\"b.mp4\",\"a.mp4\"]|[]|\"clips\" is empty. A montage needs at least one.",
        "\"b.mp4\"|\"\"|\"clips\": a path is empty",
        "\"b.mp4\"|\"x\\u0000\"|\"clips\": \"x\\u0000\" contains a NUL or a newline",
        "\"b.mp4\"|\"http://h/x.mp4\"|\"clips\": \"http://h/x.mp4\": scheme http: is not allowed. Allowed are local paths, file:.",
        "\"m1\"|\"-m\"|\"montageId\" must be 1 to 128 letters, digits, dots, dashes or underscores, not begin with a dot or dash: \"-m\"",
        "\"m1\"|\"../m\"|\"montageId\" must be 1 to 128 letters, digits, dots, dashes or underscores, not begin with a dot or dash: \"../m\"",
        "}|,\"output\":\"x.mov\"}|\"output\" must end in .mp4: \"x.mov\"",
        "}|,\"output\":\"a.mp4\"}|\"output\" would overwrite a clip: \"DIR/a.mp4\"",
        "}|,\"template\":\"no\"}|no template \"no\". Known are dynamic, energetic, balanced, dramatic, buildup; or give a file, for example ./mine.json.",
        "}|,\"template\":\"no.json\"}|template DIR/no.json: there is no such file",
        "}|,\"canvas\":\"4:3\"}|\"canvas\": canvas is neither auto, 16:9, 9:16, 1:1 nor WIDTHxHEIGHT, for example 1920x1080: \"4:3\"",
        "}|,\"fps\":\"500\"}|\"fps\": fps must lie between 1 and 240: 500",
        "}|,\"fps\":30}|\"fps\" must be a string, not the number 30.",
        "}|,\"seed\":\"1\"}|\"seed\" must be an integer, not a string.",
        "}|,\"seed\":1.5}|\"seed\" must be an integer, not the number 1.5.",
        "}|,\"seed\":9223372036854775808}|\"seed\" must be an integer, not the number 9223372036854775808.",
        "}|,\"seed\":1,\"seed\":1}|not valid JSON at column 79: Duplicate field 'seed'",
        "}|}}|not valid JSON at column 65: Unexpected close marker '}': expected ']'",
      })
  void oddLineIsRefusedWithFileAndLine(String part, String replacement, String message) {
    String odd = LINE.replace(part, replacement == null ? "" : replacement);

    assertThat(folder.errors("m.jsonl", LINE.replace("m1", "m0") + "\n\n" + odd))
        .containsExactly("m.jsonl line 3: " + message.replace("DIR", temp.toString()));
  }

  @Test
  void idThatWasThereBeforeIsRefused() {
    assertThat(folder.errors("m.jsonl", LINE + "\n" + LINE))
        .containsExactly("m.jsonl line 2: \"montageId\" \"m1\" is that of line 1 too");
  }

  @Test
  void outputThatWasThereBeforeIsRefusedUnderAnyName() throws Exception {
    Files.createSymbolicLink(temp.resolve("link"), temp);
    String other = LINE.replace("m1", "m2").replace("}", ",\"output\":\"link/./m1.mp4\"}");

    assertThat(folder.errors("m.jsonl", LINE + "\n" + other))
        .containsExactly(
            "m.jsonl line 2: \"output\" \""
                + folder.uri("link/m1.mp4")
                + "\" is that of line 1 too");
  }

  @Test
  void allErrorsAreListedOnePerLineOfTheMessage() {
    Path manifest = folder.write("m.jsonl", "{}\n" + LINE + "\nx\n");

    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> ManifestReader.within(AllowedPaths.everyLocalPath()).read(manifest))
        .satisfies(
            e -> {
              assertThat(e.errors()).hasSize(2);
              assertThat(e.getMessage().lines()).isEqualTo(e.errors());
            });
  }

  @Test
  void readingStopsAfterTwentyErrors() {
    assertThat(folder.errors("m.jsonl", "{}\n".repeat(50)))
        .hasSize(21)
        .last()
        .isEqualTo("m.jsonl: reading stopped after 20 errors");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(folder.errors("m.jsonl", "{\"clips\":" + "[".repeat(1_000_000)).get(0))
        .isEqualTo(
            "m.jsonl line 1: not valid JSON: Depth (17) exceeds the maximum allowed nesting depth (16)");
  }

  @Test
  void lineLongerThanTenMegabytesIsRefused() {
    assertThat(folder.errors("m.jsonl", LINE + "\n" + "x".repeat(10_000_001)))
        .containsExactly("m.jsonl line 2: longer than 10000000 bytes");
  }

  @Test
  void stringOfNearlyTenMegabytesIsRefusedInAShortMessage() {
    String line = LINE.replace("song.mp3", "x".repeat(9_000_000));

    assertThat(folder.errors("m.jsonl", line))
        .containsExactly(
            "m.jsonl line 1: \"music\": \""
                + "x".repeat(100)
                + "…\" is longer than 4096 characters");
  }

  @Test
  void moreThanAHundredThousandClipsAreRefused() {
    String line = LINE.replace("\"b.mp4\"", "\"b\"" + ",\"b\"".repeat(99_999));

    assertThat(folder.errors("m.jsonl", line))
        .containsExactly("m.jsonl line 1: \"clips\" names 100001, more than 100000");
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    byte[] line = LINE.replace("m1", "mé").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(folder.errors("m.jsonl", line)).containsExactly("m.jsonl line 1: not UTF-8");
  }

  @Test
  void clipBehindALinkOutOfTheAllowedFoldersIsRefused() throws Exception {
    Path root = Files.createDirectory(temp.resolve("root"));
    Files.createSymbolicLink(root.resolve("b.mp4"), folder.path("a.mp4"));
    folder.using(ManifestReader.within(AllowedPaths.everyLocalPath().withRoots(List.of(root))));

    assertThat(folder.errors("root/m.jsonl", LINE))
        .containsExactly(
            "m.jsonl line 1: \"clips\": \"b.mp4\" leads out of the allowed folders " + root);
  }

  @Test
  void templateOutsideTheAllowedFoldersIsNotOpened() throws Exception {
    Path root = Files.createDirectory(temp.resolve("root"));
    folder.using(ManifestReader.within(AllowedPaths.everyLocalPath().withRoots(List.of(root))));

    assertThat(folder.errors("root/m.jsonl", LINE.replace("}", ",\"template\":\"/etc/passwd\"}")))
        .containsExactly(
            "m.jsonl line 1: \"template\": \"/etc/passwd\" leads out of the allowed folders "
                + root);
  }

  @Test
  void manifestWithoutMontagesIsRefused() {
    assertThat(folder.errors("m.jsonl", "\n\n")).containsExactly("m.jsonl: names no montage");
  }

  @Test
  void missingManifestIsRefused() {
    Path missing = temp.resolve("none.jsonl");

    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> ManifestReader.within(AllowedPaths.everyLocalPath()).read(missing))
        .withMessage(missing + ": there is no such file");
  }

  @Test
  void otherFormatsAreRefused() {
    assertThat(folder.errors("m.xml", "<x/>"))
        .containsExactly("m.xml: a manifest ends in .jsonl, .ndjson, .csv or .avro");
  }
}
