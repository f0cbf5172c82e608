package io.autocut.media;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.annotations.VisibleForTesting;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory the children of this JVM may take together; unit: bytes. */
public final class MemoryBudget {
  /** The rest is for other programs and for the cache of files, without which reading is slow. */
  private static final double SHARE_OF_FREE = 0.75;

  /** Enough for one child of ordinary footage, which always runs. */
  private static final long LEAST = 256L << 20;

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([KMGT]?)(?:I?B)?");

  private MemoryBudget() {}

  /** What this machine, or the container around this JVM, can spare now. */
  public static long ofThisMachine() {
    return of(FreeMemory.bytes(Path.of("/")), heapToCome());
  }

  /**
   * Of {@code wanted} bytes for the whole program, what this JVM's heap leaves.
   *
   * <p>Never less than enough for one child.
   */
  public static long within(long wanted) {
    checkArgument(wanted > 0, "memory must be positive: %s", wanted);
    return Math.max(LEAST, wanted - Runtime.getRuntime().maxMemory());
  }

  @VisibleForTesting
  static long of(long free, long heapToCome) {
    return Math.max(LEAST, (long) (SHARE_OF_FREE * free) - heapToCome);
  }

  private static long heapToCome() {
    return Runtime.getRuntime().maxMemory() - Runtime.getRuntime().totalMemory();
  }

  /**
   * The bytes that a person means by {@code text}, for example {@code 800M} or {@code 2G}.
   *
   * @throws IllegalArgumentException when it is no such size, or nothing
   */
  public static long parse(String text) {
    Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    checkArgument(size.matches(), "not an amount of memory such as 800M or 2G: %s", text);
    long bytes = Long.parseLong(size.group(1)) << (10 * " KMGT".indexOf(unit(size.group(2))));
    checkArgument(bytes > 0, "memory must be positive: %s", text);
    return bytes;
  }

  private static char unit(String letter) {
    return letter.isEmpty() ? ' ' : letter.charAt(0);
  }
}
