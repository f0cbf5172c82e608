package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.CatalogEntry;
import io.autocut.schemas.CatalogReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a catalogue: each test goes on where the one before has ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class IndexTest {
  @TempDir static Path folder;
  private static Path archive;
  private static Footage footage;

  @BeforeAll
  static void drawClips() throws Exception {
    footage = Footage.in(folder);
    archive = footage.clips();
    Path deeper = Files.createDirectories(archive.resolve("2019/may"));
    Files.move(footage.clip(6), deeper.resolve("clip6.mp4"));
    Files.writeString(archive.resolve("notes.txt"), "no video");
  }

  private static CommandRun index(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "index",
                "--clips",
                archive.toString(),
                "--catalogue",
                catalogue().toString(),
                "--store",
                folder.resolve("store").toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(new String[0]));
  }

  private static Path catalogue() {
    return folder.resolve("catalogue");
  }

  private static Map<String, CatalogEntry> entries() throws IOException {
    Map<String, CatalogEntry> entries = new TreeMap<>();
    for (Path file : partitions()) {
      try (var reader =
          new DataFileReader<CatalogEntry>(
              file.toFile(), new SpecificDatumReader<>(CatalogEntry.class))) {
        reader.forEach(
            entry -> entries.put(Path.of(entry.getClipUri()).getFileName().toString(), entry));
      }
    }
    return entries;
  }

  private static List<Path> partitions() throws IOException {
    try (var files = Files.walk(catalogue())) {
      return files.filter(file -> file.endsWith("clips.avro")).sorted().toList();
    }
  }

  private static Map<Path, FileTime> times() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    for (Path file : partitions()) {
      times.put(file, Files.getLastModifiedTime(file));
    }
    return times;
  }

  private static CatalogReport report() throws IOException {
    return PlainJson.parse(
        Files.readString(catalogue().resolve("index.report.json")), CatalogReport.class);
  }

  @Test
  @Order(1)
  void newCatalogueHoldsEachClipOrWhyItCannotBeUsed() throws Exception {
    CommandRun run = index("--partitions", "4");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(run.out())
        .contains("7 clips: 7 new, 0 changed, 0 unchanged; 0 gone.")
        .contains("Cannot be used: 1.")
        .contains("notes.txt");
    Map<String, CatalogEntry> entries = entries();
    assertThat(entries).hasSize(7);
    CatalogEntry clip = entries.get("clip6.mp4");
    assertThat(clip.getWidth()).isEqualTo(320);
    assertThat(clip.getDuration().getNum()).isEqualTo(5);
    assertThat(clip.getMoments()).isNotEmpty();
    assertThat(clip.getBytes()).isEqualTo(Files.size(archive.resolve("2019/may/clip6.mp4")));
    assertThat(entries.get("notes.txt").getFailure().getMessage()).startsWith("notes.txt");
  }

  @Test
  @Order(2)
  void secondIndexOpensNothingAndWritesNothing() throws Exception {
    Map<Path, FileTime> before = times();

    CommandRun run = index("--batch");

    assertThat(run.out())
        .contains("7 clips: 0 new, 0 changed, 7 unchanged; 0 gone.")
        .contains("Written: 0 of 4 partitions.")
        .contains("notes.txt");
    assertThat(report().getAnalysis().getElements()).isZero();
    assertThat(times()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void onlyWhatHasChangedIsLookedAtAndOnlyItsPartitionsAreWritten() throws Exception {
    Files.copy(footage.clip(1), archive.resolve("copy.mp4"));
    Files.delete(footage.clip(2));
    Files.setLastModifiedTime(footage.clip(3), FileTime.fromMillis(1_000_000_000_000L));
    Map<Path, FileTime> before = times();

    CommandRun run = index("--runner", "direct");

    assertThat(run.out()).as(run.err()).contains("7 clips: 1 new, 1 changed, 5 unchanged; 1 gone.");
    assertThat(entries()).containsKey("copy.mp4").doesNotContainKey("clip2.mp4");
    assertThat(entries().get("clip3.mp4").getModifiedMillis()).isEqualTo(1_000_000_000_000L);
    // The same content under another name or with another time is not analyzed again.
    assertThat(report().getAnalysis().getElements()).isEqualTo(2);
    assertThat(report().getAnalysis().getReused()).isEqualTo(2);
    long untouched =
        times().entrySet().stream()
            .filter(file -> file.getValue().equals(before.get(file.getKey())))
            .count();
    assertThat(untouched + report().getPartitionsWritten()).isEqualTo(times().size());
  }

  @Test
  @Order(4)
  void clipsOfOtherPlacesStayInTheCatalogue() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.copy(footage.clip(1), other.resolve("elsewhere.mp4"));

    CommandRun run =
        CommandRun.of(
            "index",
            "--clips",
            other.toString(),
            "--catalogue",
            catalogue().toString(),
            "--store",
            folder.resolve("store").toString());

    assertThat(run.out()).as(run.err()).contains("8 clips: 1 new, 0 changed, 7 unchanged; 0 gone.");
  }

  @Test
  @Order(5)
  void anotherNumberOfPartitionsIsRefused() {
    CommandRun run = index("--partitions", "5");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("has 4 partitions and keeps them");
  }

  @Test
  @Order(6)
  void archiveThatIsNotThereIsRefusedAndTheCatalogueStays() throws Exception {
    CommandRun run =
        CommandRun.of(
            "index",
            "--clips",
            folder.resolve("unmounted").toString(),
            "--catalogue",
            catalogue().toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("there is no such file or folder");
    assertThat(entries()).hasSize(8);
  }

  @Test
  @Order(7)
  void emptyArchiveIsNotTakenForADeletedOne() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    CommandRun run =
        CommandRun.of(
            "index",
            "--clips",
            empty.toString(),
            "--catalogue",
            catalogue().toString(),
            "--store",
            folder.resolve("store").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_MADE);
    assertThat(run.err()).contains("holds no files");
    assertThat(entries()).hasSize(8);
  }
}
