package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PruningTest {
  private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");
  private static final Duration SPARING = Duration.ofHours(1);

  private static final StoredThing OLD = thing("old", 10, Duration.ofDays(20));
  private static final StoredThing OLDEST = thing("oldest", 10, Duration.ofDays(30));
  private static final StoredThing FRESH = thing("fresh", 10, Duration.ofHours(2));
  private static final StoredThing IN_USE = thing("in use", 10, Duration.ofMinutes(59));
  private static final StoredThing SAID =
      new StoredThing(ContentKey.Kind.BEAT_CORRECTION, "said", 10, NOW.minus(Duration.ofDays(900)));
  private static final List<StoredThing> ALL = List.of(FRESH, OLD, SAID, IN_USE, OLDEST);

  private static StoredThing thing(String path, long bytes, Duration unused) {
    return new StoredThing(ContentKey.Kind.SEGMENT, path, bytes, NOW.minus(unused));
  }

  @Test
  void leastRecentlyUsedGoUntilTheRestIsSmallEnough() {
    assertThat(chosen(OptionalLong.of(35), Optional.empty())).containsExactly(OLDEST, OLD);
    assertThat(chosen(OptionalLong.of(40), Optional.empty())).containsExactly(OLDEST);
    assertThat(chosen(OptionalLong.of(50), Optional.empty())).isEmpty();
  }

  @Test
  void whatWasNotUsedForLongGoesWhateverRoomThereIs() {
    assertThat(chosen(OptionalLong.empty(), Optional.of(Duration.ofDays(25))))
        .containsExactly(OLDEST);
  }

  @Test
  void bothLimitsHold() {
    assertThat(chosen(OptionalLong.of(35), Optional.of(Duration.ofDays(25))))
        .containsExactly(OLDEST, OLD);
  }

  @Test
  void whatIsInUseAndWhatAPersonHasSaidStays() {
    assertThat(chosen(OptionalLong.of(0), Optional.of(Duration.ZERO)))
        .containsExactly(OLDEST, OLD, FRESH);
  }

  private static List<StoredThing> chosen(OptionalLong bytes, Optional<Duration> age) {
    return new Pruning(bytes, age).choose(ALL, SPARING, NOW);
  }
}
