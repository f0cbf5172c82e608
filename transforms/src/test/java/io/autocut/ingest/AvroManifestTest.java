package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.MontageRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AvroManifestTest {
  private static final Schema REQUIRED = AvroLines.required().endRecord();

  @TempDir Path temp;
  private ManifestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new ManifestFolder(temp);
  }

  @ParameterizedTest
  @CsvSource({"null", "deflate"})
  void recordOfThreeFieldsGetsTheStandardForTheRest(String codec) throws Exception {
    MontageRequest request = folder.read("m.avro", file(REQUIRED, codec, record("m1"))).get(0);

    assertThat(request.getMontageId()).isEqualTo("m1");
    assertThat(request.getClips()).containsExactly(folder.uri("a.mp4"), folder.uri("b.mp4"));
    assertThat(request.getTemplate().getName()).isEqualTo("dynamic");
  }

  @Test
  void optionalFieldsMayBeNullOrOfNarrowerTypes() throws Exception {
    Schema schema =
        SchemaBuilder.record("Other")
            .namespace("somewhere.else")
            .fields()
            .requiredInt("seed")
            .optionalString("fps")
            .optionalString("canvas")
            .requiredString("music")
            .name("clips")
            .type()
            .nullable()
            .array()
            .items()
            .stringType()
            .noDefault()
            .requiredString("montageId")
            .endRecord();
    GenericRecord record = new GenericData.Record(schema);
    fill(record, "m1");
    record.put("seed", 9);
    record.put("canvas", "1:1");

    MontageRequest request = folder.read("m.avro", file(schema, "null", record)).get(0);

    assertThat(request.getSeed()).isEqualTo(9);
    assertThat(request.getCanvas()).isEqualTo("1:1");
    assertThat(request.getFps()).isEqualTo("auto");
  }

  @Test
  void errorsNameTheRecord() {
    assertThat(
            folder.errors(
                "m.avro", file(REQUIRED, "null", record("m1"), record("m1"), record("."))))
        .containsExactly(
            "m.avro record 2: \"montageId\" \"m1\" is that of record 1 too",
            "m.avro record 3: \"montageId\" must be 1 to 128 letters, digits, dots, dashes or underscores, not begin with a dot or dash: \".\"");
  }

  @Test
  void schemaWithoutMusicIsRefused() {
    Schema schema = SchemaBuilder.record("L").fields().requiredString("montageId").endRecord();

    assertThat(folder.errors("m.avro", file(schema, "null")))
        .containsExactly(
            "m.avro: its schema has no field \"clips\". It needs montageId, clips and music.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"music\",\"type\":\"string\"|\"music\",\"type\":\"bytes\"|\"music\" must be a string, not bytes.",
        "\"items\":\"string\"|\"items\":\"long\"|\"clips\" must be an array of strings, not array.",
        "\"items\":\"string\"|\"items\":\"Line\"|\"clips\" must be an array of strings, not array.",
        "\"items\":\"string\"|\"items\":\"null\"|\"clips\" must be an array of strings, not array.",
        "\"music\",\"type\":\"string\"|\"music\",\"type\":[\"string\",\"long\"]|\"music\" must be a string, not union.",
        "\"music\",\"type\":\"string\"}|\"music\",\"type\":\"string\"},{\"name\":\"x\",\"type\":\"int\"}|unknown field \"x\" in its schema. Known are montageId, clips, music, output, template, canvas, fps, seed, beats, tempo, beatOffsetMillis, tempoScale, order, durationMillis, minShotMillis, maxShotMillis, repeat, include, exclude, atMost, quality, fit, hdr, originalAudio, loudness, musicFadeInMillis, musicFadeOutMillis.",
        "\"music\",\"type\":\"string\"}|\"music\",\"type\":\"string\"},{\"name\":\"seed\",\"type\":\"double\"}|\"seed\" must be an int or long, not double.",
      })
  void schemaOfOtherTypesIsRefused(String part, String replacement, String message) {
    Schema odd = new Schema.Parser().parse(REQUIRED.toString().replace(part, replacement));

    assertThat(folder.errors("m.avro", file(odd, "null"))).containsExactly("m.avro: " + message);
  }

  @Test
  void schemaThatIsNoRecordIsRefused() {
    assertThat(folder.errors("m.avro", file(Schema.create(Schema.Type.STRING), "null")))
        .containsExactly("m.avro: its schema is not a record but string");
  }

  @Test
  void otherCodecIsRefused() {
    assertThat(folder.errors("m.avro", file(REQUIRED, "bzip2", record("m1"))))
        .containsExactly("m.avro: codec \"bzip2\" is not read; write it with null or deflate");
  }

  @Test
  void largeDeflatedBlockIsRefusedBeforeItIsInflated() {
    GenericRecord record = record("m1");
    byte[] noise = new byte[400_000];
    new Random(1).nextBytes(noise);
    record.put("music", Base64.getEncoder().encodeToString(noise));

    assertThat(folder.errors("m.avro", file(REQUIRED, "deflate", record)))
        .containsExactly(
            "m.avro: a deflated block of more than 250000 bytes; write it without a codec");
  }

  @ParameterizedTest
  @CsvSource({"0", "3", "40", "200", "280"})
  void truncatedFileIsRefused(int length) {
    byte[] whole = file(REQUIRED, "null", record("m1"));

    assertThat(folder.errors("m.avro", Arrays.copyOf(whole, length)).get(0))
        .startsWith("m.avro: damaged or not an Avro container file: ");
  }

  @Test
  void textIsRefused() {
    assertThat(
            folder.errors("m.avro", "{\"montageId\":\"m1\",\"clips\":[],\"music\":\"x\"}").get(0))
        .startsWith("m.avro: damaged or not an Avro container file: ");
  }

  @Test
  void stringOfAClaimedTwoGigabytesIsRefusedWithoutRoomForIt() {
    byte[] file = block(out -> out.writeLong(Integer.MAX_VALUE - 8));

    assertThat(folder.errors("m.avro", file).get(0)).startsWith("m.avro: damaged");
  }

  @Test
  void arrayOfAClaimedTwoThousandMillionClipsIsRefused() {
    byte[] file =
        block(
            out -> {
              out.writeString("m1");
              out.writeLong(2_000_000_000);
            });

    assertThat(folder.errors("m.avro", file))
        .containsExactly("m.avro: an array names more than 100000 in one record");
  }

  @Test
  void lengthHiddenInASizedBlockOfAnArrayIsRefused() {
    byte[] file =
        block(
            out -> {
              out.writeString("m1");
              out.writeLong(-1);
              out.writeLong(5);
              out.writeLong(Integer.MAX_VALUE - 8);
            });

    assertThat(folder.errors("m.avro", file).get(0)).startsWith("m.avro: damaged");
  }

  @Test
  void negativeLengthIsRefused() {
    byte[] file = block(out -> out.writeLong(-5));

    assertThat(folder.errors("m.avro", file).get(0)).startsWith("m.avro: damaged");
  }

  @Test
  void damagedFileIsReadOrRefusedButNeverBreaksTheReader() {
    byte[] whole = file(REQUIRED, "null", record("m1"), record("m2"));
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = whole.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        folder.read("m.avro", damaged);
      } catch (ManifestException e) {
        refused++;
      }
    }

    assertThat(refused).isGreaterThan(1000);
  }

  private interface Body {
    void write(BinaryEncoder out) throws IOException;
  }

  /** A file of one block whose one record is what {@code body} writes. */
  private static byte[] block(Body body) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(record, null);
    return file(
        REQUIRED,
        "null",
        writer -> {
          try {
            body.write(out);
            writer.appendEncoded(ByteBuffer.wrap(record.toByteArray()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] file(Schema schema, String codec, GenericRecord... records) {
    return file(
        schema,
        codec,
        writer -> {
          try {
            for (GenericRecord record : records) {
              writer.append(record);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] file(
      Schema schema, String codec, Consumer<DataFileWriter<GenericRecord>> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      writer.setCodec(CodecFactory.fromString(codec)).create(schema, bytes);
      content.accept(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static GenericRecord record(String id) {
    GenericRecord record = new GenericData.Record(REQUIRED);
    fill(record, id);
    return record;
  }

  private static void fill(GenericRecord record, String id) {
    record.put("montageId", id);
    record.put("clips", List.of("b.mp4", "a.mp4"));
    record.put("music", "song.mp3");
  }
}
