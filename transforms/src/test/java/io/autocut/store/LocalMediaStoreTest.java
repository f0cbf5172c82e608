package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalMediaStoreTest {
  private static final ContentKey KEY =
      ContentKey.of(ContentKey.Kind.SEGMENT).with("clip", "a").build();
  private static final int THREADS = 8;

  @TempDir private Path folder;

  @Test
  void whatWasPutIsFound() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);

    Path stored = put(store, "content");

    assertThat(store.find(KEY)).contains(stored);
    assertThat(stored).hasContent("content");
  }

  @Test
  void whatWasNeverPutIsNotFound() throws IOException {
    assertThat(LocalMediaStore.open(folder).find(KEY)).isEmpty();
  }

  @Test
  void anotherStoreOfTheSameFolderFindsIt() throws IOException {
    Path stored = put(LocalMediaStore.open(folder), "content");

    assertThat(LocalMediaStore.open(folder).find(KEY)).contains(stored);
  }

  @Test
  void whatAPersonSaidCanBeRemoved() throws IOException {
    ContentKey said = KEY.as(ContentKey.Kind.BEAT_CORRECTION);
    MediaStore store = LocalMediaStore.open(folder);
    Path stored = store.put(said, Files.writeString(folder.resolve("finished"), "content"));

    store.remove(said);
    store.remove(said);

    assertThat(store.find(said)).isEmpty();
    assertThat(stored).doesNotExist();
  }

  @Test
  void whatWasComputedIsNeverRemoved() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);

    assertThatThrownBy(() -> store.remove(KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(KEY.toString());
  }

  @Test
  void whatWasPutNoLongerLiesWhereItWas() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);
    Path elsewhere = Files.writeString(folder.resolve("finished"), "content");

    store.put(KEY, elsewhere);

    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void layoutIsKindThenHash() throws IOException {
    put(LocalMediaStore.open(folder), "content");

    assertThat(folder.resolve(KEY.relativePath())).hasContent("content");
    assertThat(folder.resolve(KEY.relativePath() + ".sum")).hasContent("7 a930c5fe\n");
  }

  @Test
  void truncatedFileIsNotFound() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);
    Files.writeString(put(store, "content"), "conten");

    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void alteredFileOfTheSameSizeIsNotFound() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);
    Files.writeString(put(store, "content"), "c0ntent");

    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void fileWithoutChecksumIsNotFound() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);
    Files.delete(sumOf(put(store, "content")));

    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void checksumWithoutFileIsNotFound() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);
    Files.delete(put(store, "content"));

    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void damagedChecksumIsNotFound() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);
    Files.write(sumOf(put(store, "content")), new byte[] {'7', ' ', (byte) 0xff, (byte) 0xfe});

    assertThat(LocalMediaStore.open(folder).find(KEY)).isEmpty();
  }

  @Test
  void putReplacesWhatWasDamaged() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);
    Files.writeString(put(store, "content"), "c0ntent");

    Path stored = put(store, "content");

    assertThat(store.find(KEY)).contains(stored);
    assertThat(stored).hasContent("content");
  }

  @Test
  void ofSeveralThreadsThatPutOneKeyOneWins() throws Exception {
    MediaStore store = LocalMediaStore.open(folder);
    List<String> contents = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      contents.add("content of thread " + "x".repeat(i));
    }

    for (int round = 0; round < 20; round++) {
      atOnce(THREADS, thread -> put(store, contents.get(thread)));

      assertThat(store.find(KEY)).isPresent();
      assertThat(contents).contains(Files.readString(store.find(KEY).orElseThrow()));
    }
  }

  @Test
  void nobodyFindsAHalfFileWhileItIsPutAgainAndAgain() throws Exception {
    MediaStore store = LocalMediaStore.open(folder);
    String content = "x".repeat(100_000);

    atOnce(
        4,
        thread -> {
          for (int i = 0; i < 25; i++) {
            if (thread < 2) {
              put(store, content);
            } else {
              var found = store.find(KEY);
              if (found.isPresent()) {
                assertThat(Files.size(found.get())).isEqualTo(content.length());
              }
            }
          }
        });

    assertThat(store.find(KEY)).isPresent();
  }

  @Test
  void workFolderIsEmptyAndAllInItGoes() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);
    for (int use = 0; use < 2; use++) {
      Path path;
      try (WorkFolder work = store.newWorkFolder()) {
        path = work.path();
        assertThat(path).isEmptyDirectory().startsWith(folder.resolve("work"));
        Files.writeString(Files.createDirectory(work.resolve("deeper")).resolve("half"), "x");
      }
      assertThat(path).isEmptyDirectory();
    }
  }

  @Test
  void everyWorkFolderIsAnother() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);

    try (WorkFolder one = store.newWorkFolder();
        WorkFolder other = store.newWorkFolder()) {
      assertThat(one.path()).isNotEqualTo(other.path());
    }
  }

  @Test
  void workFolderIsEmptyWhereADeadProcessHadTheSameNumber() throws IOException {
    MediaStore store = LocalMediaStore.open(folder);
    Path own = workOf(ProcessHandle.current().pid());
    long next;
    try (WorkFolder probe = store.newWorkFolder()) {
      next = numberOf(probe.path());
    }
    for (long number = next; number < next + 50; number++) {
      Path left = Files.createDirectories(own.resolve(Long.toString(number)));
      Files.writeString(left.resolve("half"), "left by a process that is gone");
    }

    try (WorkFolder work = store.newWorkFolder()) {
      assertThat(work.path()).isEmptyDirectory();
    }
  }

  private static long numberOf(Path workFolder) {
    String name = workFolder.getFileName().toString();
    return name.matches("\\d{1,9}") ? Long.parseLong(name) : 0;
  }

  @Test
  void workOfAProcessThatIsGoneIsRemovedOnOpening() throws Exception {
    Path dead = Files.createDirectories(workOf(deadProcess()).resolve("0"));
    Files.writeString(dead.resolve("half"), "x");

    LocalMediaStore.open(folder);

    assertThat(dead.getParent()).doesNotExist();
  }

  @Test
  void severalOpenersMayRemoveTheSameAbandonedWork() throws Exception {
    Path dead = workOf(deadProcess());
    for (int i = 0; i < 300; i++) {
      Files.writeString(Files.createDirectories(dead.resolve("" + i)).resolve("half"), "x");
    }

    atOnce(THREADS, thread -> LocalMediaStore.open(folder));

    assertThat(dead).doesNotExist();
  }

  @Test
  void workOfAProcessThatRunsIsKept() throws IOException {
    Path alive = Files.createDirectories(workOf(ProcessHandle.current().pid()).resolve("x"));

    LocalMediaStore.open(folder);

    assertThat(alive).exists();
  }

  @Test
  void workOfAnotherHostIsKept() throws Exception {
    Path remote = Files.createDirectories(folder.resolve("work/elsewhere-" + deadProcess()));

    LocalMediaStore.open(folder);

    assertThat(remote).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "it's \"quoted\"", "Ünïcode – ça", "$(x);&|*?"})
  void storeMayLieInAFolderOfAnyName(String name) throws IOException {
    MediaStore store = LocalMediaStore.open(folder.resolve(name));

    Path stored = put(store, "content");

    assertThat(store.find(KEY)).contains(stored);
    assertThat(stored).startsWith(folder.resolve(name));
  }

  @Test
  void stringOpensALocalFolderByPathAndByFileUri() throws IOException {
    Path stored = put(MediaStores.open(folder.toString()), "content");

    assertThat(MediaStores.open(folder.toUri().toString()).find(KEY)).contains(stored);
  }

  private interface Step {
    void run(int thread) throws Exception;
  }

  private static void atOnce(int threads, Step step) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  step.run(thread);
                  return null;
                }));
      }
      for (Future<?> future : running) {
        future.get(30, TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static Path put(MediaStore store, String content) throws IOException {
    try (WorkFolder work = store.newWorkFolder()) {
      return store.put(
          KEY, Files.writeString(work.resolve("finished"), content, StandardCharsets.UTF_8));
    }
  }

  private static Path sumOf(Path stored) {
    return stored.resolveSibling(stored.getFileName() + ".sum");
  }

  private Path workOf(long pid) throws IOException {
    return folder.resolve("work/" + HostName.ofProcesses() + "-" + pid);
  }

  private static long deadProcess() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }
}
