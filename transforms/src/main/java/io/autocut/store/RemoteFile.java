package io.autocut.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * One object of a Beam file system, named by its URI.
 *
 * <p>Every operation waits out a server that is away, as {@link Patience} says, and fails in words.
 * Safe for many threads; an interrupt ends it with an {@link IOException}.
 */
public final class RemoteFile {
  private static final int BUFFER = 1 << 20;

  /** Reads that bring nothing before a connection counts as ended. */
  private static final int MOST_EMPTY_READS = 3;

  private final String uri;
  private final Patience patience;

  private RemoteFile(String uri, Patience patience) {
    this.uri = uri;
    this.patience = patience;
  }

  public static RemoteFile of(String uri) {
    return of(uri, Patience.OF_A_JOB);
  }

  static RemoteFile of(String uri, Patience patience) {
    return new RemoteFile(uri, patience);
  }

  /** What a server tells of an object without sending it. */
  public record Found(String uri, long bytes, Instant modified) {}

  /** The object as it is now; empty when there is none. */
  public Optional<Found> find() throws IOException {
    try {
      return Optional.of(found(patience.call(uri, this::metadata)));
    } catch (java.io.FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes the whole object to {@code to}, which must not be there yet; goes on where it was when a
   * connection ends in the middle.
   *
   * @throws java.io.FileNotFoundException when there is no such object
   */
  public void download(Path to) throws IOException {
    Download download = new Download(to);
    patience.call(uri, download);
  }

  /** The content of a small object; errors as {@link #download}. */
  public byte[] read() throws IOException {
    return readDated().content();
  }

  /** The content of a small object and when it was written. */
  record Dated(byte[] content, Instant modified) {}

  Dated readDated() throws IOException {
    return patience.call(
        uri,
        () -> {
          MatchResult.Metadata metadata = metadata();
          try (var stream = Channels.newInputStream(FileSystems.open(metadata.resourceId()))) {
            byte[] content = stream.readNBytes((int) metadata.sizeBytes());
            return new Dated(content, found(metadata).modified());
          }
        });
  }

  /** Puts the whole of {@code from} in place of what is there, at once or not at all. */
  public void upload(Path from) throws IOException {
    upload(
        channel -> {
          try (FileChannel file = FileChannel.open(from)) {
            copy(file, channel);
          }
        });
  }

  /** As {@link #upload(Path)}, of a small content. */
  public void upload(byte[] content) throws IOException {
    upload(channel -> writeAll(channel, ByteBuffer.wrap(content)));
  }

  /** Removes objects; those that are not there are passed over. */
  static void delete(List<String> uris, Patience patience) throws IOException {
    if (uris.isEmpty()) {
      return;
    }
    patience.call(
        uris.get(0),
        () -> {
          FileSystems.delete(
              uris.stream().map(uri -> FileSystems.matchNewResource(uri, false)).toList(),
              StandardMoveOptions.IGNORE_MISSING_FILES);
          return uris;
        });
  }

  /** All objects whose URI begins with {@code prefix}, in any depth; waits for the server. */
  public static List<Found> list(String prefix) throws IOException {
    return list(prefix, Patience.OF_A_JOB);
  }

  /** All objects whose URI begins with {@code prefix}, in any depth. */
  static List<Found> list(String prefix, Patience patience) throws IOException {
    return patience.call(
        prefix,
        () ->
            FileSystems.match(prefix + "**", EmptyMatchTreatment.ALLOW).metadata().stream()
                .map(RemoteFile::found)
                .toList());
  }

  private interface Body {
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  private void upload(Body body) throws IOException {
    patience.call(
        uri,
        () -> {
          WritableByteChannel channel = FileSystems.create(resource(), MimeTypes.BINARY);
          body.writeTo(channel);
          // Only now: to close it completes the upload, also of half a file.
          channel.close();
          return channel;
        });
  }

  private MatchResult.Metadata metadata() throws IOException {
    return FileSystems.matchSingleFileSpec(uri);
  }

  private ResourceId resource() {
    return FileSystems.matchNewResource(uri, false);
  }

  private static Found found(MatchResult.Metadata metadata) {
    return new Found(
        metadata.resourceId().toString(),
        metadata.sizeBytes(),
        Instant.ofEpochMilli(metadata.lastModifiedMillis()));
  }

  private static void copy(ReadableByteChannel from, WritableByteChannel to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    int empty = 0;
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      empty = read == 0 ? empty + 1 : 0;
      if (empty > MOST_EMPTY_READS) {
        throw new EOFException("the object ended early");
      }
      writeAll(to, buffer.flip());
      buffer.clear();
    }
  }

  private static void writeAll(WritableByteChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  /** One download with all its attempts. */
  private final class Download implements Patience.Operation<Path> {
    private final Path to;
    private Optional<Found> begun = Optional.empty();

    Download(Path to) {
      this.to = to;
    }

    @Override
    public Path run() throws IOException {
      MatchResult.Metadata metadata = metadata();
      Optional<Found> now = Optional.of(found(metadata));
      if (!now.equals(begun)) {
        Files.deleteIfExists(to);
        begun = now;
      }
      try (FileChannel file =
              FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          ReadableByteChannel remote = FileSystems.open(metadata.resourceId())) {
        if (file.size() < metadata.sizeBytes() || metadata.sizeBytes() == 0) {
          skipWhatIsThere(remote, file);
          copy(remote, file);
        }
        if (metadata.isReadSeekEfficient() && file.size() != metadata.sizeBytes()) {
          throw new EOFException(
              "%d of %d bytes came".formatted(file.size(), metadata.sizeBytes()));
        }
      }
      return to;
    }

    private void skipWhatIsThere(ReadableByteChannel remote, FileChannel file) throws IOException {
      if (remote instanceof SeekableByteChannel seekable && file.size() > 0) {
        seekable.position(file.size());
        file.position(file.size());
      } else {
        file.truncate(0);
      }
    }
  }
}
