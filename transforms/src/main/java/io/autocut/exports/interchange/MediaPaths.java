package io.autocut.exports.interchange;

import com.google.common.net.UrlEscapers;
import io.autocut.store.Uris;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** How the files of a plan are named in what is handed off. */
public interface MediaPaths {
  /** As a program opens it. */
  String path(String uri);

  /** As a URL. */
  String url(String uri);

  /** How paths are written. */
  enum Style {
    /** Found from everywhere on this machine. */
    ABSOLUTE,

    /** Counted from the folder of the file that names them, so that both can be moved together. */
    RELATIVE;

    /**
     * @param folder of the file that will name them
     */
    public MediaPaths from(Path folder) {
      return this == ABSOLUTE ? new Absolute() : new Relative(folder.toAbsolutePath().normalize());
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whole paths; URIs of other file systems as they are. */
  final class Absolute implements MediaPaths {
    @Override
    public String path(String uri) {
      return Uris.isLocal(uri) ? Uris.localPath(uri).toAbsolutePath().normalize().toString() : uri;
    }

    @Override
    public String url(String uri) {
      return Uris.isLocal(uri)
          ? "file://" + escaped(Uris.localPath(uri).toAbsolutePath().normalize(), "/")
          : uri;
    }
  }

  /** Paths counted from a folder; URIs of other file systems as they are. */
  final class Relative implements MediaPaths {
    private final Path folder;

    private Relative(Path folder) {
      this.folder = folder;
    }

    @Override
    public String path(String uri) {
      return Uris.isLocal(uri) ? relative(uri).toString() : uri;
    }

    @Override
    public String url(String uri) {
      // Without the dot, what stands before a colon in a name would be a scheme.
      return Uris.isLocal(uri) ? escaped(relative(uri), "./") : uri;
    }

    private Path relative(String uri) {
      return folder.relativize(Uris.localPath(uri).toAbsolutePath().normalize());
    }
  }

  private static String escaped(Path path, String root) {
    return StreamSupport.stream(path.spliterator(), false)
        .map(part -> UrlEscapers.urlPathSegmentEscaper().escape(part.toString()))
        .collect(Collectors.joining("/", root, ""));
  }
}
