package io.autocut.exports.interchange;

import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.IngestException;
import io.autocut.media.Failures;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.OfferedClip;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which clips an editor's file means: those of the plan by their places or names, others by their
 * files.
 */
final class NamedClips {
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> shown = new LinkedHashSet<>();
  private final Path folder;
  private final Reels reels;

  /**
   * @param folder that relative paths count from
   */
  NamedClips(EditDecisionList original, Path folder) {
    this.folder = folder;
    original.getEvents().stream().map(Event::getClipUri).forEach(shown::add);
    known.addAll(shown);
    original.getOffered().stream().map(OfferedClip::getClipUri).forEach(known::add);
    this.reels =
        Reels.of(
            Stream.concat(shown.stream(), Stream.of(original.getMusicUri())).distinct().toList());
  }

  /** The clip at a path or URL; of another file only when there is one. */
  Optional<String> at(String pathOrUrl) {
    try {
      if (AllowedPaths.isRemote(pathOrUrl)) {
        return known.contains(pathOrUrl) ? Optional.of(pathOrUrl) : Optional.empty();
      }
      String path = AllowedPaths.everyLocalPath().check(pathOrUrl, folder);
      return known.contains(path) || Files.isRegularFile(Path.of(path))
          ? Optional.of(path)
          : Optional.empty();
    } catch (IngestException e) {
      return Optional.empty();
    }
  }

  /** As {@link #at}, of an escaped URL that may be relative. */
  Optional<String> atUrl(String url) {
    return url.startsWith("file:") || AllowedPaths.isRemote(url)
        ? at(url.replaceFirst("^file://localhost/", "file:///"))
        : unescaped(url).flatMap(this::at);
  }

  /**
   * The clip of the plan that has that file name, with its ending or without; those shown first.
   */
  Optional<String> named(String name) {
    return only(shown, name).or(() -> only(known, name));
  }

  /** The clip of the plan that an EDL of ours would call so. */
  Optional<String> onReel(String reel) {
    return shown.stream().filter(uri -> reels.of(uri).equals(reel)).findFirst();
  }

  /** Whether something is the plan's music, by its place or its name. */
  static boolean isMusic(EditDecisionList original, String placeOrName) {
    return placeOrName.equals(original.getMusicUri())
        || Failures.nameOf(placeOrName).equals(Failures.nameOf(original.getMusicUri()));
  }

  private static Optional<String> only(Set<String> uris, String name) {
    List<String> found =
        uris.stream()
            .filter(
                uri ->
                    Failures.nameOf(uri).equals(name)
                        || stem(Failures.nameOf(uri)).equalsIgnoreCase(stem(name)))
            .toList();
    Optional<String> exact =
        found.stream().filter(uri -> Failures.nameOf(uri).equals(name)).findFirst();
    return found.size() == 1 ? Optional.of(found.get(0)) : exact;
  }

  private static String stem(String name) {
    return name.replaceFirst("\\.[^.]*$", "").toLowerCase(Locale.ROOT);
  }

  /** Percent signs that escape nothing stay as they are: some programs do not escape at all. */
  private static Optional<String> unescaped(String url) {
    byte[] bytes = url.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
      plain[length++] = value >= 0 ? (byte) value : bytes[i];
      i += value >= 0 ? 2 : 0;
    }
    String path = new String(plain, 0, length, StandardCharsets.UTF_8);
    return path.isEmpty() ? Optional.empty() : Optional.of(path);
  }

  private static int hex(byte high, byte low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : 16 * first + second;
  }
}
