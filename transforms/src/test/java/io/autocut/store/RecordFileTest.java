package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Assembly;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.FinishedFilm;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class RecordFileTest {
  private static final byte[] MARKER =
      "sixteen bytes --".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final FinishedFilm FILM =
      new FinishedFilm("12 ab\n", Assembly.STREAM_COPY, List.of("segment-1"), List.of("été"));

  @Test
  void fileIsTheOneThatAvroWrites() throws Exception {
    assertThat(RecordFile.write(FILM, MARKER)).isEqualTo(byAvro());
  }

  @Test
  void recordIsReadAsItWasWritten() throws Exception {
    assertThat(RecordFile.read(RecordFile.write(FILM, MARKER), FinishedFilm.class)).contains(FILM);
  }

  @Test
  void fileOfAnotherTypeHasNoSuchRecord() throws Exception {
    assertThat(RecordFile.read(RecordFile.write(FILM, MARKER), Canvas.class)).isEmpty();
  }

  @Test
  void fileThatEndsTooEarlyHasNoRecordWhereverItEnds() throws Exception {
    byte[] whole = RecordFile.write(FILM, MARKER);

    for (int length = 0; length < whole.length; length++) {
      assertThat(RecordFile.read(Arrays.copyOf(whole, length), FinishedFilm.class)).isEmpty();
    }
  }

  private static byte[] byAvro() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var writer =
        new DataFileWriter<FinishedFilm>(new SpecificDatumWriter<>(FILM.getSchema()))) {
      writer.create(FILM.getSchema(), bytes, MARKER);
      writer.append(FILM);
    }
    return bytes.toByteArray();
  }
}
