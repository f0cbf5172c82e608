package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.fuzz.Fuzz;
import io.autocut.schemas.MontageRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged manifests and templates: read, or refused in words, and never beyond the root. */
final class ManifestFuzzTest {
  private static final String ALL_FIELDS =
      """
      {"montageId":"m1","clips":["b.mp4","a.mp4"],"music":"song.mp3","output":"out/f.mp4",\
      "template":"dramatic","canvas":"1280x720","fps":"30000/1001","seed":-7,"tempo":120.5,\
      "beatOffsetMillis":-15.5,"tempoScale":"half","order":"shooting","durationMillis":30000,\
      "atMost":2,"include":["a.mp4"],"quality":"high","fit":"blur","loudness":-14}
      {"montageId":"m2","clips":["a.mp4"],"music":"song.mp3",\
      "order":"as-given","wishes":[{"clip":"a.mp4","mustInclude":true,"ranges":[{"in":1.1,"out":4},\
      {"in":"1:00.5"}],"weight":2,"atLeast":1,"atMost":2,"place":"start"}]}
      """;

  @TempDir private Path temp;
  private Path root;

  @BeforeEach
  void makeMedia() throws IOException {
    root = Files.createDirectory(temp.resolve("root")).toRealPath();
    for (String name : List.of("root/a.mp4", "root/b.mp4", "root/song.mp3", "secret.mp4")) {
      Files.writeString(temp.resolve(name), name);
    }
    Files.createSymbolicLink(root.resolve("link.mp4"), temp.resolve("secret.mp4"));
  }

  private void fuzz(String name, byte[]... seeds) throws Exception {
    ManifestReader reader =
        ManifestReader.within(AllowedPaths.everyLocalPath().withRoots(List.of(root)));
    Fuzz.of(name, seeds)
        .refusing(ManifestException.class)
        .run(
            input ->
                assertThat(
                        reader
                            .read(new ByteArrayInputStream(input), root.resolve(name).toString())
                            .stream()
                            .flatMap(ManifestFuzzTest::named))
                    .allMatch(path -> Path.of(path).normalize().startsWith(root)));
  }

  private static Stream<String> named(MontageRequest request) {
    return Stream.concat(
        request.getClips().stream(), Stream.of(request.getMusic(), request.getOutput()));
  }

  @Test
  void jsonLines() throws Exception {
    fuzz(
        "m.jsonl",
        utf8(ALL_FIELDS),
        utf8("{\"montageId\":\"m\",\"clips\":[\"link.mp4\"],\"music\":\"../song.mp3\"}"));
  }

  @Test
  void csv() throws Exception {
    fuzz(
        "m.csv",
        utf8("montageId,clips,music,seed\nm1,a.mp4;b.mp4,song.mp3,4\nm2,\"a.mp4\",song.mp3,5\n"),
        utf8("\uFEFFmontageId;clips;music\r\nm1;\"link.mp4\"\"x\";song.mp3\r\n"));
  }

  @Test
  void avro() throws Exception {
    fuzz("m.avro", avro("null"), avro("deflate"));
  }

  @Test
  void templates() throws Exception {
    byte[] seed;
    try (InputStream in =
        EditTemplates.class.getResourceAsStream("/io/autocut/planning/templates/dramatic.json")) {
      seed = in.readAllBytes();
    }
    Fuzz.of("template.json", seed)
        .refusing(IngestException.class)
        .run(input -> EditTemplates.parse(input, "template.json"));
  }

  private static byte[] avro(String codec) throws IOException {
    Schema schema = AvroLines.required().optionalLong("seed").endRecord();
    GenericRecord line =
        new GenericRecordBuilder(schema)
            .set("montageId", "m1")
            .set("clips", List.of("a.mp4", "link.mp4"))
            .set("music", "song.mp3")
            .set("seed", 3L)
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(org.apache.avro.file.CodecFactory.fromString(codec));
      writer.create(schema, bytes).append(line);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
