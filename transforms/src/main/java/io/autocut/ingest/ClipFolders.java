package io.autocut.ingest;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Failures;
import io.autocut.schemas.Failure;
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
 * folders. What else lies there and can be no clip is told of, and costs no other: pipes and
 * devices, links out of the allowed folders, names that no path may have, folders that cannot be
 * listed.
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
  private final Map<String, Contents> seen = new HashMap<>();

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

  /**
   * What files and folders hold.
   *
   * @param clips sorted
   * @param refused what can be no clip, sorted
   */
  public record Found(ImmutableList<String> clips, ImmutableList<Failure> refused) {}

  private record Clip(String uri, String realPath) {}

  /** What was found under one name. */
  private record Contents(List<Clip> clips, List<Failure> refused) {
    Contents() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * The clips of files and folders that {@link AllowedPaths#check} has let through.
   *
   * @throws IngestException when a folder that is named is empty or cannot be listed
   */
  public Found expand(Collection<String> filesAndFolders) throws IngestException {
    Map<String, String> uris = new TreeMap<>();
    Map<String, Failure> refused = new TreeMap<>();
    for (String named : new TreeSet<>(filesAndFolders)) {
      Contents contents = contentsOf(named);
      contents.clips().forEach(clip -> uris.putIfAbsent(clip.uri(), clip.realPath()));
      contents.refused().forEach(one -> refused.putIfAbsent(one.getMessage(), one));
      refuseTooMany(uris.size());
    }
    Set<String> realPaths = new HashSet<>();
    ImmutableList.Builder<String> clips = ImmutableList.builder();
    uris.forEach(
        (uri, realPath) -> {
          if (realPaths.add(realPath)) {
            clips.add(uri);
          }
        });
    return new Found(clips.build(), ImmutableList.copyOf(refused.values()));
  }

  private Contents contentsOf(String named) throws IngestException {
    Contents known = seen.get(named);
    if (known == null) {
      known = new Contents();
      find(named, known);
      seen.put(named, known);
    }
    return known;
  }

  private void find(String named, Contents contents) throws IngestException {
    if (AllowedPaths.isRemote(named)) {
      if (named.endsWith("/")) {
        throw new IngestException(
            Quoted.of(named) + " is a remote folder; name its clips one by one");
      }
      contents.clips().add(new Clip(named, named));
      return;
    }
    Path path = Path.of(named);
    if (Files.isDirectory(path)) {
      collect(path, new HashSet<>(), contents);
      refuseEmpty(named, contents);
      return;
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IngestException(Quoted.of(named) + " is neither a file nor a folder");
    }
    if (missing == Missing.REFUSED && !Files.exists(path)) {
      throw new IngestException(Quoted.of(named) + ": there is no such file or folder");
    }
    contents.clips().add(clip(path));
  }

  private static void refuseEmpty(String folder, Contents contents) throws IngestException {
    if (contents.clips().isEmpty()) {
      String instead =
          contents.refused().isEmpty()
              ? " holds no files"
              : " holds no clips: " + contents.refused().get(0).getMessage();
      throw new IngestException("folder " + Quoted.of(folder) + instead);
    }
  }

  /** Folders are remembered by real path: links may lead to the same one often, or back up. */
  private void collect(Path folder, Set<Path> visited, Contents contents) throws IngestException {
    if (!visited.add(AllowedPaths.realPathOf(folder))) {
      return;
    }
    for (Path entry : entriesOf(folder)) {
      try {
        Path path = Path.of(allowed.check(entry.toString(), folder));
        if (Files.isDirectory(entry)) {
          collect(path, visited, contents);
        } else if (canBeClip(entry)) {
          contents.clips().add(clip(path));
        } else {
          throw new IngestException(Quoted.of(entry.toString()) + " is no file");
        }
      } catch (TooManyException e) {
        throw e;
      } catch (IngestException e) {
        contents.refused().add(refused(entry, e.getMessage()));
      }
      refuseTooMany(contents.clips().size() + contents.refused().size());
    }
  }

  /** A link to nothing is a clip that whoever reads it will name. */
  private static boolean canBeClip(Path entry) {
    return Files.isRegularFile(entry) || Files.isSymbolicLink(entry) && !Files.exists(entry);
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

  private static Failure refused(Path entry, String why) {
    String path = entry.toString();
    boolean printable = Quoted.printable(path).equals(path);
    return Failures.of("ingest", "", printable ? path : "", "NO_CLIP", why + "; it is passed over");
  }

  private static final class TooManyException extends IngestException {
    private static final long serialVersionUID = 1L;

    TooManyException(String message) {
      super(message);
    }
  }

  private void refuseTooMany(int clips) throws IngestException {
    if (clips > most) {
      throw new TooManyException(
          "more than "
              + most
              + (most == MOST_CLIPS ? " clips in one montage" : " clips in one archive"));
    }
  }
}
