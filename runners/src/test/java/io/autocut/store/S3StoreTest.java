package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.util.FluentBackoff;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shared store against a real server of object storage. */
final class S3StoreTest {
  @RegisterExtension static final S3Server SERVER = new S3Server();
  private static final long CACHE_BYTES = 1L << 30;

  @TempDir Path folder;
  private ContentKey key;
  private String objectPath;
  private MediaStore here;
  private MediaStore there;

  @BeforeAll
  static void register() {
    SERVER.register();
  }

  @BeforeEach
  void open(TestInfo test) throws IOException {
    key = ContentKey.of(ContentKey.Kind.SEGMENT).with("test", test.getDisplayName()).build();
    objectPath = "store/" + key.relativePath();
    here = host("here");
    there = host("there");
  }

  private MediaStore host(String name) throws IOException {
    return new SharedMediaStore(
        LocalMediaStore.open(folder.resolve(name)), SERVER.uri("store"), CACHE_BYTES);
  }

  @Test
  void anotherHostFindsWhatWasPut() throws IOException {
    put(here, "content");

    assertThat(there.find(key).orElseThrow()).hasContent("content");
    assertThat(SERVER.file(objectPath)).hasContent("content");
  }

  @Test
  void whatWasNeverPutIsNotFound() throws IOException {
    assertThat(here.find(key)).isEmpty();
  }

  @Test
  void objectOfManyPartsComesBackWhole() throws IOException {
    String content = "0123456789abcdef".repeat(1 << 20);

    put(here, content);

    assertThat(there.find(key).orElseThrow()).hasContent(content);
  }

  @Test
  void emptyFileComesBack() throws IOException {
    put(here, "");

    assertThat(there.find(key).orElseThrow()).isEmptyFile();
  }

  @Test
  void deletedObjectIsNotFoundAndCanBePutAgain() throws IOException {
    put(here, "content");
    Files.delete(SERVER.file(objectPath));

    assertThat(there.find(key)).isEmpty();
    put(there, "content");
    assertThat(host("elsewhere").find(key)).isPresent();
  }

  @Test
  void truncatedObjectIsNotFoundAndCanBePutAgain() throws IOException {
    put(here, "content");
    Files.writeString(SERVER.file(objectPath), "conten");

    assertThat(there.find(key)).isEmpty();
    put(there, "content");
    assertThat(host("elsewhere").find(key).orElseThrow()).hasContent("content");
  }

  @Test
  void objectWithoutChecksumIsNotFound() throws IOException {
    put(here, "content");
    Files.delete(SERVER.file(objectPath + ".sum"));

    assertThat(there.find(key)).isEmpty();
  }

  @Test
  void damagedCopyIsFetchedAgain() throws IOException {
    put(here, "content");
    Files.writeString(here.find(key).orElseThrow(), "c0ntent");

    assertThat(here.find(key).orElseThrow()).hasContent("content");
  }

  @Test
  void whatMayChangeIsSeenAsItIsNow() throws IOException {
    key = key.as(ContentKey.Kind.BEAT_CORRECTION);
    put(here, "old");
    assertThat(there.find(key).orElseThrow()).hasContent("old");
    put(here, "new");
    assertThat(there.find(key).orElseThrow()).hasContent("new");

    here.remove(key);

    assertThat(there.find(key)).isEmpty();
  }

  @Test
  void serverThatIsAwayIsWaitedFor() throws Exception {
    put(here, "content");
    SERVER.stop();
    ExecutorService asking = Executors.newFixedThreadPool(2);
    try {
      ContentKey other = key.as(ContentKey.Kind.SOUND);
      Future<Path> found = asking.submit(() -> there.find(key).orElseThrow());
      Future<?> stored = asking.submit(() -> put(there, other, "other"));
      assertThat(found).isNotDone();
      SERVER.start();

      assertThat(found.get(1, TimeUnit.MINUTES)).hasContent("content");
      stored.get(1, TimeUnit.MINUTES);
      assertThat(here.find(other).orElseThrow()).hasContent("other");
    } finally {
      asking.shutdownNow();
    }
  }

  @Test
  void whatIsNearIsFoundWhileTheServerIsAway() throws Exception {
    put(here, "content");
    SERVER.stop();
    try {
      assertThat(here.find(key)).isPresent();
    } finally {
      SERVER.start();
    }
  }

  @Test
  void serverThatStaysAwayIsNamedWithWhatToDo() throws Exception {
    SERVER.stop();
    try {
      Patience none = new Patience(FluentBackoff.DEFAULT.withMaxRetries(1), millis -> {});
      assertThatThrownBy(() -> RemoteFile.of(SERVER.uri("any"), none).read())
          .isInstanceOf(IOException.class)
          .hasMessageContaining(SERVER.uri("any"))
          .hasMessageContaining("cannot be reached")
          .hasMessageContaining("--s3-endpoint");
    } finally {
      SERVER.start();
    }
  }

  @Test
  void bucketThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> MediaStores.check("s3://nowhere/store"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://nowhere/store")
        .hasMessageContaining("no such bucket");
  }

  @Test
  void wrongSecretIsToldWithoutTellingIt() {
    System.setProperty("aws.secretAccessKey", "another-secret");
    try {
      SERVER.register();
      assertThatThrownBy(() -> MediaStores.check(SERVER.uri("store")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("access is denied")
          .hasMessageContaining("AWS_SECRET_ACCESS_KEY")
          .hasMessageNotContaining("another-secret");
    } finally {
      System.setProperty("aws.secretAccessKey", S3Server.SECRET);
      SERVER.register();
    }
  }

  @Test
  void checkedStoreCanBeWrittenTo() throws IOException {
    MediaStores.check(SERVER.uri("checked"));
    MediaStores.check(SERVER.uri("checked"));

    assertThat(SERVER.file("checked/autocut-store.txt")).exists();
  }

  @Test
  void clipOnObjectStorageIsFetchedOnceAndNotStoredAgain() throws IOException {
    RemoteFile.of(SERVER.uri("clips/a.mov")).upload("a clip".getBytes());

    Path fetched = new SourceFiles(here).local(SERVER.uri("clips/a.mov"));

    assertThat(fetched).hasContent("a clip");
    assertThat(new SourceFiles(here).local(SERVER.uri("clips/a.mov"))).isEqualTo(fetched);
    assertThat(SERVER.file("store/source")).doesNotExist();
  }

  @Test
  void clipThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new SourceFiles(here).local(SERVER.uri("clips/none.mov")))
        .isInstanceOf(java.io.FileNotFoundException.class)
        .hasMessageContaining("clips/none.mov: there is no such object");
  }

  private void put(MediaStore store, String content) throws IOException {
    put(store, key, content);
  }

  private static Path put(MediaStore store, ContentKey key, String content) throws IOException {
    try (WorkFolder work = store.newWorkFolder()) {
      return store.put(key, Files.writeString(work.resolve("finished"), content));
    }
  }
}
