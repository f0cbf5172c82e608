package io.autocut.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A plan that a film was made by, and where its film is to go now.
 *
 * @param plan absolute path of the .edl.json
 * @param montageId unique among those that are made again together
 * @param output absolute path of the film
 */
public record EarlierPlan(String plan, String montageId, String output) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ENDING = ".edl.json";
  private static final int LONGEST_ID = 120;

  /**
   * The plans of files and folders, the latter searched through and through, by name.
   *
   * @param outputFolder takes the films, named as their plans; of several of one name the second
   *     gets -2
   * @throws IngestException when a file is not there or no plan, or a folder holds none
   */
  public static List<EarlierPlan> of(Collection<Path> filesAndFolders, Path outputFolder)
      throws IngestException {
    List<EarlierPlan> plans = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    for (Path named : filesAndFolders) {
      for (Path file : filesOf(named.toAbsolutePath().normalize())) {
        String name = idOf(file);
        int count = names.merge(name, 1, Integer::sum);
        String id = count == 1 ? name : name + "-" + count;
        Path film = outputFolder.toAbsolutePath().normalize().resolve(id + ".mp4");
        plans.add(new EarlierPlan(file.toString(), id, film.toString()));
      }
    }
    return plans;
  }

  private static List<Path> filesOf(Path named) throws IngestException {
    if (!Files.isDirectory(named)) {
      if (!Files.isRegularFile(named)) {
        throw new IngestException("plan " + named + ": there is no such file");
      }
      if (!isPlan(named)) {
        throw new IngestException("plan " + named + ": must end in " + ENDING);
      }
      return List.of(named);
    }
    try (Stream<Path> files = Files.walk(named)) {
      List<Path> plans = files.filter(EarlierPlan::isPlan).sorted().toList();
      if (plans.isEmpty()) {
        throw new IngestException("folder " + named + " holds no plan (" + ENDING + ")");
      }
      return plans;
    } catch (IOException | UncheckedIOException e) {
      throw new IngestException("folder " + named + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isPlan(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(ENDING) && !name.startsWith(".");
  }

  private static String idOf(Path file) {
    String name = file.getFileName().toString();
    String stem = name.substring(0, name.length() - ENDING.length());
    String id = stem.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
    return id.isEmpty() ? "montage" : id.substring(0, Math.min(id.length(), LONGEST_ID));
  }
}
