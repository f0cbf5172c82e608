package io.autocut.archive;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hashing;
import io.autocut.assembly.FilmPlace;
import io.autocut.json.PlainJson;
import io.autocut.schemas.CatalogLayout;
import io.autocut.store.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the catalogue of an archive lies, and which of its partitions a clip belongs to.
 *
 * <p>Layout: {@code catalogue.json} tells how many partitions there are, for good; {@code
 * partition=NN/clips.avro} holds the clips of one; {@code index.report.json} tells what the last
 * index did. A folder of any Beam file system.
 */
public final class CatalogFolder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of some 1,500 clips each where there are 100,000. */
  public static final int USUAL_PARTITIONS = 64;

  public static final int MOST_PARTITIONS = 10_000;
  private static final int FORMAT = 1;

  private final String uri;
  private final int partitions;

  private CatalogFolder(String uri, int partitions) {
    this.uri = uri;
    this.partitions = partitions;
  }

  /**
   * The catalogue in a folder; empty when there is none.
   *
   * @throws IOException when what lies there is none that this version can read
   */
  public static Optional<CatalogFolder> find(String folder) throws IOException {
    String uri = folder.replaceFirst("(?<=.)/+$", "");
    Optional<InputStream> layout = new FilmPlace(uri + "/catalogue.json").read();
    return layout.isEmpty()
        ? Optional.empty()
        : Optional.of(new CatalogFolder(uri, partitionsOf(uri, layout.get())));
  }

  private static int partitionsOf(String uri, InputStream bytes) throws IOException {
    try (bytes) {
      String json = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      CatalogLayout layout = PlainJson.parse(json, CatalogLayout.class);
      if (layout.getFormat() != FORMAT
          || layout.getPartitions() < 1
          || layout.getPartitions() > MOST_PARTITIONS) {
        throw new IOException("it is laid out as this version does not know: " + layout);
      }
      return layout.getPartitions();
    } catch (IOException e) {
      throw new IOException(
          "catalogue " + uri + ": catalogue.json cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The catalogue in a folder, which is begun where there is none.
   *
   * @param wanted how many partitions it is to have; those of one that is there do not change
   * @throws IllegalArgumentException when it has another number of partitions
   */
  public static CatalogFolder open(String folder, OptionalInt wanted, WorkFolder work)
      throws IOException, InterruptedException {
    Optional<CatalogFolder> known = find(folder);
    if (known.isPresent()) {
      int partitions = known.get().partitions;
      checkArgument(
          wanted.orElse(partitions) == partitions,
          "catalogue %s has %s partitions and keeps them; leave the number out, or index into another folder",
          folder,
          partitions);
      return known.get();
    }
    int partitions = wanted.orElse(USUAL_PARTITIONS);
    checkArgument(
        partitions >= 1 && partitions <= MOST_PARTITIONS,
        "partitions must lie between 1 and %s: %s",
        MOST_PARTITIONS,
        partitions);
    CatalogFolder begun = new CatalogFolder(folder.replaceFirst("(?<=.)/+$", ""), partitions);
    String json = PlainJson.pretty(new CatalogLayout(FORMAT, partitions));
    new FilmPlace(begun.uri + "/catalogue.json")
        .put(work, file -> Files.writeString(file, json, StandardCharsets.UTF_8));
    return begun;
  }

  public int partitions() {
    return partitions;
  }

  /** The first 15 hexadecimal digits of the URI's SHA-256, modulo the number of partitions. */
  public int partitionOf(String clipUri) {
    String hash = Hashing.sha256().hashString(clipUri, StandardCharsets.UTF_8).toString();
    return (int) (Long.parseLong(hash.substring(0, 15), 16) % partitions);
  }

  /** The file of one partition. */
  public PartitionFile file(int partition) {
    return new PartitionFile("%s/partition=%02d/clips.avro".formatted(uri, partition));
  }

  /** What tells of the last index. */
  public FilmPlace report() {
    return new FilmPlace(uri + "/index.report.json");
  }

  /** Whether a file is part of the catalogue itself. */
  boolean holds(String fileUri) {
    return fileUri.startsWith(uri + "/");
  }

  /** The path or URI of the folder. */
  @Override
  public String toString() {
    return uri;
  }
}
