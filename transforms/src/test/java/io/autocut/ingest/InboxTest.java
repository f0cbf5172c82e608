package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.WatchedItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
  private static final String HALF_OF_AN_MP4 = "\0\0\0\fftypisom\0\0\0\177mdat";

  @TempDir Path folder;
  private Path inboxFolder;
  private Inbox inbox;
  private Map<String, WatchedItem> seen = Map.of();

  @BeforeEach
  void watch() throws IOException {
    inboxFolder = Files.createDirectory(folder.resolve("inbox"));
    inbox =
        Inbox.of(
            inboxFolder,
            ManifestReader.within(AllowedPaths.everyLocalPath())
                .withOutputFolder(folder.resolve("films").toString()));
    put("../music.wav", "music");
  }

  private void put(String name, String content) throws IOException {
    Path file = inboxFolder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void putManifest() throws IOException {
    put(
        "films.jsonl",
        "{\"montageId\": \"a\", \"clips\": [\"day\"], \"music\": \"../music.wav\"}\n");
  }

  /** The ids that so many looks find. */
  private List<String> looks(int count) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Inbox.Look look = inbox.look(seen);
      seen = look.seen();
      look.ready().stream().map(MontageRequest::getMontageId).forEach(ids::add);
    }
    return ids;
  }

  @Test
  void manifestIsTakenOnceWhenItIsQuiet() throws IOException {
    put("day/a.avi", "clip");
    putManifest();

    assertThat(looks(1)).isEmpty();
    assertThat(looks(2)).containsExactly("a");
    assertThat(looks(5)).isEmpty();
  }

  @Test
  void clipThatGrowsIsWaitedFor() throws IOException {
    put("day/a.avi", "c");
    putManifest();
    assertThat(looks(2)).isEmpty();

    put("day/a.avi", "clip");

    assertThat(looks(1)).isEmpty();
    assertThat(looks(1)).containsExactly("a");
  }

  @Test
  void plainHalfOfAClipIsWaitedForHoweverQuietButNotForEver() throws IOException {
    put("day/a.mp4", HALF_OF_AN_MP4);
    putManifest();

    assertThat(looks(100)).isEmpty();
    assertThat(looks(100)).containsExactly("a");
  }

  @Test
  void clipsThatComeLaterAreWaitedFor() throws IOException {
    putManifest();
    assertThat(looks(10)).isEmpty();

    put("day/a.avi", "clip");

    assertThat(looks(3)).containsExactly("a");
  }

  @Test
  void clipThatIsAddedMakesTheFilmAnewUnderAnotherId() throws IOException {
    put("day/a.avi", "clip");
    putManifest();
    assertThat(looks(3)).containsExactly("a");

    put("day/b.avi", "clip");

    assertThat(looks(3)).containsExactly("a-2");
  }

  @Test
  void manifestThatIsRefusedIsToldBesideItUntilItIsMended() throws IOException {
    put("day/a.avi", "clip");
    put("films.jsonl", "{bad");
    assertThat(looks(3)).isEmpty();
    Path refused = inboxFolder.resolve("films.jsonl" + Inbox.REFUSED);
    assertThat(refused).content().contains("films.jsonl line 1: not valid JSON");

    putManifest();

    assertThat(looks(3)).containsExactly("a");
    assertThat(refused).doesNotExist();
  }

  @Test
  void foldersAreFilmsWhereThereIsMusicForThem() throws IOException {
    put("Tag am Meer/a.avi", "clip");
    put(".hidden/a.avi", "clip");
    Files.createDirectory(inboxFolder.resolve("empty"));
    assertThat(looks(3)).isEmpty();

    inbox = inbox.withFilmsOfFolders(folder.resolve("music.wav").toString());

    assertThat(looks(3)).containsExactly("Tag-am-Meer");
  }

  @Test
  void otherFilesAreLeftAlone() throws IOException {
    put("day/a.avi", "clip");
    put("notes.txt", "{bad");
    put(".films.jsonl", "{bad");

    assertThat(looks(3)).isEmpty();
    assertThat(inboxFolder).isDirectoryNotContaining("glob:**" + Inbox.REFUSED);
  }
}
