package io.autocut.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a folder of any Beam file system, with a local one before it that keeps a copy of what
 * this host has read or written, within bounds.
 *
 * <p>An object's checksum is uploaded after it; what has none, or another, is as if it were not
 * there. What is near costs no request; what is not is fetched once, however many threads and JVMs
 * of this host ask for it at once. Every request waits for a server that is away, see {@link
 * Patience}.
 */
final class SharedMediaStore implements MediaStore {
  /** How often a host notes on the shared store that it still uses what it has near. */
  static final Duration NOTED_EVERY = Duration.ofHours(12);

  private static final Logger LOG = LoggerFactory.getLogger(SharedMediaStore.class);

  private final LocalMediaStore nearby;
  private final CacheRoom room;
  private final HostLocks locks;
  private final String uri;

  SharedMediaStore(LocalMediaStore nearby, String uri, long nearbyBytes) {
    this.nearby = nearby;
    this.room = new CacheRoom(nearby.root(), nearbyBytes);
    this.locks = new HostLocks(nearby.root().resolve("locks"));
    this.uri = uri.endsWith("/") ? uri : uri + "/";
  }

  @Override
  public Optional<Path> find(ContentKey key) throws IOException {
    if (key.kind().mayChange()) {
      return fetch(key);
    }
    Optional<Path> near = findNearby(key);
    if (near.isPresent()) {
      noteUseNowAndThen(key, near.get());
      return near;
    }
    if (isOfThisHost(key)) {
      TrafficMeter.ofThisThread().missed();
      return Optional.empty();
    }
    return locks.whileHolding(
        key.toString(),
        () -> {
          Optional<Path> broughtByAnother = findNearby(key);
          return broughtByAnother.isPresent() ? broughtByAnother : fetch(key);
        });
  }

  private Optional<Path> findNearby(ContentKey key) throws IOException {
    Optional<Path> near = nearby.look(key);
    if (near.isPresent()) {
      TrafficMeter.ofThisThread().foundOnDisk(Files.size(near.get()));
    }
    return near;
  }

  private Optional<Path> fetch(ContentKey key) throws IOException {
    Optional<Path> fetched = download(key);
    if (fetched.isPresent()) {
      TrafficMeter.ofThisThread().foundShared(Files.size(fetched.get()));
    } else {
      TrafficMeter.ofThisThread().missed();
    }
    return fetched;
  }

  private Optional<Path> download(ContentKey key) throws IOException {
    try (WorkFolder folder = nearby.newWorkFolder()) {
      // The small one first: of what was never made there is none, and that is one request.
      RemoteFile.Dated written = sum(key).readDated();
      String sum = new String(written.content(), StandardCharsets.ISO_8859_1);
      Path fetched = folder.resolve("fetched");
      object(key).download(fetched);
      if (!sum.equals(Checksum.of(fetched))) {
        LOG.warn("{} is damaged in {} and counts as missing", key, uri);
        return Optional.empty();
      }
      if (written.modified().isBefore(Instant.now().minus(NOTED_EVERY))) {
        noteUse(key, fetched);
      }
      return Optional.of(putNearby(key, fetched));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Uploaded before it lies near: what is near is also there for others. */
  @Override
  public Path put(ContentKey key, Path finished) throws IOException {
    TrafficMeter.ofThisThread().wrote(Files.size(finished));
    if (!isOfThisHost(key)) {
      object(key).upload(finished);
      sum(key).upload(Checksum.of(finished).getBytes(StandardCharsets.US_ASCII));
    }
    return putNearby(key, finished);
  }

  @Override
  public Path put(ContentKey key, byte[] content) throws IOException {
    TrafficMeter.ofThisThread().wrote(content.length);
    if (!isOfThisHost(key)) {
      object(key).upload(content);
      sum(key).upload(Checksum.of(content).getBytes(StandardCharsets.US_ASCII));
    }
    Path near = nearby.place(key, content);
    room.taken(content.length);
    return near;
  }

  private Path putNearby(ContentKey key, Path finished) throws IOException {
    Path near = nearby.place(key, finished);
    room.taken(Files.size(near));
    return near;
  }

  /** A copy of what lies elsewhere for all to read is no worker's but this one's. */
  private static boolean isOfThisHost(ContentKey key) {
    return key.kind() == ContentKey.Kind.SOURCE;
  }

  /** The time of the copy itself, not of its checksum, tells when its use was noted last. */
  private void noteUseNowAndThen(ContentKey key, Path near) throws IOException {
    Instant now = Instant.now();
    try {
      if (!isOfThisHost(key)
          && Files.getLastModifiedTime(near).toInstant().isBefore(now.minus(NOTED_EVERY))) {
        Files.setLastModifiedTime(near, FileTime.from(now));
        noteUse(key, near);
      }
    } catch (NoSuchFileException e) {
      // Gone since it was found, so that it needs no note.
    }
  }

  /**
   * Lets nobody prune from the shared store what hosts go on using; what was lost there comes back.
   * A server that is away must not keep anybody from reading what is near.
   */
  private void noteUse(ContentKey key, Path copy) {
    RemoteFile object = RemoteFile.of(object(uri, key), Patience.OF_A_PERSON);
    RemoteFile sum = RemoteFile.of(object(uri, key) + Layout.SUM, Patience.OF_A_PERSON);
    try {
      byte[] own = Checksum.of(copy).getBytes(StandardCharsets.US_ASCII);
      boolean there = object.find().isPresent() && sum.find().isPresent();
      if (there && !Arrays.equals(sum.read(), own)) {
        // Made anew elsewhere: its checksum is that of other bytes.
        nearby.remove(key);
        return;
      }
      if (!there) {
        object.upload(copy);
      }
      sum.upload(own);
    } catch (IOException e) {
      LOG.warn("the use of {} could not be noted: {}", key, e.getMessage());
    }
  }

  @Override
  public void remove(ContentKey key) throws IOException {
    nearby.remove(key);
    RemoteFile.delete(List.of(object(uri, key) + Layout.SUM, object(uri, key)), Patience.OF_A_JOB);
  }

  @Override
  public WorkFolder newWorkFolder() throws IOException {
    return nearby.newWorkFolder();
  }

  private RemoteFile object(ContentKey key) {
    return RemoteFile.of(object(uri, key));
  }

  private RemoteFile sum(ContentKey key) {
    return RemoteFile.of(object(uri, key) + Layout.SUM);
  }

  private static String object(String uri, ContentKey key) {
    return uri + key.relativePath();
  }
}
