package io.autocut.store;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.google.common.util.concurrent.Striped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a folder of this host.
 *
 * <p>Layout: {@code segment/3f/3f07….mp4} with its size and checksum in {@code 3f07….mp4.sum}
 * beside it, which is written last; {@code work/HOST-PID/} for what is unfinished. Work folders of
 * processes that are gone are removed when a store is opened.
 */
public final class LocalMediaStore implements MediaStore {
  private static final Pattern WORK_FOLDER = Pattern.compile("(.+)-(\\d+)");

  private static final Logger LOG = LoggerFactory.getLogger(LocalMediaStore.class);
  private static final Duration NOTED_EVERY = Duration.ofMinutes(10);

  /** A file and its checksum are placed by one thread at a time, so that they belong together. */
  private static final Striped<Lock> PLACING = Striped.lock(64);

  private final Path root;
  private final Path work;
  private final Path ownWork;
  private final CheckedFiles checked = new CheckedFiles();

  /**
   * Work folders that nobody has. To make and remove one for each segment took a third of a run
   * without media: ext4 looks through all that was removed lately for each file that it makes
   * (measured).
   */
  private final Queue<Path> spareFolders = new ConcurrentLinkedQueue<>();

  private LocalMediaStore(Path root) {
    this.root = root;
    this.work = root.resolve("work");
    this.ownWork = work.resolve(HostName.ofProcesses() + "-" + ProcessHandle.current().pid());
  }

  /** Opens the store in {@code root}, which is made when it is not there. */
  public static LocalMediaStore open(Path root) throws IOException {
    LocalMediaStore store = new LocalMediaStore(root.toAbsolutePath().normalize());
    Files.createDirectories(store.work);
    store.removeAbandonedWork();
    return store;
  }

  @Override
  public Optional<Path> find(ContentKey key) throws IOException {
    Optional<Path> found = look(key);
    if (found.isPresent()) {
      TrafficMeter.ofThisThread().foundOnDisk(Files.size(found.get()));
    } else {
      TrafficMeter.ofThisThread().missed();
    }
    return found;
  }

  /** As {@link #find}, for a store that this one lies before. */
  Optional<Path> look(ContentKey key) throws IOException {
    Path file = root.resolve(key.relativePath());
    if (!Files.isRegularFile(sum(file))) {
      // As a rule what is new; an exception for each would cost more than the question.
      return Optional.empty();
    }
    try {
      if (checked.contains(file)) {
        return Optional.of(file);
      }
      FileState state = FileState.of(file);
      // Any bytes are text in this charset, those of a damaged checksum too.
      String expected = Files.readString(sum(file), StandardCharsets.ISO_8859_1);
      if (!expected.equals(Checksum.of(file))) {
        return Optional.empty();
      }
      noteUse(sum(file));
      checked.read(file, state);
      return Optional.of(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The time of a checksum is when its thing was last used: what is not used is pruned first. */
  private static void noteUse(Path sum) throws IOException {
    Instant now = Instant.now();
    if (Files.getLastModifiedTime(sum).toInstant().isBefore(now.minus(NOTED_EVERY))) {
      try {
        Files.setLastModifiedTime(sum, FileTime.from(now));
      } catch (NoSuchFileException e) {
        throw e;
      } catch (IOException e) {
        // A store that may only be read is not pruned from here either.
        LOG.debug("use of {} is not noted", sum, e);
      }
    }
  }

  Path root() {
    return root;
  }

  @Override
  public Path put(ContentKey key, Path finished) throws IOException {
    TrafficMeter.ofThisThread().wrote(Files.size(finished));
    return place(key, finished);
  }

  @Override
  public Path put(ContentKey key, byte[] content) throws IOException {
    TrafficMeter.ofThisThread().wrote(content.length);
    return place(key, content);
  }

  /** As {@link #put(ContentKey, Path)}, for a store that this one lies before. */
  Path place(ContentKey key, Path finished) throws IOException {
    return place(key, finished, Checksum.of(finished));
  }

  /** As {@link #put(ContentKey, byte[])}, for a store that this one lies before. */
  Path place(ContentKey key, byte[] content) throws IOException {
    Path finished = written(content);
    try {
      return place(key, finished, Checksum.of(content));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(finished);
      throw e;
    }
  }

  private Path place(ContentKey key, Path finished, String checksum) throws IOException {
    Path file = root.resolve(key.relativePath());
    ensure(file.getParent());
    Lock placing = PLACING.get(file);
    placing.lock();
    try {
      // Between the two a reader may see a file with another's checksum: what is the same
      // already stays.
      if (look(key).isPresent() && Files.readString(sum(file)).equals(checksum)) {
        Files.delete(finished);
      } else {
        move(finished, file);
        // Not moved into place: half a checksum is another one, and its thing as if it were not
        // there.
        Files.writeString(sum(file), checksum, StandardCharsets.US_ASCII);
        checked.written(file);
      }
    } finally {
      placing.unlock();
    }
    return file;
  }

  /**
   * An unfinished file with that content. Beside the work folders, as to make a folder for each
   * record took a good part of a run that computes nothing (measured).
   */
  private Path written(byte[] content) throws IOException {
    ensure(ownWork);
    return Files.write(
        ownWork.resolve(UUID.randomUUID().toString()), content, StandardOpenOption.CREATE_NEW);
  }

  /** To ask is cheaper than to try, which holds up whoever else works in the folder's parent. */
  private static void ensure(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  @Override
  public void remove(ContentKey key) throws IOException {
    checkArgument(key.kind().mayChange(), "never removed: %s", key);
    Path file = root.resolve(key.relativePath());
    Lock placing = PLACING.get(file);
    placing.lock();
    try {
      // Without its checksum it is as if it were not there already.
      Files.deleteIfExists(sum(file));
      Files.deleteIfExists(file);
    } finally {
      placing.unlock();
    }
  }

  @Override
  public WorkFolder newWorkFolder() throws IOException {
    Path spare = spareFolders.poll();
    return new WorkFolder(
        spare != null && Files.isDirectory(spare) ? spare : newFolder(), spareFolders::add);
  }

  private Path newFolder() throws IOException {
    ensure(ownWork);
    // A name that nobody has: in a container the process before this one had the same number.
    return Files.createTempDirectory(ownWork, "");
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // It lies on another file system.
      Path beside = Files.createTempFile(to.getParent(), to.getFileName().toString(), ".part");
      Files.move(from, beside, REPLACE_EXISTING);
      Files.move(beside, to, ATOMIC_MOVE, REPLACE_EXISTING);
    }
  }

  private static Path sum(Path file) {
    return file.resolveSibling(file.getFileName() + Layout.SUM);
  }

  private void removeAbandonedWork() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(work)) {
      for (Path folder : folders) {
        Matcher matcher = WORK_FOLDER.matcher(folder.getFileName().toString());
        if (matcher.matches()
            && matcher.group(1).equals(HostName.ofProcesses())
            && ProcessHandle.of(Long.parseLong(matcher.group(2))).isEmpty()) {
          remove(folder);
        }
      }
    }
  }

  private void remove(Path abandoned) throws IOException {
    // Of several openers one moves it away and removes it; should that one die, it is its own work.
    try (WorkFolder bin = newWorkFolder()) {
      Files.move(abandoned, bin.resolve("abandoned"), ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // Another opener was faster.
    }
  }
}
