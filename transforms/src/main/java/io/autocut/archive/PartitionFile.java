package io.autocut.archive;

import com.google.common.hash.Hashing;
import io.autocut.assembly.FilmPlace;
import io.autocut.schemas.CatalogEntry;
import io.autocut.schemas.KnownClip;
import io.autocut.store.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * The clips of one partition of a catalogue, in the order of their names: an Avro file that is
 * replaced whole.
 *
 * <p>One clip at a time is in memory, however many there are. Equal clips give equal files.
 */
public final class PartitionFile {
  private static final int DEFLATE_LEVEL = 6;

  private final String place;

  PartitionFile(String place) {
    this.place = place;
  }

  /** Takes what was read of one clip. */
  public interface Reader {
    void read(KnownClip clip) throws IOException;
  }

  /** Makes the line of one clip. */
  interface Source {
    CatalogEntry entry() throws IOException;
  }

  /** Hands over what is known of each clip; nothing where there is no such file yet. */
  public void forEach(Reader reader) throws IOException {
    Optional<InputStream> bytes = new FilmPlace(place).read();
    if (bytes.isEmpty()) {
      return;
    }
    try (var clips =
        new DataFileStream<KnownClip>(bytes.get(), new SpecificDatumReader<>(KnownClip.class))) {
      for (KnownClip clip : clips) {
        reader.read(clip);
      }
    } catch (AvroRuntimeException | IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Writes the file anew: what it held, without {@code gone}, with {@code fresh} in place of those
   * of the same name or beside them.
   */
  void rewrite(SortedMap<String, Source> fresh, Set<String> gone, WorkFolder work)
      throws IOException, InterruptedException {
    new FilmPlace(place).put(work, file -> write(file, new TreeMap<>(fresh), gone));
  }

  private void write(Path file, TreeMap<String, Source> fresh, Set<String> gone)
      throws IOException {
    try (var writer =
        new DataFileWriter<CatalogEntry>(new SpecificDatumWriter<>(CatalogEntry.class))) {
      writer.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
      writer.create(CatalogEntry.getClassSchema(), Files.newOutputStream(file), marker());
      Optional<InputStream> before = new FilmPlace(place).read();
      if (before.isPresent()) {
        merge(before.get(), writer, fresh, gone);
      }
      for (Source source : fresh.values()) {
        writer.append(source.entry());
      }
    }
  }

  private void merge(
      InputStream before,
      DataFileWriter<CatalogEntry> writer,
      TreeMap<String, Source> fresh,
      Set<String> gone)
      throws IOException {
    try (var clips =
        new DataFileStream<CatalogEntry>(before, new SpecificDatumReader<>(CatalogEntry.class))) {
      while (clips.hasNext()) {
        CatalogEntry known = clips.next();
        while (!fresh.isEmpty() && fresh.firstKey().compareTo(known.getClipUri()) < 0) {
          writer.append(fresh.pollFirstEntry().getValue().entry());
        }
        boolean replaced = fresh.containsKey(known.getClipUri());
        if (!replaced && !gone.contains(known.getClipUri())) {
          writer.append(known);
        }
      }
    } catch (AvroRuntimeException e) {
      throw unreadable(e);
    }
  }

  private IOException unreadable(Exception cause) {
    return new IOException(
        place + " cannot be read (" + cause.getMessage() + "); delete it and index again", cause);
  }

  /** One drawn at random would make equal clips different files. */
  private byte[] marker() {
    String name = place.substring(place.lastIndexOf("partition="));
    byte[] hash = Hashing.sha256().hashString(name, StandardCharsets.UTF_8).asBytes();
    return Arrays.copyOf(hash, DataFileConstants.SYNC_SIZE);
  }
}
