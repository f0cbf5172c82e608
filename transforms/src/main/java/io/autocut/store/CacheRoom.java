package io.autocut.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a host's copies of a shared store within their bytes: the least recently used go, when
 * enough has come.
 *
 * <p>Each JVM of a host sees to it for what it brings itself, so that all together exceed the limit
 * by a few hundredths at most. What was used in the last half hour stays in any case, as somebody
 * may be reading it: for that long the limit can be exceeded.
 */
final class CacheRoom {
  private static final Logger LOG = LoggerFactory.getLogger(CacheRoom.class);
  private static final Duration SPARING = Duration.ofMinutes(30);
  private static final int STEPS = 20;

  private final LocalInventory inventory;
  private final long limit;
  private final AtomicLong come;

  CacheRoom(Path root, long limit) {
    this(new LocalInventory(root, SPARING), limit);
  }

  CacheRoom(LocalInventory inventory, long limit) {
    this.inventory = inventory;
    this.limit = limit;
    // The first copy that a JVM brings shows what others have left.
    this.come = new AtomicLong(limit / STEPS);
  }

  /** So many bytes have come; never throws, as copies that stay too long harm nobody. */
  void taken(long bytes) {
    long before = come.getAndAdd(bytes);
    if (before + bytes <= limit / STEPS || !come.compareAndSet(before + bytes, 0)) {
      return;
    }
    try {
      // A little more than must be, so that the next does not begin at once.
      Pruning pruning = new Pruning(OptionalLong.of(limit - limit / STEPS), Optional.empty());
      List<StoredThing> things = inventory.things();
      if (things.stream().mapToLong(StoredThing::bytes).sum() > limit) {
        inventory.remove(pruning.choose(things, inventory.sparing(), Instant.now()));
      }
    } catch (IOException e) {
      LOG.warn("the local copies could not be kept within {} bytes: {}", limit, e.toString());
    }
  }
}
