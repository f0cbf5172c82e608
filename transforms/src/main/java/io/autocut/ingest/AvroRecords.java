package io.autocut.ingest;

import com.google.common.base.Throwables;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * A manifest as an Avro container file of any schema with the right field names and types.
 *
 * <p>Avro allocates what a length in the file says before it looks whether that much is there. So
 * every length is first passed over, which costs no memory, and only then read.
 */
final class AvroRecords {
  private static final int MOST_BYTES = 256_000_000;
  private static final int MOST_HEADER_BYTES = 1_000_000;

  /** Deflated data can become a thousand times as large. */
  private static final int MOST_PACKED_BYTES = 250_000;

  private static final List<Schema.Type> INTEGERS = List.of(Schema.Type.INT, Schema.Type.LONG);
  private static final List<Schema.Type> NUMBERS =
      List.of(Schema.Type.INT, Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE);

  private static final Set<String> LIST_FIELDS = Set.of("clips", "include", "exclude");
  private static final Set<String> INTEGER_FIELDS =
      Set.of(
          "seed",
          "durationMillis",
          "minShotMillis",
          "maxShotMillis",
          "atMost",
          "musicFadeInMillis",
          "musicFadeOutMillis");
  private static final Set<String> NUMBER_FIELDS = Set.of("tempo", "beatOffsetMillis", "loudness");

  private AvroRecords() {}

