package io.autocut.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Strings;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Tells local paths from URIs of other file systems. */
public final class Uris {
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://?.*", Pattern.DOTALL);

  private Uris() {}

  /** Whether {@code text} is a path of this host or a {@code file:} URI. */
  public static boolean isLocal(String text) {
    return text.startsWith("file:") || !SCHEME.matcher(text).matches();
  }

  /** The path that a local {@code text} means. */
  public static Path localPath(String text) {
    checkArgument(isLocal(text), "not a local path: %s", text);
    return text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
  }

  /**
   * Where this user's caches lie: {@code $XDG_CACHE_HOME/autocut}, usually {@code
   * ~/.cache/autocut}.
   */
  public static Path cacheFolder() {
    String xdg = Strings.nullToEmpty(System.getenv("XDG_CACHE_HOME"));
    Path caches =
        xdg.startsWith("/") ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
    return caches.resolve("autocut");
  }
}
