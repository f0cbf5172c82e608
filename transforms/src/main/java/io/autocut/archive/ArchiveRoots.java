package io.autocut.archive;

import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.ClipFolders;
import io.autocut.ingest.IngestException;
import io.autocut.schemas.ListedClip;
import io.autocut.store.RemoteFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files and folders that an archive is made of: local ones, and URIs of Beam file systems.
 *
 * <p>What lies in none of them is none of an index's business.
 */
public final class ArchiveRoots implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveRoots.class);

  private final ArrayList<String> local;
  private final ArrayList<String> remote;

  private ArchiveRoots(ArrayList<String> local, ArrayList<String> remote) {
    this.local = local;
    this.remote = remote;
  }

  /**
   * Checks what somebody named; nothing is looked for yet.
   *
   * @param named paths, relative ones from {@code baseFolder}, and URIs
   * @throws IngestException when one can be no clip nor folder
   */
  public static ArchiveRoots of(Collection<String> named, Path baseFolder) throws IngestException {
    ArrayList<String> local = new ArrayList<>();
    ArrayList<String> remote = new ArrayList<>();
    for (String one : named) {
      String checked = allowing(one).check(one, baseFolder);
      (AllowedPaths.isRemote(checked) ? remote : local).add(checked);
    }
    return new ArchiveRoots(local, remote);
  }

  /** Who names a URI on a command line allows its scheme. */
  private static AllowedPaths allowing(String named) throws IngestException {
    AllowedPaths paths = AllowedPaths.everyLocalPath();
    try {
      return AllowedPaths.isRemote(named)
          ? paths.withSchemes(
              List.of(named.substring(0, named.indexOf(':')).toLowerCase(Locale.ROOT)))
          : paths;
    } catch (IllegalArgumentException e) {
      throw new IngestException(named + ": " + e.getMessage(), e);
    }
  }

  /**
   * The clips as their folders list them, each once; nothing of them is read.
   *
   * @throws IngestException when a file or folder is not there, or a folder is empty: an archive
   *     that is not mounted must not be taken for one that was deleted
   */
  Collection<ListedClip> list() throws IngestException, IOException {
    Map<String, ListedClip> clips = new TreeMap<>();
    ClipFolders.Found found = ClipFolders.ofArchive(AllowedPaths.everyLocalPath()).expand(local);
    found.refused().forEach(refused -> LOG.warn("{}", refused.getMessage()));
    for (String uri : found.clips()) {
      clips.put(uri, listed(uri));
    }
    for (String root : remote) {
      listRemote(root, clips);
    }
    return clips.values();
  }

  /** A name is one of a file, or else of the folder above files. */
  private static void listRemote(String root, Map<String, ListedClip> clips)
      throws IngestException, IOException {
    Optional<RemoteFile.Found> file =
        root.endsWith("/") ? Optional.empty() : RemoteFile.of(root).find();
    List<RemoteFile.Found> found =
        file.isPresent()
            ? List.of(file.get())
            : RemoteFile.list(root.endsWith("/") ? root : root + "/");
    if (found.isEmpty()) {
      throw new IngestException("\"" + root + "\" holds no files");
    }
    for (RemoteFile.Found one : found) {
      // Object storage has folders only in names; what begins with a dot is passed over, as
      // locally.
      boolean passed = one.uri().endsWith("/") || one.uri().contains("/.");
      if (!passed) {
        clips.put(
            one.uri(),
            ListedClip.newBuilder()
                .setUri(one.uri())
                .setBytes(one.bytes())
                .setModifiedMillis(one.modified().toEpochMilli())
                .build());
      }
    }
  }

  /**
   * Throws when a local file or folder is not there; for whoever wants to say so before anything
   * runs.
   */
  public void requireLocal() throws IngestException {
    for (String root : local) {
      if (!Files.exists(Path.of(root))) {
        throw new IngestException("\"" + root + "\": there is no such file or folder");
      }
    }
  }

  private static ListedClip listed(String uri) {
    try {
      Path file = Path.of(uri);
      return ListedClip.newBuilder()
          .setUri(uri)
          .setBytes(Files.size(file))
          .setModifiedMillis(Files.getLastModifiedTime(file).toMillis())
          .build();
    } catch (IOException e) {
      // A link to nothing, for example: the analysis says what is wrong with it.
      return ListedClip.newBuilder().setUri(uri).setBytes(-1).setModifiedMillis(-1).build();
    }
  }

  /** Whether a clip of that name would have been listed if it were there. */
  boolean cover(String uri) {
    return local.stream().anyMatch(root -> isIn(root, uri))
        || remote.stream().anyMatch(root -> isIn(root, uri));
  }

  private static boolean isIn(String root, String uri) {
    return uri.equals(root) || uri.startsWith(root.endsWith("/") ? root : root + "/");
  }
}