  static void read(InputStream stream, MontageList montages) throws IOException, ManifestException {
    byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw montages.stop("larger than " + MOST_BYTES + " bytes; split it");
    }
    try {
      readBlocks(bytes, passOver(bytes), montages);
    } catch (ManifestException e) {
      throw e;
    } catch (IngestException e) {
      throw montages.stop(e.getMessage());
    } catch (IOException | AvroRuntimeException | UnsupportedOperationException e) {
      throw montages.stop("damaged or not an Avro container file: " + reason(e));
    }
  }

  /** Avro wraps what it stumbled over, and puts its class into the message. */
  private static String reason(Exception e) {
    String innermost = Throwables.getRootCause(e).getMessage();
    return Quoted.unquoted(Objects.requireNonNullElse(innermost, "it ends too early"));
  }

  /**
   * Follows the structure of the file, magic, header and blocks, to its end; the size of its
   * largest block.
   */
  private static long passOver(byte[] bytes) throws IOException, IngestException {
    InputStream left = new ByteArrayInputStream(bytes);
    BinaryDecoder in = DecoderFactory.get().directBinaryDecoder(left, null);
    in.skipFixed(DataFileConstants.MAGIC.length);
    for (long entries = in.readMapStart(); entries != 0; entries = in.mapNext()) {
      for (long i = 0; i < entries; i++) {
        passOverBytes(in);
        passOverBytes(in);
      }
    }
    in.skipFixed(DataFileConstants.SYNC_SIZE);
    if (bytes.length - left.available() > MOST_HEADER_BYTES) {
      throw new IngestException("header larger than " + MOST_HEADER_BYTES + " bytes");
    }
    long largest = 0;
    while (left.available() > 0) {
      if (in.readLong() <= 0) {
        throw new EOFException("a block without records");
      }
      largest = Math.max(largest, passOverBytes(in));
      in.skipFixed(DataFileConstants.SYNC_SIZE);
    }
    return largest;
  }

  private static long passOverBytes(BinaryDecoder in) throws IOException {
    long length = in.readLong();
    if (length < 0 || length > MOST_BYTES) {
      throw new EOFException("a length of " + length + " bytes");
    }
    in.skipFixed((int) length);
    return length;
  }

  private static void readBlocks(byte[] bytes, long largestBlock, MontageList montages)
      throws IOException, IngestException {
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>();
    try (DataFileStream<GenericRecord> file = open(bytes, reader)) {
      checkCodec(file.getMetaString(DataFileConstants.CODEC), largestBlock);
      Schema schema = file.getSchema();
      checkSchema(schema);
      long number = 0;
      while (file.hasNext()) {
        long count = file.getBlockCount();
        ByteBuffer block = file.nextBlock();
        passOver(block, count, schema);
        BinaryDecoder in = decoder(block);
        for (long i = 0; i < count; i++) {
          AvroFields fields = new AvroFields(reader.read(null, in));
          montages.add("record " + ++number, () -> ManifestLine.of(fields));
        }
      }
    }
  }

  private static DataFileStream<GenericRecord> open(
      byte[] bytes, GenericDatumReader<GenericRecord> reader) throws IOException {
    try {
      return new DataFileStream<>(new ByteArrayInputStream(bytes), reader);
    } catch (RuntimeException e) {
      // Of an odd header, for example one without a schema, Avro throws whatever it stumbles over.
      throw new IOException("no sound header", e);
    }
  }

  private static void passOver(ByteBuffer block, long count, Schema schema)
      throws IOException, IngestException {
    BinaryDecoder in = decoder(block);
    for (long i = 0; i < count; i++) {
      for (Schema.Field field : schema.getFields()) {
        passOver(field.schema(), in);
      }
    }
  }

  /** Not Avro's own skipping: that trusts the sizes which an array may carry, reading does not. */
  private static void passOver(Schema schema, BinaryDecoder in)
      throws IOException, IngestException {
    switch (schema.getType()) {
      case UNION -> {
        int index = in.readIndex();
        if (index < 0 || index >= schema.getTypes().size()) {
          throw new EOFException("no type " + index + " in a union");
        }
        passOver(schema.getTypes().get(index), in);
      }
      case ARRAY -> {
        long elements = 0;
        for (long next = in.readArrayStart(); next != 0; next = in.arrayNext()) {
          elements += next;
          if (next < 0 || elements > ClipFolders.MOST_CLIPS) {
            throw new IngestException(
                "an array names more than " + ClipFolders.MOST_CLIPS + " in one record");
          }
          for (long i = 0; i < next; i++) {
            passOverBytes(in);
          }
        }
      }
      case STRING -> passOverBytes(in);
      case NULL -> in.readNull();
      case FLOAT -> in.readFloat();
      case DOUBLE -> in.readDouble();
      default -> in.readLong();
    }
  }

  private static BinaryDecoder decoder(ByteBuffer block) {
    return DecoderFactory.get()
        .binaryDecoder(
            block.array(), block.arrayOffset() + block.position(), block.remaining(), null);
  }

  private static void checkCodec(String codec, long largestBlock) throws IngestException {
    if (codec == null || codec.equals(DataFileConstants.NULL_CODEC)) {
      return;
    }
    if (!codec.equals(DataFileConstants.DEFLATE_CODEC)) {
      throw new IngestException(
          "codec " + Quoted.of(codec) + " is not read; write it with null or deflate");
    }
    if (largestBlock > MOST_PACKED_BYTES) {
      throw new IngestException(
          "a deflated block of more than "
              + MOST_PACKED_BYTES
              + " bytes; write it without a codec");
    }
  }

  private static void checkSchema(Schema schema) throws IngestException {
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IngestException("its schema is not a record but " + schema.getType().getName());
    }
    for (String required : ManifestLine.REQUIRED) {
      if (schema.getField(required) == null) {
        throw new IngestException(
            "its schema has no field \"" + required + "\". It needs montageId, clips and music.");
      }
    }
    for (Schema.Field field : schema.getFields()) {
      if (!ManifestLine.FLAT_FIELDS.contains(field.name())) {
        throw new IngestException(
            "unknown field %s in its schema. Known are %s."
                .formatted(Quoted.of(field.name()), String.join(", ", ManifestLine.FLAT_FIELDS)));
      }
      checkType(field);
    }
  }

  private static void checkType(Schema.Field field) throws IngestException {
    Schema type = withoutNull(field.schema());
    boolean fits;
    String wanted;
    if (LIST_FIELDS.contains(field.name())) {
      fits =
          type.getType() == Schema.Type.ARRAY
              && type.getElementType().getType() == Schema.Type.STRING;
      wanted = "an array of strings";
    } else if (INTEGER_FIELDS.contains(field.name())) {
      fits = INTEGERS.contains(type.getType());
      wanted = "an int or long";
    } else if (NUMBER_FIELDS.contains(field.name())) {
      fits = NUMBERS.contains(type.getType());
      wanted = "an int, long, float or double";
    } else {
      fits = type.getType() == Schema.Type.STRING;
      wanted = "a string";
    }
    if (!fits) {
      throw ManifestLine.wrongType(field.name(), wanted, type.getType().getName());
    }
  }

  /** The other type of a union of null and one type; any other schema as it is. */
  private static Schema withoutNull(Schema schema) {
    if (!schema.isUnion() || schema.getTypes().size() != 2 || !schema.isNullable()) {
      return schema;
    }
    List<Schema> types = schema.getTypes();
    return types.get(types.get(0).getType() == Schema.Type.NULL ? 1 : 0);
  }

  private record AvroFields(GenericRecord record) implements ManifestLine.Fields {
    @Override
    public Optional<String> text(String name) {
      return value(name).map(Object::toString);
    }

    @Override
    public Optional<List<String>> texts(String name) {
      return value(name).map(list -> ((List<?>) list).stream().map(Object::toString).toList());
    }

    @Override
    public OptionalLong integer(String name) {
      Optional<Object> value = value(name);
      return value.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(((Number) value.get()).longValue());
    }

    @Override
    public Optional<String> number(String name) {
      return value(name).map(Object::toString);
    }

    private Optional<Object> value(String name) {
      return record.hasField(name) ? Optional.ofNullable(record.get(name)) : Optional.empty();
    }
  }
}
