package io.autocut.ingest;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.WatchedItem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder into which people put manifests, and folders of clips, that are to become films.
 *
 * <p>A manifest is read, and a film begun, when two looks in a row have found all of its files as
 * they were, and none that is plainly half of a file; what stays half for some minutes is taken as
 * it is, and the film's report says what was wrong with it. What changes later is taken again. A
 * manifest that is refused gets the reasons beside it, in a file that ends in {@value #REFUSED}.
 *
 * <p>What was seen is the caller's to keep, so that a look can be done anywhere.
 */
public final class Inbox implements Serializable {
  /** Ends the name of a file that tells why a manifest was refused. */
  public static final String REFUSED = ".refused.txt";

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MANIFEST = Pattern.compile(".+\\.(?:jsonl|ndjson|csv|avro)");
  private static final Pattern NOT_OF_AN_ID = Pattern.compile("[^A-Za-z0-9._-]");
  private static final int LOOKS_OF_QUIET = 2;

  /** Some minutes of looks. */
  private static final int LOOKS_OF_PATIENCE = 150;

  private final String folder;
  private final String music;
  private final ManifestReader reader;

  private Inbox(String folder, String music, ManifestReader reader) {
    this.folder = folder;
    this.music = music;
    this.reader = reader;
  }

  /** Takes the manifests in {@code folder}. */
  public static Inbox of(Path folder, ManifestReader reader) {
    return new Inbox(folder.toAbsolutePath().normalize().toString(), "", reader);
  }

  /** Takes each folder in it as the clips of a film, too; the film is named as the folder. */
  public Inbox withFilmsOfFolders(String musicForAll) {
    checkArgument(!musicForAll.isEmpty(), "no music: \"%s\"", musicForAll);
    return new Inbox(folder, musicForAll, reader);
  }

  /**
   * What one look finds.
   *
   * @param ready to be made, each with an id that no other look has given
   * @param seen is what the next look has to know
   */
  public record Look(List<MontageRequest> ready, Map<String, WatchedItem> seen) {}

  /**
   * Looks once.
   *
   * @param before what the look before has seen; empty for the first
   * @throws IOException when the folder cannot be listed or written to
   */
  public Look look(Map<String, WatchedItem> before) throws IOException {
    Watch watch = new Watch(before);
    try (Stream<Path> entries = Files.list(Path.of(folder))) {
      for (Path entry : entries.sorted().toList()) {
        String name = entry.getFileName().toString();
        if (name.startsWith(".")) {
          continue;
        }
        if (MANIFEST.matcher(name).matches() && Files.isRegularFile(entry)) {
          watch.manifest(entry);
        } else if (!music.isEmpty() && Files.isDirectory(entry)) {
          watch.folder(entry);
        }
      }
    }
    return new Look(List.copyOf(watch.ready), Map.copyOf(watch.seen));
  }

  private final class Watch {
    private final Map<String, WatchedItem> before;
    private final Map<String, WatchedItem> seen = new HashMap<>();
    private final List<MontageRequest> ready = new ArrayList<>();

    Watch(Map<String, WatchedItem> before) {
      this.before = before;
    }

    void manifest(Path manifest) throws IOException {
      String what = manifest.toString();
      WatchedItem item = observe(what, files(List.of(what)));
      if (item.getLooks() < LOOKS_OF_QUIET) {
        return;
      }
      Path refusal = manifest.resolveSibling(manifest.getFileName() + REFUSED);
      try {
        for (MontageRequest request : reader.read(manifest)) {
          film(request);
        }
        Files.deleteIfExists(refusal);
      } catch (ManifestException e) {
        refuse(what, item, refusal, e.getMessage());
      }
    }

    /** Once for each content that is refused. */
    private void refuse(String what, WatchedItem item, Path refusal, String why)
        throws IOException {
      if (isNew(item)) {
        Files.writeString(refusal, why + "\n");
        take(what, item);
      }
    }

    private static boolean isNew(WatchedItem item) {
      return !item.getTakenAs().equals(item.getSignature());
    }

    private int take(String what, WatchedItem item) {
      int times = item.getTimesTaken() + 1;
      seen.put(
          what,
          WatchedItem.newBuilder(item)
              .setTakenAs(item.getSignature())
              .setTimesTaken(times)
              .build());
      return times;
    }

    void folder(Path clips) throws IOException {
      String name = clips.getFileName().toString();
      String id = NOT_OF_AN_ID.matcher(name).replaceAll("-").replaceFirst("^[.-]+", "");
      String line =
          JSON.writeValueAsString(
              Map.of("montageId", id, "clips", List.of(clips.toString()), "music", music));
      try {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        String place = folder + "/" + name + ".jsonl";
        reader.read(new ByteArrayInputStream(bytes), place).forEach(this::film);
      } catch (ManifestException e) {
        if (!isEmpty(clips)) {
          String what = clips.toString();
          WatchedItem item = observe(what, e.getMessage());
          refuse(what, item, clips.resolveSibling(name + REFUSED), e.getMessage());
        }
      }
    }

    private boolean isEmpty(Path clips) throws IOException {
      try (Stream<Path> entries = Files.list(clips)) {
        return entries.findAny().isEmpty();
      }
    }

    private void film(MontageRequest request) {
      List<String> files = new ArrayList<>(request.getClips());
      files.add(request.getMusic());
      files.removeIf(AllowedPaths::isRemote);
      String what = "film " + request.getOutput();
      WatchedItem item = observe(what, request + files(files));
      boolean quiet = item.getLooks() >= LOOKS_OF_QUIET;
      boolean whole =
          item.getLooks() >= LOOKS_OF_PATIENCE || files.stream().allMatch(Inbox::mayBeWhole);
      if (quiet && whole && isNew(item)) {
        ready.add(numbered(request, take(what, item)));
      }
    }

    private WatchedItem observe(String what, String files) {
      String signature =
          Hashing.sha256().hashString(files, StandardCharsets.UTF_8).toString().substring(0, 16);
      WatchedItem known = before.getOrDefault(what, new WatchedItem("", 0, "", 0));
      boolean same = known.getSignature().equals(signature);
      WatchedItem item =
          WatchedItem.newBuilder(known)
              .setSignature(signature)
              .setLooks(same ? Math.min(LOOKS_OF_PATIENCE, known.getLooks() + 1) : 1)
              .build();
      seen.put(what, item);
      return item;
    }
  }

  /** Two films of one request may be under way at once, and are gathered by their ids. */
  private static MontageRequest numbered(MontageRequest request, int times) {
    return times == 1
        ? request
        : MontageRequest.newBuilder(request)
            .setMontageId(request.getMontageId() + "-" + times)
            .build();
  }

  private static boolean mayBeWhole(String file) {
    try {
      return WholeFile.mayBe(Path.of(file));
    } catch (IOException e) {
      return false;
    }
  }

  /** Other text when any of the files is another one than before. */
  private static String files(List<String> files) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (String file : files) {
      hasher.putString(file, StandardCharsets.UTF_8);
      try {
        var attributes = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
        hasher.putLong(attributes.size()).putLong(attributes.lastModifiedTime().toMillis());
      } catch (NoSuchFileException e) {
        hasher.putInt(-1);
      } catch (IOException e) {
        hasher.putInt(-2);
      }
    }
    return hasher.hash().toString();
  }
}
