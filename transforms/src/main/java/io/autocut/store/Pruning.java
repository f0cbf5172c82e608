package io.autocut.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Chooses what a store can do without: what was not used for long, and the least recently used
 * until the rest is small enough.
 *
 * <p>Never what a person has said, and never what a running job may need.
 *
 * @param maxBytes what may stay, all kinds together
 * @param olderThan goes, whatever room there is
 */
public record Pruning(OptionalLong maxBytes, Optional<Duration> olderThan) {
  /** What is to be removed, the least recently used first. */
  public List<StoredThing> choose(List<StoredThing> things, Duration sparing, Instant now) {
    long bytes = things.stream().mapToLong(StoredThing::bytes).sum();
    List<StoredThing> candidates =
        things.stream()
            .filter(thing -> !thing.kind().mayChange())
            .filter(thing -> thing.lastUse().isBefore(now.minus(sparing)))
            .sorted(Comparator.comparing(StoredThing::lastUse).thenComparing(StoredThing::path))
            .toList();
    List<StoredThing> chosen = new ArrayList<>();
    for (StoredThing thing : candidates) {
      boolean old = olderThan.isPresent() && thing.lastUse().isBefore(now.minus(olderThan.get()));
      boolean tooMuch = maxBytes.isPresent() && bytes > maxBytes.getAsLong();
      if (!old && !tooMuch) {
        break;
      }
      chosen.add(thing);
      bytes -= thing.bytes();
    }
    return chosen;
  }
}
