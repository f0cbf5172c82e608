package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.store.HostName;
import io.autocut.store.LocalMediaStore;
import io.autocut.store.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilmPlaceTest {
  @TempDir Path temp;
  private Path films;

  @BeforeEach
  void makeFolder() throws Exception {
    films = Files.createDirectory(temp.resolve("films"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"film.mp4", "my film's \"best\" 🎬 été.mp4", "a/new/folder/film.mp4"})
  void filmAppearsUnderItsName(String name) throws Exception {
    Path place = films.resolve(name);

    put(place, file -> Files.writeString(file, "film"));

    assertThat(place).hasContent("film");
    assertThat(names(place.getParent())).hasSize(1);
  }

  @Test
  void filmOfAnEarlierRunIsReplaced() throws Exception {
    Path place = Files.writeString(films.resolve("film.mp4"), "old");

    put(place, file -> Files.writeString(file, "new"));

    assertThat(place).hasContent("new");
  }

  @Test
  void oldFilmStaysWhenTheNewOneFails() throws Exception {
    Path place = Files.writeString(films.resolve("film.mp4"), "old");

    assertThatThrownBy(
            () ->
                put(
                    place,
                    file -> {
                      Files.writeString(file, "half of the n");
                      throw new IOException("no space left");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");

    assertThat(place).hasContent("old");
    assertThat(names(films)).containsExactly("film.mp4");
  }

  @Test
  void unfinishedFileIsWrittenBesideTheFilm() throws Exception {
    Path place = films.resolve("film.mp4");

    put(
        place,
        file -> {
          assertThat(file.getParent()).isEqualTo(films);
          assertThat(place).doesNotExist();
          Files.writeString(file, "film");
        });

    assertThat(place).exists();
  }

  @Test
  void whatADeadProcessLeftBehindIsRemoved() throws Exception {
    long dead = new ProcessBuilder("true").start().onExit().get().pid();
    long alive = ProcessHandle.current().pid();
    Files.writeString(
        films.resolve(".film.mp4@" + HostName.ofProcesses() + "-" + dead + "-1.part"), "abandoned");
    Files.writeString(
        films.resolve(".film.mp4@" + HostName.ofProcesses() + "-" + alive + "-1.part"), "in work");
    Files.writeString(
        films.resolve(".other.mp4@" + HostName.ofProcesses() + "-" + dead + "-1.part"),
        "of another film");
    Files.writeString(
        films.resolve(".other.mp4@else" + HostName.ofProcesses() + "-" + dead + "-1.part"),
        "of another host");

    put(films.resolve("film.mp4"), file -> Files.writeString(file, "film"));

    assertThat(names(films))
        .containsExactlyInAnyOrder(
            "film.mp4",
            ".film.mp4@" + HostName.ofProcesses() + "-" + alive + "-1.part",
            ".other.mp4@else" + HostName.ofProcesses() + "-" + dead + "-1.part");
  }

  @ParameterizedTest
  @CsvSource({
    "/f/film.mp4, /f/film.report.json",
    "/f/FILM.MP4, /f/FILM.report.json",
    "/f/plan.edl.json, /f/plan.report.json",
    "/f/plan.json, /f/plan.report.json",
    "/f/clips.jsonl, /f/clips.report.json",
    "/f/clips.avro, /f/clips.report.json",
    "gs://bucket/a.b/film.mp4, gs://bucket/a.b/film.report.json"
  })
  void reportLiesBesideItsFilm(String film, String report) {
    assertThat(new FilmPlace(film).beside(".report.json")).hasToString(report);
  }

  private void put(Path place, FilmPlace.Writer writer) throws Exception {
    try (WorkFolder folder = LocalMediaStore.open(temp.resolve("store")).newWorkFolder()) {
      new FilmPlace(place.toString()).put(folder, writer);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
