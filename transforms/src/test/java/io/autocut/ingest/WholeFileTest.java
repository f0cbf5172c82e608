package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  private static byte[] box(String type, int payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(8 + payload);
    out.write(type.getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[payload]);
    return bytes.toByteArray();
  }

  private static byte[] longBox(String type, long length, int payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(1);
    out.write(type.getBytes(StandardCharsets.US_ASCII));
    out.writeLong(length);
    out.write(new byte[payload]);
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }

  private boolean mayBeWhole(byte[]... parts) throws IOException {
    return WholeFile.mayBe(Files.write(folder.resolve("file"), joined(parts)));
  }

  @Test
  void rowOfBoxesWithContentsIsWhole() throws IOException {
    assertThat(mayBeWhole(box("ftyp", 12), box("mdat", 500), box("moov", 80))).isTrue();
    assertThat(mayBeWhole(box("ftyp", 12), box("moov", 80), longBox("mdat", 516, 500))).isTrue();
    assertThat(mayBeWhole(box("ftyp", 12), box("moof", 80), box("mdat", 9))).isTrue();
  }

  @Test
  void boxThatGoesOnBeyondTheFileIsNot() throws IOException {
    assertThat(mayBeWhole(box("ftyp", 12), box("moov", 80), longBox("mdat", 517, 500))).isFalse();
    assertThat(mayBeWhole(box("ftyp", 12), box("moov", 80), longBox("mdat", -1, 500))).isFalse();
  }

  @Test
  void picturesWithoutContentsAreNot() throws IOException {
    assertThat(mayBeWhole(box("ftyp", 12), box("mdat", 500))).isFalse();
  }

  @Test
  void lastBoxMayGoToTheEndAndPaddingMayFollow() throws IOException {
    byte[] toTheEnd = box("mdat", 500);
    Arrays.fill(toTheEnd, 0, 4, (byte) 0);
    assertThat(mayBeWhole(box("ftyp", 12), box("moov", 80), toTheEnd)).isTrue();
    assertThat(mayBeWhole(box("ftyp", 12), box("moov", 80), new byte[] {0, 0, 0, 2, 0, 0, 0, 0}))
        .isTrue();
  }

  @Test
  void nothingSpeaksAgainstOtherFilesUnlessTheyAreEmpty() throws IOException {
    assertThat(mayBeWhole("RIFF and more".getBytes(StandardCharsets.US_ASCII))).isTrue();
    assertThat(mayBeWhole("abc".getBytes(StandardCharsets.US_ASCII))).isTrue();
    assertThat(mayBeWhole(new byte[0])).isFalse();
  }

  @Property(tries = 200)
  void noFirstPartOfAFileIsWhole(@ForAll @IntRange(min = 1, max = 607) int bytes)
      throws IOException {
    byte[] whole = joined(box("ftyp", 12), box("mdat", 500), box("moov", 72));
    Path file = Files.createTempFile("part", "");
    try {
      Files.write(file, Arrays.copyOf(whole, bytes));
      // Of less than a box's name nothing can be said.
      assertThat(WholeFile.mayBe(file)).isEqualTo(bytes < 8);
    } finally {
      Files.delete(file);
    }
  }
}
