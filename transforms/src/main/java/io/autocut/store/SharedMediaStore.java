package io.autocut.store;

import com.google.common.io.MoreFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * A store in a folder of any Beam file system, with a local one before it that keeps a copy of what
 * this host has read or written.
 *
 * <p>An object's checksum is uploaded after it; what has none, or another, is as if it were not
 * there.
 */
final class SharedMediaStore implements MediaStore {
  private final LocalMediaStore nearby;
  private final String uri;

  SharedMediaStore(LocalMediaStore nearby, String uri) {
    this.nearby = nearby;
    this.uri = uri.endsWith("/") ? uri : uri + "/";
  }

  @Override
  public Optional<Path> find(ContentKey key) throws IOException {
    Optional<Path> near = key.kind().mayChange() ? Optional.empty() : nearby.find(key);
    return near.isPresent() ? near : fetch(key);
  }

  private Optional<Path> fetch(ContentKey key) throws IOException {
    try (WorkFolder folder = nearby.newWorkFolder()) {
      Path fetched = folder.resolve("fetched");
      Path sum = folder.resolve("sum");
      SourceFiles.download(object(key), fetched);
      SourceFiles.download(sum(key), sum);
      if (!Files.readString(sum, StandardCharsets.ISO_8859_1).equals(Checksum.of(fetched))) {
        return Optional.empty();
      }
      return Optional.of(nearby.put(key, fetched));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public Path put(ContentKey key, Path finished) throws IOException {
    Path near = nearby.put(key, finished);
    upload(object(key), MoreFiles.asByteSource(near)::copyTo);
    byte[] sum = Checksum.of(near).getBytes(StandardCharsets.US_ASCII);
    upload(sum(key), stream -> stream.write(sum));
    return near;
  }

  @Override
  public void remove(ContentKey key) throws IOException {
    nearby.remove(key);
    FileSystems.delete(List.of(sum(key), object(key)), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  @Override
  public WorkFolder newWorkFolder() throws IOException {
    return nearby.newWorkFolder();
  }

  private interface Body {
    void writeTo(java.io.OutputStream stream) throws IOException;
  }

  private static void upload(ResourceId object, Body body) throws IOException {
    try (var stream = Channels.newOutputStream(FileSystems.create(object, MimeTypes.BINARY))) {
      body.writeTo(stream);
    }
  }

  private ResourceId object(ContentKey key) {
    return FileSystems.matchNewResource(uri + key.relativePath(), false);
  }

  private ResourceId sum(ContentKey key) {
    return FileSystems.matchNewResource(uri + key.relativePath() + ".sum", false);
  }
}
