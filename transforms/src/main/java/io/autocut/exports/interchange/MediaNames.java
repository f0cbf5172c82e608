package io.autocut.exports.interchange;

import com.google.common.net.UrlEscapers;
import io.autocut.store.Uris;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * How a hand-off names media: by absolute places, or relative to the folder that it lies in, so
 * that both can be moved together. What lies on another file system keeps its URI.
 */
public final class MediaNames {
  private final Optional<Path> folder;

  private MediaNames(Optional<Path> folder) {
    this.folder = folder;
  }

  public static MediaNames absolute() {
    return new MediaNames(Optional.empty());
  }

  /** Counted from the folder of the hand-off. */
  public static MediaNames relativeTo(Path folder) {
    return new MediaNames(Optional.of(folder.toAbsolutePath().normalize()));
  }

  /** The path of a local file, unescaped; the URI of any other. */
  String path(String uri) {
    if (!Uris.isLocal(uri)) {
      return uri;
    }
    Path file = Uris.localPath(uri).toAbsolutePath().normalize();
    return folder.map(base -> base.relativize(file)).orElse(file).toString();
  }

  /** A URL, escaped: absolute with {@code file://}, relative without. */
  String url(String uri) {
    if (!Uris.isLocal(uri)) {
      return uri;
    }
    if (folder.isEmpty()) {
      return "file://" + escaped(Uris.localPath(uri).toAbsolutePath().normalize());
    }
    String relative = escaped(Path.of(path(uri)));
    // Else what stands before a colon would be taken for a scheme.
    return relative.startsWith("..") ? relative : "./" + relative;
  }

  private static String escaped(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .map(step -> UrlEscapers.urlPathSegmentEscaper().escape(step.toString()))
        .collect(Collectors.joining("/", path.isAbsolute() ? "/" : "", ""));
  }
}
