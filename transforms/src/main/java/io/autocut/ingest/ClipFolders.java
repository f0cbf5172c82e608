package io.autocut.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns files and folders into the clips that they hold: all depths, any extension, sorted, each
 * file once however many links lead to it. Names that begin with a dot are passed over inside
 * folders, and so are pipes and devices.
 *
 * <p>Whether a file is video is not asked here; analysis finds out by looking. Remote URIs pass as
 * they are. A folder is listed once and remembered, so make one of these for each manifest. Not for
 * use by several threads.
 */
public final class ClipFolders {
  /** More clips than this are refused. */
  static final int MOST_CLIPS = 100_000;

  /** An archive is listed into memory, a name a clip. */
  private static final int MOST_CLIPS_OF_AN_ARCHIVE = 5_000_000;

  private final AllowedPaths allowed;
  private final Missing missing;
  private final int most;
  private final Map<String, List<Clip>> seen = new HashMap<>();

  private ClipFolders(AllowedPaths allowed, Missing missing, int most) {
    this.allowed = allowed;
    this.missing = missing;
    this.most = most;
  }

  private static final Pattern OWN_RECORDS =
      Pattern.compile(".*\\.(?:edl|report|plan-report|catalogue-report)\\.json");

  /** A file that is not there is an error, for people at a command line. */
  public static ClipFolders refusingMissing(AllowedPaths allowed) {
    return new ClipFolders(allowed, Missing.REFUSED, MOST_CLIPS);
  }

  /**
   * A file that is not there is kept, for batches: it becomes a failure of its montage, not the end
   * of all of them.
   */
  public static ClipFolders keepingMissing(AllowedPaths allowed) {
    return new ClipFolders(allowed, Missing.KEPT, MOST_CLIPS);
  }

  /** More clips than any montage has; a file that is not there is an error. */
  public static ClipFolders ofArchive(AllowedPaths allowed) {
    return new ClipFolders(allowed, Missing.REFUSED, MOST_CLIPS_OF_AN_ARCHIVE);
  }

  private enum Missing {
    REFUSED,
    KEPT
  }

  private record Clip(String uri, String realPath) {}

  /**
   * The clips of files and folders that {@link AllowedPaths#check} has let through.
   *
   * @throws IngestException when a folder is empty, cannot be listed or leads out of the allowed
   *     ones
   */
  public List<String> expand(Collection<String> filesAndFolders) throws IngestException {
    Map<String, String> uris = new TreeMap<>();
    for (String named : new TreeSet<>(filesAndFolders)) {
      for (Clip clip : clipsOf(named)) {
        uris.putIfAbsent(clip.uri(), clip.realPath());
      }
      refuseTooMany(uris.size());
    }
    Set<String> realPaths = new HashSet<>();
    List<String> clips = new ArrayList<>();
    uris.forEach(
        (uri, realPath) -> {
          if (realPaths.add(realPath)) {
            clips.add(uri);
          }
        });
    return List.copyOf(clips);
  }

  private List<Clip> clipsOf(String named) throws IngestException {
    List<Clip> known = seen.get(named);
    if (known == null) {
      known = List.copyOf(find(named));
      seen.put(named, known);
    }
    return known;
  }

  private List<Clip> find(String named) throws IngestException {
    if (AllowedPaths.isRemote(named)) {
      if (named.endsWith("/")) {
        throw new IngestException(
            Quoted.of(named) + " is a remote folder; name its clips one by one");
      }
      return List.of(new Clip(named, named));
    }
    Path path = Path.of(named);
    if (Files.isDirectory(path)) {
      List<Clip> clips = new ArrayList<>();
      collect(path, new HashSet<>(), clips);
      if (clips.isEmpty()) {
        throw new IngestException("folder " + Quoted.of(named) + " holds no files");
      }
      return clips;
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IngestException(Quoted.of(named) + " is neither a file nor a folder");
    }
    if (missing == Missing.REFUSED && !Files.exists(path)) {
      throw new IngestException(Quoted.of(named) + ": there is no such file or folder");
    }
    return List.of(clip(path));
  }

  /** Folders are remembered by real path: links may lead to the same one often, or back up. */
  private void collect(Path folder, Set<Path> visited, List<Clip> clips) throws IngestException {
    if (!visited.add(AllowedPaths.realPathOf(folder))) {
      return;
    }
    for (Path entry : entriesOf(folder)) {
      if (Files.isDirectory(entry)) {
        collect(Path.of(allowed.check(entry.toString(), folder)), visited, clips);
      } else if (Files.isRegularFile(entry)
          || Files.isSymbolicLink(entry) && !Files.exists(entry)) {
        clips.add(clip(Path.of(allowed.check(entry.toString(), folder))));
        refuseTooMany(clips.size());
      }
    }
  }

  /** What an earlier run wrote: a film with its decisions and report beside it, and these two. */
  private static boolean isOurs(Path file) {
    String name = file.getFileName().toString();
    if (OWN_RECORDS.matcher(name).matches()) {
      return true;
    }
    String stem = name.replaceFirst("(?i)\\.mp4$", "");
    return !stem.equals(name)
        && Files.exists(file.resolveSibling(stem + ".edl.json"))
        && Files.exists(file.resolveSibling(stem + ".report.json"));
  }

  private static List<Path> entriesOf(Path folder) throws IngestException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .filter(entry -> !isOurs(entry))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new IngestException(
          "folder " + Quoted.of(folder.toString()) + " cannot be listed: " + e.getMessage(), e);
    }
  }

  /** A link to nothing, or in a circle, is a clip that whoever reads it will name. */
  private static Clip clip(Path path) {
    try {
      return new Clip(path.toString(), path.toRealPath().toString());
    } catch (IOException e) {
      return new Clip(path.toString(), path.toString());
    }
  }

  private void refuseTooMany(int clips) throws IngestException {
    if (clips > most) {
      throw new IngestException(
          "more than "
              + most
              + (most == MOST_CLIPS ? " clips in one montage" : " clips in one archive"));
    }
  }
}
