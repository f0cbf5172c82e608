package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.TempoScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manifest's lines say about beats. */
class BeatSpecTest {
  private static final String LINE =
      "{\"montageId\":\"m\",\"clips\":[\"a.mp4\"],\"music\":\"song.mp3\"%s}";

  @TempDir Path temp;
  private ManifestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new ManifestFolder(temp);
  }

  @Test
  void lineThatSaysNothingLeavesItToWhatWasKept() throws Exception {
    assertThat(folder.read("m.jsonl", LINE.formatted("")).get(0).getBeatCorrection()).isNull();
  }

  @Test
  void tempoScaleAndOffsetAreExact() throws Exception {
    BeatCorrection correction =
        correction(",\"tempo\":120.125,\"tempoScale\":\"half\",\"beatOffsetMillis\":-12.345");

    assertThat(correction.getMilliBpm()).isEqualTo(120_125);
    assertThat(correction.getTempoScale()).isEqualTo(TempoScale.HALF);
    assertThat(correction.getOffsetMicros()).isEqualTo(-12_345);
    assertThat(correction.getBeatsFile()).isEmpty();
  }

  @Test
  void beatsAsDetectedCanBeAskedForWhateverWasKept() throws Exception {
    assertThat(correction(",\"tempoScale\":\"as-detected\"").getTempoScale())
        .isEqualTo(TempoScale.AS_DETECTED);
  }

  @Test
  void fileOfBeatsCountsFromTheManifest() throws Exception {
    assertThat(correction(",\"beats\":\"in/song.beats\"").getBeatsFile())
        .isEqualTo(folder.uri("in/song.beats"));
  }

  @Test
  void manifestCannotReadAFileOfBeatsOutsideItsRoot(@TempDir Path elsewhere) throws Exception {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "1\n2\n");
    Files.createSymbolicLink(temp.resolve("link.beats"), secret);
    folder.using(ManifestReader.within(AllowedPaths.everyLocalPath().withRoots(List.of(temp))));

    for (String named : List.of(secret.toString(), "link.beats", "../x", "http://host/x")) {
      assertThat(folder.errors("m.jsonl", LINE.formatted(",\"beats\":\"" + named + "\"")))
          .singleElement()
          .asString()
          .startsWith("m.jsonl line 1: \"beats\": \"" + named + "\"");
    }
  }

  @Test
  void csvLineSaysTheSame() throws Exception {
    BeatCorrection correction =
        folder
            .read(
                "m.csv",
                "montageId,clips,music,tempo,beatOffsetMillis,tempoScale,beats\n"
                    + "m,a.mp4,song.mp3,90.5,7,double,\n")
            .get(0)
            .getBeatCorrection();

    assertThat(correction)
        .isEqualTo(new BeatCorrection("", 90_500, TempoScale.DOUBLE, 7_000L, "", false));
  }

  @Test
  void avroRecordSaysTheSame() throws Exception {
    Schema schema =
        AvroLines.required()
            .optionalDouble("tempo")
            .optionalFloat("beatOffsetMillis")
            .optionalString("tempoScale")
            .endRecord();
    GenericRecord record = new GenericData.Record(schema);
    record.put("montageId", "m");
    record.put("clips", List.of("a.mp4"));
    record.put("music", "song.mp3");
    record.put("tempo", 90.5);
    record.put("beatOffsetMillis", -7.5f);
    Path file = temp.resolve("m.avro");
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
      writer.append(record);
    }

    List<MontageRequest> requests = ManifestReader.within(AllowedPaths.everyLocalPath()).read(file);

    assertThat(requests.get(0).getBeatCorrection())
        .isEqualTo(new BeatCorrection("", 90_500, TempoScale.AS_DETECTED, -7_500L, "", false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"tempo\":\"fast\"|\"tempo\" must be a number, not a string.",
        "\"tempo\":20|\"tempo\" must be a decimal number from 50 to 200 with at most three decimals;"
            + " for a tempo beyond, take half or twice of it and scale it: \"20\"",
        "\"tempo\":1e300|\"tempo\" must be a decimal number from 50 to 200 with at most three decimals;"
            + " for a tempo beyond, take half or twice of it and scale it: \"1E+300\"",
        "\"beatOffsetMillis\":2001|\"beatOffsetMillis\" must be a decimal number from -2000 to 2000"
            + " with at most three decimals: \"2001\"",
        "\"tempoScale\":\"third\"|\"tempoScale\" must be half, double or as-detected, not \"third\"",
        "\"beats\":\"x\",\"tempo\":100|\"beats\" gives every beat: leave out \"tempo\" and \"tempoScale\"",
        "\"beats\":\"x\",\"tempoScale\":\"half\"|\"beats\" gives every beat: leave out \"tempo\" and"
            + " \"tempoScale\"",
        "\"tempo\":100,\"tempoScale\":\"as-detected\"|beats as detected have no other tempo or offset:"
            + " leave out \"tempo\" and \"beatOffsetMillis\""
      })
  void whatContradictsItselfOrMakesNoSenseIsRefused(String fields, String message) {
    assertThat(folder.errors("m.jsonl", LINE.formatted("," + fields)))
        .containsExactly("m.jsonl line 1: " + message);
  }

  @Test
  void hugeExponentCostsNothing() {
    assertThatThrownBy(() -> new BeatSpec("", "", "1e999999999", "").correction(""))
        .isInstanceOf(IngestException.class);
  }

  private BeatCorrection correction(String fields) throws Exception {
    return folder.read("m.jsonl", LINE.formatted(fields)).get(0).getBeatCorrection();
  }
}
