package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import io.autocut.music.BeatsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a folder of annotated music holds.
 *
 * @param excerpts by name
 * @param withoutSound annotations that lie alone
 */
public record AnnotatedFolder(
    ImmutableList<AnnotatedExcerpt> excerpts, ImmutableList<Path> withoutSound) {
  private static final String ANNOTATION = "beats";

  /** What also lies beside music, as a rule, and is none. */
  private static final ImmutableSet<String> NO_SOUND =
      ImmutableSet.of(ANNOTATION, "csv", "jams", "jpg", "json", "md", "mid", "midi", "png", "txt");

  /**
   * Reads every annotation of a folder and looks for the music of the same stem.
   *
   * @throws IllegalArgumentException when an annotation is malformed; names file and line
   */
  public static AnnotatedFolder read(Path folder) throws IOException {
    ImmutableList.Builder<AnnotatedExcerpt> excerpts = ImmutableList.builder();
    ImmutableList.Builder<Path> withoutSound = ImmutableList.builder();
    List<Path> files;
    try (Stream<Path> listing = Files.list(folder)) {
      files = listing.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      if (!extension(file).equals(ANNOTATION)) {
        continue;
      }
      Optional<Path> sound = soundOf(file, files);
      if (sound.isPresent()) {
        excerpts.add(
            new AnnotatedExcerpt(
                MoreFiles.getNameWithoutExtension(file),
                sound.get(),
                ImmutableList.copyOf(BeatsFile.read(file))));
      } else {
        withoutSound.add(file);
      }
    }
    return new AnnotatedFolder(excerpts.build(), withoutSound.build());
  }

  private static Optional<Path> soundOf(Path annotation, List<Path> files) {
    String stem = MoreFiles.getNameWithoutExtension(annotation);
    return files.stream()
        .filter(file -> MoreFiles.getNameWithoutExtension(file).equals(stem))
        .filter(file -> !NO_SOUND.contains(extension(file)))
        .findFirst();
  }

  private static String extension(Path file) {
    return MoreFiles.getFileExtension(file).toLowerCase(Locale.ROOT);
  }
}
