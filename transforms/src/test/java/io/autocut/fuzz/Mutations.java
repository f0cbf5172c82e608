package io.autocut.fuzz;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damages bytes as chance and malice do: the same number gives the same damage to the same seeds.
 *
 * <p>Most damage is small, so that what comes after it is still read.
 */
public final class Mutations {
  private static final int MOST_STEPS = 6;
  private static final int LONGEST_RUN = 64;
  private static final int MOST_REPEATS = 2000;

  /** What readers of text stumble over. */
  private static final List<String> WORDS =
      List.of(
          "../",
          "..%2f",
          "/etc/passwd",
          "file://host/x",
          "file:",
          "http://a/",
          "-y",
          "%d",
          "\u0000",
          "\n",
          "\r",
          "\t",
          "\"",
          "'",
          ",",
          ";",
          "#",
          "\\",
          "\\u0000",
          "\\ud800",
          "\uFEFF",
          "é",
          "\uD83C\uDFAC",
          "{",
          "}",
          "[",
          "]",
          "[[[[[[[[[[[[[[[[[[[[",
          "{\"a\":",
          "null",
          "true",
          "NaN",
          "-Infinity",
          "0",
          "-1",
          "1e9999",
          "1e-9999",
          "0.1",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "-9223372036854775808",
          "99999999999999999999999999",
          "=cmd()",
          "<script>",
          "&lt;",
          "00:00:00:00",
          "01:00:00;02");

  private static final int[] ODD_LENGTHS = {
    0, 1, 7, 8, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF0
  };

  private final Random random;

  private Mutations(long number) {
    // Neighbouring seeds of this generator begin alike.
    this.random = new Random(number * 0x9E3779B97F4A7C15L);
  }

  /** One of {@code seeds}, damaged. */
  public static byte[] of(List<byte[]> seeds, long number) {
    Mutations mutations = new Mutations(number);
    byte[] bytes = mutations.oneOf(seeds);
    int steps = 1 + mutations.random.nextInt(MOST_STEPS);
    for (int step = 0; step < steps; step++) {
      bytes = mutations.step(bytes, seeds);
    }
    return bytes;
  }

  private byte[] oneOf(List<byte[]> seeds) {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] step(byte[] bytes, List<byte[]> seeds) {
    int at = place(bytes.length);
    int run = Math.min(bytes.length - at, 1 + random.nextInt(LONGEST_RUN));
    byte[] word = WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(10)) {
      case 0 -> changed(bytes, at, (byte) (at < bytes.length ? bytes[at] ^ 1 << at % 8 : 0));
      case 1 -> changed(bytes, at, (byte) random.nextInt(256));
      case 2 -> replaced(bytes, at, 0, word);
      case 3 -> replaced(bytes, at, run, word);
      case 4 -> replaced(bytes, at, run, new byte[0]);
      case 5 -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + run));
      case 6 -> replaced(bytes, at, Math.min(4, run), Ints.toByteArray(oddLength()));
      case 7 -> Arrays.copyOf(bytes, at);
      case 8 -> spliced(bytes, at, oneOf(seeds));
      default -> repeated(bytes, at, run);
    };
  }

  /** The beginning, where headers are, twice as often as chance has it. */
  private int place(int length) {
    return random.nextInt((random.nextBoolean() ? length : Math.min(length, 1024)) + 1);
  }

  private int oddLength() {
    return ODD_LENGTHS[random.nextInt(ODD_LENGTHS.length)];
  }

  private static byte[] changed(byte[] bytes, int at, byte value) {
    byte[] copy = bytes.clone();
    if (at < copy.length) {
      copy[at] = value;
    }
    return copy;
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    return Bytes.concat(
        Arrays.copyOf(bytes, at), by, Arrays.copyOfRange(bytes, at + length, bytes.length));
  }

  private byte[] spliced(byte[] bytes, int at, byte[] other) {
    return Bytes.concat(
        Arrays.copyOf(bytes, at), Arrays.copyOfRange(other, place(other.length), other.length));
  }

  private byte[] repeated(byte[] bytes, int at, int run) {
    byte[] part = Arrays.copyOfRange(bytes, at, at + run);
    byte[] many = new byte[run * (1 + random.nextInt(MOST_REPEATS))];
    for (int i = 0; i < many.length; i++) {
      many[i] = part[i % run];
    }
    return replaced(bytes, at, 0, many);
  }
}
