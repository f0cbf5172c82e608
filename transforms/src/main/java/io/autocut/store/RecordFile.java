package io.autocut.store;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * An Avro file of one record, byte for byte as {@link DataFileWriter} writes it.
 *
 * <p>Most of such a file is its schema. To write that anew for each record, and to parse it anew,
 * takes several times as long as the record (measured); here it is written once for each type, and
 * a file that begins with it is read without parsing it. Safe for many threads.
 */
final class RecordFile {
  private static final byte[] NO_MARKER = new byte[DataFileConstants.SYNC_SIZE];

  /** All that comes before the marker, of each type as this version writes it. */
  private static final ClassValue<byte[]> BEGINNINGS =
      new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
          return beginning(SpecificData.get().getSchema(type));
        }
      };

  private RecordFile() {}

  private static byte[] beginning(Schema schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var writer = new DataFileWriter<SpecificRecord>(new SpecificDatumWriter<>(schema))) {
      writer.create(schema, bytes, NO_MARKER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() - NO_MARKER.length);
  }

  /**
   * @param marker 16 bytes that do not turn up in the record by chance
   */
  static <T extends SpecificRecord> byte[] write(T record, byte[] marker) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(content, null);
    new SpecificDatumWriter<T>(record.getSchema()).write(record, encoder);

    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(BEGINNINGS.get(record.getClass()));
    file.write(marker);
    BinaryEncoder block = EncoderFactory.get().directBinaryEncoder(file, null);
    block.writeLong(1);
    block.writeLong(content.size());
    content.writeTo(file);
    file.write(marker);
    return file.toByteArray();
  }

  /** The record in such a file, or in one of another version that this one can read. */
  static <T extends SpecificRecord> Optional<T> read(byte[] file, Class<T> type) {
    try {
      byte[] beginning = BEGINNINGS.get(type);
      return Arrays.mismatch(beginning, file) == beginning.length
          ? Optional.of(readKnown(file, beginning.length + NO_MARKER.length, type))
          : readForeign(file, type);
    } catch (IOException | AvroRuntimeException e) {
      // The bytes are in memory: what goes wrong now is their content.
      return Optional.empty();
    }
  }

  private static <T extends SpecificRecord> T readKnown(byte[] file, int offset, Class<T> type)
      throws IOException {
    if (file.length < offset) {
      throw new EOFException("ends within its marker");
    }
    BinaryDecoder block =
        DecoderFactory.get().binaryDecoder(file, offset, file.length - offset, null);
    long records = block.readLong();
    long bytes = block.readLong();
    if (records != 1 || bytes < 0 || bytes > file.length) {
      throw new IOException("not a block of one record");
    }
    byte[] content = new byte[(int) bytes];
    byte[] marker = new byte[NO_MARKER.length];
    block.readFixed(content);
    block.readFixed(marker);
    if (!Arrays.equals(marker, Arrays.copyOfRange(file, offset - marker.length, offset))) {
      throw new IOException("not closed by its marker");
    }
    return new SpecificDatumReader<T>(SpecificData.get().getSchema(type))
        .read(null, DecoderFactory.get().binaryDecoder(content, null));
  }

  private static <T extends SpecificRecord> Optional<T> readForeign(byte[] file, Class<T> type)
      throws IOException {
    Schema schema = SpecificData.get().getSchema(type);
    try (var reader =
        new DataFileReader<T>(
            new SeekableByteArrayInput(file), new SpecificDatumReader<>(schema))) {
      return reader.hasNext() ? Optional.of(reader.next()) : Optional.empty();
    }
  }
}
