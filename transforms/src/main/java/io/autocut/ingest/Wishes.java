package io.autocut.ingest;

import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.ClipWish;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.RepeatPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks what somebody wishes of a montage, and says it in the words of a request. */
final class Wishes {
  private static final long SHORTEST_FILM_MILLIS = 1000;
  private static final long LONGEST_FILM_MILLIS = 24 * 3_600_000L;
  private static final long LONGEST_SHOT_MILLIS = 3_600_000;

  /** A wish for a folder is one for each clip in it: a line must not grow without bound. */
  private static final int MOST_HEARD = 1_000_000;

  private final WishSpec said;
  private final Checked clips;

  /** What a montage is made of. */
  interface Checked {
    /** The absolute form of a path as it was named. */
    String path(String named) throws IngestException;

    OfferedClips offered();

    /** Those in the order in which they were named. */
    List<String> asGiven() throws IngestException;
  }

  Wishes(WishSpec said, Checked clips) {
    this.said = said;
    this.clips = clips;
  }

  /** What is wished; empty when that is no more than every montage gets. */
  Optional<MontageWishes> of(EditTemplate template) throws IngestException {
    ClipOrder order = order();
    MontageWishes wishes =
        MontageWishes.newBuilder()
            .setClips(clipWishes())
            .setOrder(order)
            .setGivenOrder(order == ClipOrder.AS_GIVEN ? clips.asGiven() : List.of())
            .setDurationMillis(duration())
            .setMinShotMillis(shot("minShotMillis", said.minShotMillis()))
            .setMaxShotMillis(shot("maxShotMillis", said.maxShotMillis()))
            .setRepeat(repeat())
            .build();
    requireShotLengths(wishes, template);
    return wishes.equals(MontageWishes.newBuilder().build())
        ? Optional.empty()
        : Optional.of(wishes);
  }

  private List<ClipWish> clipWishes() throws IngestException {
    Map<String, ClipWords> words = new TreeMap<>();
    long heard = 0;
    for (WishSpec.OfClip one : said.clips()) {
      boolean ofEach = one.kind() == WishSpec.Kind.AT_MOST_EACH;
      String path = ofEach ? "" : path(one.path());
      for (String clip : ofEach ? clips.offered().sorted() : clips.offered().named(path)) {
        if (++heard > MOST_HEARD) {
          throw new IngestException(
              "the wishes say more than "
                  + MOST_HEARD
                  + " things of clips, each clip of a folder counted");
        }
        words.computeIfAbsent(clip, ClipWords::new).hear(one, path);
      }
    }
    List<ClipWish> wishes = new ArrayList<>();
    for (Map.Entry<String, ClipWords> entry : words.entrySet()) {
      ClipWish wish = entry.getValue().wish();
      if (!wish.equals(ClipWish.newBuilder().setClip(entry.getKey()).build())) {
        wishes.add(wish);
      }
    }
    if (wishes.stream().filter(ClipWish::getExclude).count() == clips.offered().sorted().size()) {
      throw new IngestException("every clip is to be excluded");
    }
    return wishes;
  }

  private String path(String named) throws IngestException {
    try {
      return clips.path(named);
    } catch (IngestException e) {
      throw new IngestException("a wish: " + e.getMessage(), e);
    }
  }

  private ClipOrder order() throws IngestException {
    return switch (said.order()) {
      case "", "free" -> ClipOrder.FREE;
      case "chronological" -> ClipOrder.CHRONOLOGICAL;
      case "as-given" -> ClipOrder.AS_GIVEN;
      default ->
          throw new IngestException(
              "\"order\" must be free, chronological or as-given, not " + Quoted.of(said.order()));
    };
  }

  private RepeatPolicy repeat() throws IngestException {
    return switch (said.repeat()) {
      case "", "least-recent" -> RepeatPolicy.LEAST_RECENT;
      case "never" -> RepeatPolicy.NEVER;
      default ->
          throw new IngestException(
              "\"repeat\" must be least-recent or never, not " + Quoted.of(said.repeat()));
    };
  }

  private long duration() throws IngestException {
    long millis = said.durationMillis();
    if (millis != 0 && (millis < SHORTEST_FILM_MILLIS || millis > LONGEST_FILM_MILLIS)) {
      throw new IngestException(
          "\"durationMillis\": a film may last from one second to 24 hours, not " + millis + " ms");
    }
    return millis;
  }

  private static int shot(String field, long millis) throws IngestException {
    if (millis < 0 || millis > LONGEST_SHOT_MILLIS) {
      throw new IngestException(
          "\"%s\": a shot may last from one millisecond to an hour, not %d ms"
              .formatted(field, millis));
    }
    return (int) millis;
  }

  static void requireShotLengths(MontageWishes wishes, EditTemplate template)
      throws IngestException {
    int min = wishes.getMinShotMillis();
    int max = wishes.getMaxShotMillis();
    if (min > 0 && max > 0 && min > max) {
      throw new IngestException(
          "\"minShotMillis\" is longer than \"maxShotMillis\": %d > %d ms".formatted(min, max));
    }
    if (max == 0 && min > template.getMaxShotMillis()) {
      throw new IngestException(
          "\"minShotMillis\" is longer than the longest shot of template %s, %d > %d ms: give \"maxShotMillis\" too"
              .formatted(template.getName(), min, template.getMaxShotMillis()));
    }
    if (min == 0 && max > 0 && max < template.getMinShotMillis()) {
      throw new IngestException(
          "\"maxShotMillis\" is shorter than the shortest shot of template %s, %d < %d ms: give \"minShotMillis\" too"
              .formatted(template.getName(), max, template.getMinShotMillis()));
    }
  }
}
