package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.store.ContentKey;
import io.autocut.store.MediaStore;
import io.autocut.store.MediaStores;
import io.autocut.store.S3Server;
import io.autocut.store.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looking after stores, in a folder and on object storage. */
final class StoreCommandTest {
  @RegisterExtension static final S3Server SERVER = new S3Server();

  @TempDir Path folder;
  private String name;

  /** Where a store lies. */
  enum Where {
    FOLDER,
    OBJECT_STORAGE
  }

  @BeforeEach
  void nameStore() {
    name = UUID.randomUUID().toString();
    SERVER.register();
  }

  private String uri(Where where) {
    return where == Where.FOLDER ? folder.resolve(name).toString() : SERVER.uri(name);
  }

  private Path root(Where where) {
    return where == Where.FOLDER ? folder.resolve(name) : SERVER.file(name);
  }

  /** A thing of seven bytes, and eleven of its checksum, last used so long ago. */
  private Path put(Where where, ContentKey.Kind kind, String what, Duration unused)
      throws IOException {
    MediaStore store = MediaStores.open(uri(where));
    ContentKey key = ContentKey.of(kind).with("what", what).build();
    try (WorkFolder work = store.newWorkFolder()) {
      store.put(key, Files.writeString(work.resolve("finished"), "content"));
    }
    Path file = thing(where, key);
    FileTime then = FileTime.from(Instant.now().minus(unused));
    Files.setLastModifiedTime(file, then);
    Files.setLastModifiedTime(file.resolveSibling(file.getFileName() + ".sum"), then);
    return file;
  }

  private Path thing(Where where, ContentKey key) throws IOException {
    String hash = key.toString().replaceFirst(".*-", "");
    try (Stream<Path> files = Files.walk(root(where))) {
      return files
          .filter(file -> file.getFileName().toString().matches(hash + "\\.(?!.*sum).*"))
          .filter(file -> file.toString().contains(key.kind().name().toLowerCase()))
          .findFirst()
          .orElseThrow();
    }
  }

  private CommandRun store(Where where, String... arguments) {
    List<String> all = new ArrayList<>(List.of("store"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--store", uri(where), "--s3-endpoint", SERVER.endpoint().toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource
  void statsTellEachKind(Where where) throws IOException {
    put(where, ContentKey.Kind.SEGMENT, "a", Duration.ofDays(3));
    put(where, ContentKey.Kind.SEGMENT, "b", Duration.ofDays(2));
    put(where, ContentKey.Kind.BEATS, "a", Duration.ofDays(1));

    CommandRun run = store(where, "stats");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(run.out())
        .contains(uri(where))
        .containsPattern("segment +2 +36 bytes +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d")
        .containsPattern("beats +1 +18 bytes")
        .containsPattern("all +3 +54 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void verifyNamesTheDamagedAndRepairRemovesThem(Where where) throws IOException {
    Path damaged = put(where, ContentKey.Kind.SEGMENT, "a", Duration.ofDays(3));
    Path lonely = put(where, ContentKey.Kind.SEGMENT, "b", Duration.ofDays(3));
    Path whole = put(where, ContentKey.Kind.SEGMENT, "c", Duration.ofDays(3));
    Files.writeString(damaged, "c0ntent");
    Files.delete(lonely.resolveSibling(lonely.getFileName() + ".sum"));
    Files.setLastModifiedTime(lonely, FileTime.from(Instant.now().minus(Duration.ofDays(1))));

    CommandRun found = store(where, "verify");
    CommandRun repaired = store(where, "verify", "--repair");
    CommandRun after = store(where, "verify");

    assertThat(found.exitCode()).as(found.err()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(found.out())
        .contains("damaged: " + root(where).relativize(damaged))
        .contains("damaged: " + root(where).relativize(lonely))
        .doesNotContain(whole.getFileName().toString())
        .contains("2 damaged; --repair removes");
    assertThat(repaired.exitCode()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(damaged).doesNotExist();
    assertThat(lonely).doesNotExist();
    assertThat(whole).exists();
    assertThat(after.out()).contains("1 thing (18 bytes) read; all are whole.");
  }

  @ParameterizedTest
  @EnumSource
  void pruneRemovesWhatWasNotUsedForLongAndSparesWhatIsInUseAndWhatWasSaid(Where where)
      throws IOException {
    Path old = put(where, ContentKey.Kind.SEGMENT, "a", Duration.ofDays(40));
    Path fresh = put(where, ContentKey.Kind.SEGMENT, "b", Duration.ofDays(2));
    Path used = put(where, ContentKey.Kind.SEGMENT, "c", Duration.ZERO);
    Path said = put(where, ContentKey.Kind.BEAT_CORRECTION, "a", Duration.ofDays(400));

    CommandRun tried = store(where, "prune", "--older-than", "30d", "--dry-run");
    assertThat(tried.out()).contains("Would remove 1 thing (18 bytes); 3 things (54 bytes) stay.");
    assertThat(old).exists();

    CommandRun run = store(where, "prune", "--older-than", "30d");
    assertThat(run.out()).contains("Removed 1 thing (18 bytes); 3 things (54 bytes) stay.");
    assertThat(old).doesNotExist();

    CommandRun all = store(where, "prune", "--max-bytes", "0");
    assertThat(fresh).doesNotExist();
    assertThat(used).exists();
    assertThat(said).exists();
    assertThat(all.out())
        .contains("That is 36 bytes more than --max-bytes: what was used in the last");
  }

  @ParameterizedTest
  @EnumSource
  void pruneRemovesTheLeastRecentlyUsedUntilTheRestIsSmallEnough(Where where) throws IOException {
    Path older = put(where, ContentKey.Kind.SEGMENT, "a", Duration.ofDays(4));
    Path younger = put(where, ContentKey.Kind.SEGMENT, "b", Duration.ofDays(3));

    store(where, "prune", "--max-bytes", "20");

    assertThat(older).doesNotExist();
    assertThat(younger).exists();
  }

  @Test
  void pruneWithoutALimitIsRefused() {
    CommandRun run = store(Where.FOLDER, "prune");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("--max-bytes");
  }

  @Test
  void wrongAmountsAreRefusedWithExamples() {
    assertThat(store(Where.FOLDER, "prune", "--max-bytes", "much").err())
        .contains("--max-bytes is not a size such as 800M or 20G: much");
    assertThat(store(Where.FOLDER, "prune", "--older-than", "yesterday").err())
        .contains("--older-than is not a time such as 12h, 30d or 2w: yesterday");
  }

  @Test
  void storeThatIsNotThereIsNamed() {
    CommandRun run = store(Where.FOLDER, "stats");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains(uri(Where.FOLDER) + ": there is no such folder");
  }
}
