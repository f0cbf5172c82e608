package io.autocut.media;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How much memory a child is expected to take at its peak; unit: bytes.
 *
 * @param ofOneThread with one thread for decoding and filtering
 * @param ofEachFurther that each further thread adds
 */
public record MemoryNeed(long ofOneThread, long ofEachFurther) {
  /** What ffprobe, sound and joining by copy need. */
  public static final MemoryNeed OF_A_SMALL_TASK = new MemoryNeed(96L << 20, 0);

  public MemoryNeed {
    checkArgument(ofOneThread > 0, "memory must be positive: %s", ofOneThread);
    checkArgument(ofEachFurther >= 0, "memory of a thread must not be negative: %s", ofEachFurther);
  }

  /** With so many threads. */
  long bytes(int threads) {
    return ofOneThread + ofEachFurther * (threads - 1);
  }
}
