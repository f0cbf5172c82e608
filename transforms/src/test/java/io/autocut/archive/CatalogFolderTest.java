package io.autocut.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Ints;
import io.autocut.media.Failures;
import io.autocut.schemas.CatalogEntry;
import io.autocut.store.WorkFolder;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layout of a catalogue and the files of its partitions. */
class CatalogFolderTest {
  @TempDir Path folder;
  private WorkFolder work;

  @BeforeEach
  void openStore() throws IOException {
    work = TestContext.in(folder).store().newWorkFolder();
  }

  @Test
  void numberOfPartitionsIsFixedAtTheFirstUse() throws Exception {
    open(OptionalInt.of(3));

    assertThat(open(OptionalInt.empty()).partitions()).isEqualTo(3);
    assertThatThrownBy(() -> open(OptionalInt.of(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 3 partitions and keeps them");
  }

  @Test
  void clipsAreSpreadByTheHashOfTheirNames() throws Exception {
    CatalogFolder catalogue = open(OptionalInt.of(4));
    int[] counts = new int[4];
    for (int i = 0; i < 400; i++) {
      counts[catalogue.partitionOf("/archive/clip" + i + ".mov")]++;
    }

    assertThat(Ints.asList(counts)).allSatisfy(count -> assertThat(count).isBetween(60, 140));
    assertThat(catalogue.partitionOf("/a.mov")).isEqualTo(catalogue.partitionOf("/a.mov"));
  }

  @Test
  void partitionIsKeptInTheOrderOfNamesHoweverItIsChanged() throws Exception {
    PartitionFile file = open(OptionalInt.of(1)).file(0);
    file.rewrite(sources("/b", "/d", "/f"), Set.of(), work);

    file.rewrite(sources("/a", "/d", "/e", "/g"), Set.of("/b"), work);

    assertThat(names()).containsExactly("/a", "/d", "/e", "/f", "/g");
  }

  @Test
  void equalClipsGiveEqualFiles() throws Exception {
    PartitionFile file = open(OptionalInt.of(1)).file(0);
    file.rewrite(sources("/b", "/a"), Set.of(), work);
    byte[] first = Files.readAllBytes(place());
    file.rewrite(sources("/a", "/c"), Set.of(), work);

    file.rewrite(sources(), Set.of("/c"), work);

    assertThat(Files.readAllBytes(place())).isEqualTo(first);
  }

  @Test
  void lineOfAClipTellsWhatPeopleAskForFirst() {
    CatalogEntry line =
        CatalogEntries.of("/a.mov", "key", TestAnalysis.of("f").shot(2000).shot(1000).build())
            .build();

    assertThat(line.getDuration().getNum()).isEqualTo(3);
    assertThat(line.getShotCount()).isEqualTo(2);
    assertThat(line.getWidth()).isEqualTo(line.getVideo().getDisplayWidth());
    assertThat(line.getFailure()).isNull();
  }

  @Test
  void damagedPartitionIsNamedAndSoIsWhatToDo() throws Exception {
    CatalogFolder catalogue = open(OptionalInt.of(1));
    catalogue.file(0).rewrite(sources("/a"), Set.of(), work);
    Files.writeString(place(), "no Avro");

    assertThatThrownBy(() -> catalogue.file(0).forEach(clip -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(place().toString())
        .hasMessageContaining("delete it and index again");
  }

  private CatalogFolder open(OptionalInt partitions) throws Exception {
    return CatalogFolder.open(folder.resolve("catalogue").toString(), partitions, work);
  }

  private Path place() {
    return folder.resolve("catalogue/partition=00/clips.avro");
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (var reader =
        new DataFileReader<CatalogEntry>(
            place().toFile(), new SpecificDatumReader<>(CatalogEntry.class))) {
      reader.forEach(entry -> names.add(entry.getClipUri()));
    }
    return names;
  }

  private static TreeMap<String, PartitionFile.Source> sources(String... uris) {
    TreeMap<String, PartitionFile.Source> sources = new TreeMap<>();
    for (String uri : uris) {
      sources.put(
          uri,
          () ->
              CatalogEntries.failed(uri, "f", Failures.of("analysis", "", uri, "X", "is empty"))
                  .build());
    }
    return sources;
  }
}
