package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.OutputProfile;
import io.autocut.testing.TestProfile;
import io.autocut.testing.TestWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordStoreTest {
  private static final ContentKey KEY =
      ContentKey.of(ContentKey.Kind.PLAN).with("made from", "this").build();
  private static final OutputProfile PROFILE =
      TestProfile.of(new Canvas(1920, 1080), new EditRate(30000, 1001), "libx264");

  @TempDir private Path folder;
  private MediaStore store;
  private RecordStore records;

  @BeforeEach
  void open() throws IOException {
    store = LocalMediaStore.open(folder);
    records = new RecordStore(store);
  }

  @Test
  void recordComesBackAsItWasPut() throws IOException {
    records.put(KEY, PROFILE);

    assertThat(records.find(KEY, OutputProfile.class)).contains(PROFILE);
    assertThat(records.get(KEY, OutputProfile.class)).isEqualTo(PROFILE);
  }

  @Test
  void fileIsReadByAnyAvroTool() throws IOException {
    records.put(KEY, PROFILE);

    try (var reader =
        new DataFileReader<GenericRecord>(
            store.find(KEY).orElseThrow().toFile(), new GenericDatumReader<>())) {
      assertThat(reader.next().get("videoEncoder")).hasToString("libx264");
    }
  }

  @Test
  void recordThatWasNeverPutIsNotFound() throws IOException {
    assertThat(records.find(KEY, OutputProfile.class)).isEmpty();
  }

  @Test
  void recordThatIsLostIsNamed() {
    assertThatThrownBy(() -> records.get(KEY, OutputProfile.class))
        .isInstanceOf(IOException.class)
        .hasMessage("the store has lost " + KEY + "; run the same command again");
  }

  @Test
  void whatIsNoAvroFileIsNotFound() throws IOException {
    putBytes("no avro at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    assertThat(records.find(KEY, OutputProfile.class)).isEmpty();
  }

  @Test
  void emptyFileIsNotFound() throws IOException {
    putBytes(new byte[0]);

    assertThat(records.find(KEY, OutputProfile.class)).isEmpty();
  }

  @Test
  void avroFileThatIsDamagedAnywhereIsNotFoundOrStillReads() throws IOException {
    records.put(KEY, PROFILE);
    byte[] whole = Files.readAllBytes(store.find(KEY).orElseThrow());

    for (int length = 0; length < whole.length; length += 7) {
      putBytes(Arrays.copyOf(whole, length));

      assertThat(records.find(KEY, OutputProfile.class)).isEmpty();
    }
  }

  @Test
  void recordOfAnotherTypeIsNotFound() throws IOException {
    records.put(KEY, TestWork.computed(1, 2));

    assertThat(records.find(KEY, OutputProfile.class)).isEmpty();
  }

  @Test
  void recordThatCouldNotBeReadIsReplaced() throws IOException {
    putBytes(new byte[] {1, 2, 3});

    records.put(KEY, PROFILE);

    assertThat(records.find(KEY, OutputProfile.class)).contains(PROFILE);
  }

  private void putBytes(byte[] bytes) throws IOException {
    try (WorkFolder work = store.newWorkFolder()) {
      store.put(KEY, Files.write(work.resolve("record"), bytes));
    }
  }
}
