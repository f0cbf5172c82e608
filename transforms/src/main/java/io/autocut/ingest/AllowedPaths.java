package io.autocut.ingest;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which files a request may name. What it lets through is a normalised absolute path or a URI of an
 * allowed scheme, so that nothing downstream can take it for an option or for another protocol.
 *
 * <p>Local paths and {@code file:} are always allowed; with roots, only where the real path, links
 * followed, lies under one of them. A text is a URI when it begins with {@code scheme:/}; all else
 * is a local path, colons included. The check sees the file system as it is now: it does not guard
 * against somebody who changes links afterwards.
 */
public final class AllowedPaths implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern URI_START =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/.*|(file):.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]+/.+");
  private static final Pattern STEPS_UP =
      Pattern.compile("(?:.*/)?(?:\\.|%2e){2}(?:/.*)?", Pattern.CASE_INSENSITIVE);
  private static final Set<String> NEVER = Set.of("http", "https");
  private static final int LONGEST = 4096;

  private final TreeSet<String> schemes;
  private final List<String> roots;

  private AllowedPaths(TreeSet<String> schemes, List<String> roots) {
    this.schemes = schemes;
    this.roots = roots;
  }

  /** Every local path and nothing else. */
  public static AllowedPaths everyLocalPath() {
    return new AllowedPaths(new TreeSet<>(), List.of());
  }

  /** Allows URIs of these schemes too, for example {@code gs}. HTTP is never among them. */
  public AllowedPaths withSchemes(Collection<String> allowed) {
    TreeSet<String> lower = new TreeSet<>();
    for (String scheme : allowed) {
      checkArgument(!NEVER.contains(scheme.toLowerCase(Locale.ROOT)), "never allowed: %s", scheme);
      lower.add(scheme.toLowerCase(Locale.ROOT));
    }
    return new AllowedPaths(lower, roots);
  }

  /** Allows local paths only under these folders, which must exist; none means everywhere. */
  public AllowedPaths withRoots(Collection<Path> folders) throws IngestException {
    List<String> real = new ArrayList<>();
    for (Path folder : folders) {
      try {
        real.add(folder.toRealPath().toString());
      } catch (IOException e) {
        throw new IngestException("allowed folder " + folder + " is not there", e);
      }
    }
    return new AllowedPaths(schemes, List.copyOf(real));
  }

  /** As {@link #check(String, String)}, relative to a local folder. */
  public String check(String pathOrUri, Path baseFolder) throws IngestException {
    return check(pathOrUri, baseFolder.toString());
  }

  /**
   * What {@code pathOrUri} names, absolute; relative ones count from {@code baseFolder}, a path or
   * a URI itself.
   *
   * @throws IngestException when it is not allowed; the message names it and says why
   */
  public String check(String pathOrUri, String baseFolder) throws IngestException {
    refuseUnprintable(pathOrUri);
    try {
      if (isUri(pathOrUri)) {
        return isRemote(pathOrUri) ? remote(pathOrUri) : local(ofFileUri(pathOrUri), pathOrUri);
      }
      if (isRemote(baseFolder) && !pathOrUri.startsWith("/")) {
        return remote(
            baseFolder.replaceFirst("/*$", "/") + pathOrUri.replaceFirst("^(\\./+)+", ""));
      }
      return local(localFolder(baseFolder).resolve(pathOrUri), pathOrUri);
    } catch (InvalidPathException e) {
      throw new IngestException(Quoted.of(pathOrUri) + " is not a path: " + e.getReason(), e);
    }
  }

  /** Whether what {@link #check} returned is a URI and not a local path. */
  public static boolean isRemote(String pathOrUri) {
    return isUri(pathOrUri) && !schemeOf(pathOrUri).equals("file");
  }

  /** Where a local path leads when all links are followed, as far as it exists. */
  static Path realPathOf(Path path) throws IngestException {
    for (Path there = path; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(path));
      } catch (NoSuchFileException e) {
        if (Files.isSymbolicLink(there)) {
          throw new IngestException(Quoted.of(there.toString()) + " is a link to nothing", e);
        }
      } catch (IOException e) {
        throw new IngestException(
            Quoted.of(path.toString()) + " cannot be followed: " + e.getMessage(), e);
      }
    }
    return path;
  }

  private static void refuseUnprintable(String pathOrUri) throws IngestException {
    if (pathOrUri.isEmpty()) {
      throw new IngestException("a path is empty");
    }
    if (pathOrUri.length() > LONGEST) {
      throw new IngestException(
          Quoted.of(pathOrUri) + " is longer than " + LONGEST + " characters");
    }
    if (pathOrUri.chars().anyMatch(c -> c == 0 || c == '\n' || c == '\r')) {
      throw new IngestException(Quoted.of(pathOrUri) + " contains a NUL or a newline");
    }
  }

  private String remote(String uri) throws IngestException {
    String scheme = schemeOf(uri);
    if (!schemes.contains(scheme)) {
      String others = schemes.isEmpty() ? "" : ", " + String.join(":, ", schemes) + ":";
      throw new IngestException(
          "%s: scheme %s: is not allowed. Allowed are local paths, file:%s."
              .formatted(Quoted.of(uri), scheme, others));
    }
    if (!REMOTE.matcher(uri).matches()) {
      throw new IngestException(
          Quoted.of(uri) + " is not of the form " + scheme + "://BUCKET/NAME");
    }
    if (STEPS_UP.matcher(uri).matches()) {
      throw new IngestException(Quoted.of(uri) + " contains \"..\"");
    }
    return uri;
  }

  private String local(Path path, String asked) throws IngestException {
    Path absolute = path.toAbsolutePath().normalize();
    refuseUnprintable(absolute.toString());
    if (!roots.isEmpty()) {
      Path real = realPathOf(absolute);
      if (roots.stream().noneMatch(root -> real.startsWith(root))) {
        throw new IngestException(
            Quoted.of(asked) + " leads out of the allowed folders " + String.join(", ", roots));
      }
    }
    return absolute.toString();
  }

  /** The folder that local paths count from; those of a remote manifest are absolute already. */
  private static Path localFolder(String folder) throws IngestException {
    if (isRemote(folder)) {
      return Path.of("/");
    }
    return isUri(folder) ? ofFileUri(folder) : Path.of(folder);
  }

  private static Path ofFileUri(String text) throws IngestException {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IngestException(
          Quoted.of(text) + " is not a URI; write spaces as %20, or give a plain path", e);
    }
    if (uri.getRawAuthority() != null) {
      throw new IngestException(
          Quoted.of(text) + " names another machine; a local file is file:///PATH");
    }
    if (uri.isOpaque() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IngestException(Quoted.of(text) + " is not of the form file:///PATH");
    }
    try {
      return Path.of(uri.getPath());
    } catch (InvalidPathException e) {
      throw new IngestException(Quoted.of(text) + " contains a NUL or is not a path", e);
    }
  }

  private static boolean isUri(String text) {
    return URI_START.matcher(text).matches();
  }

  private static String schemeOf(String uri) {
    return uri.substring(0, uri.indexOf(':')).toLowerCase(Locale.ROOT);
  }
}
