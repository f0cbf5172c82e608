package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  private static final long WHOLE_UP_TO = 64L << 20;
  private static final long LARGE = WHOLE_UP_TO + (10 << 20);
  private static final long SECOND_BLOCK = (LARGE - (256 << 10)) / 63;
  private static final long LONG_CLIP = 40 << 20;
  private static final long EDGE = 1 << 20;
  private static final long FIRST_BLOCK = EDGE + (LONG_CLIP - 2 * EDGE - (32 << 10)) / 64;

  @TempDir private Path folder;

  @Test
  void nameAndTimeDoNotMatter() throws IOException {
    Path one = Files.writeString(folder.resolve("one.mp4"), "content");
    Path other = Files.writeString(folder.resolve("other name.mov"), "content");
    Files.setLastModifiedTime(other, FileTime.fromMillis(1_000));

    assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of(other)).matches("[0-9a-f]{40}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 150_000, 262_143, 262_144, 299_999})
  void everyByteOfASmallFileMatters(int position) throws IOException {
    byte[] content = new byte[300_000];
    Path before = Files.write(folder.resolve("before"), content);
    content[position] = 1;
    Path after = Files.write(folder.resolve("after"), content);

    assertThat(Fingerprint.of(after)).isNotEqualTo(Fingerprint.of(before));
  }

  @Test
  void sizeMattersWhereAllBytesAreZero() throws IOException {
    assertThat(Fingerprint.of(sparse("a", 0)))
        .isNotEqualTo(Fingerprint.of(sparse("b", 1)))
        .isNotEqualTo(Fingerprint.of(sparse("c", 262_144)));
    assertThat(Fingerprint.of(sparse("d", 262_144)))
        .isNotEqualTo(Fingerprint.of(sparse("e", 262_145)));
    assertThat(Fingerprint.of(sparse("f", LARGE)))
        .isNotEqualTo(Fingerprint.of(sparse("g", LARGE + 1)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100_000, SECOND_BLOCK, LARGE - 1})
  void blocksFromHeadToTailOfALargeFileMatter(long position) throws IOException {
    Path before = sparse("before", LARGE);
    Path after = sparse("after", LARGE);
    write(after, position, 1);

    assertThat(Fingerprint.of(after)).isNotEqualTo(Fingerprint.of(before));
  }

  @Test
  void whatLiesBetweenTheBlocksOfALargeFileIsNotRead() throws IOException {
    Path before = sparse("before", LARGE);
    Path after = sparse("after", LARGE);
    write(after, SECOND_BLOCK - 1, 1);

    assertThat(Fingerprint.of(after)).isEqualTo(Fingerprint.of(before));
  }

  @Test
  void everyByteOfTheLargestFileThatIsHashedWholeMatters() throws IOException {
    Path before = sparse("before", WHOLE_UP_TO);
    Path after = sparse("after", WHOLE_UP_TO);
    write(after, WHOLE_UP_TO / 2 + 12_345, 1);

    assertThat(Fingerprint.of(after)).isNotEqualTo(Fingerprint.of(before));
  }

  @Test
  void clipIsReadInPartEarlierThanMusic() throws IOException {
    Path before = sparse("before", 8 << 20);
    Path after = sparse("after", 8 << 20);
    write(after, EDGE + 1, 1);

    assertThat(Fingerprint.ofClip(after)).isEqualTo(Fingerprint.ofClip(before));
    assertThat(Fingerprint.of(after)).isNotEqualTo(Fingerprint.of(before));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, EDGE - 1, FIRST_BLOCK, LONG_CLIP - EDGE, LONG_CLIP - 1})
  void edgesOfALongClipAndBlocksBetweenMatter(long position) throws IOException {
    Path before = sparse("before", LONG_CLIP);
    Path after = sparse("after", LONG_CLIP);
    write(after, position, 1);

    assertThat(Fingerprint.ofClip(after)).isNotEqualTo(Fingerprint.ofClip(before));
  }

  @Test
  void shortClipIsReadWhole() throws IOException {
    Path clip = sparse("clip", 4 << 20);
    write(clip, EDGE + 1, 1);

    assertThat(Fingerprint.ofClip(clip)).isEqualTo(Fingerprint.of(clip));
  }

  @Test
  void missingFileIsSaidToBeMissing() {
    Path missing = folder.resolve("missing.mp4");

    assertThatThrownBy(() -> Fingerprint.of(missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing.toString());
  }

  private Path sparse(String name, long size) throws IOException {
    Path file = folder.resolve(name);
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(size);
    }
    return file;
  }

  private static void write(Path file, long position, int value) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.seek(position);
      content.write(value);
    }
  }
}
