package io.autocut.ingest;

import io.autocut.ingest.WishSpec.Kind;
import io.autocut.schemas.ClipPlace;
import io.autocut.schemas.ClipWish;
import io.autocut.schemas.SourceRange;
import io.autocut.time.RationalTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that is said of one clip, by its own name and by those of the folders that hold it. What is
 * said of the clip counts before what is said of a folder, and that of a folder before that of one
 * around it; what is said at one place must agree. Not safe for several threads.
 */
final class ClipWords {
  private static final Pattern RANGE = Pattern.compile("([^-]+)(?:-([^-]*))?");

  /** Not what BigDecimal takes: an exponent would let twelve characters fill the memory. */
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
  private static final BigDecimal MOST_WEIGHT = BigDecimal.TEN;
  private static final int MOST_TIMES = 10_000;

  /** Of each side but the ranges only one thing can be true. */
  private enum Side {
    PRESENCE,
    RANGES,
    WEIGHT,
    AT_LEAST,
    AT_MOST,
    PLACE
  }

  private record Range(RationalTime in, Optional<RationalTime> out) {}

  private final String clip;
  private final Map<Side, List<WishSpec.OfClip>> said = new EnumMap<>(Side.class);

  /** How near to the clip each side was said: the length of the path it was said of. */
  private final Map<Side, Integer> nearness = new EnumMap<>(Side.class);

  ClipWords(String clip) {
    this.clip = clip;
  }

  /** Takes in one thing said; {@code path} is the checked one, of the clip or a folder. */
  void hear(WishSpec.OfClip one, String path) {
    Side side = sideOf(one.kind());
    int near = path.length();
    int before = nearness.getOrDefault(side, -1);
    if (near > before) {
      nearness.put(side, near);
      said.put(side, new ArrayList<>());
    }
    if (near >= before) {
      said.get(side).add(one);
    }
  }

  /** The wish; throws when what was said contradicts itself or makes no sense. */
  ClipWish wish() throws IngestException {
    for (Map.Entry<Side, List<WishSpec.OfClip>> side : said.entrySet()) {
      requireAgreement(side.getKey(), side.getValue());
    }
    boolean excluded = has(Side.PRESENCE, Kind.EXCLUDE);
    if (excluded) {
      requireNothingElse();
      return ClipWish.newBuilder().setClip(clip).setExclude(true).build();
    }
    ClipWish.Builder wish =
        ClipWish.newBuilder()
            .setClip(clip)
            .setMustInclude(has(Side.PRESENCE, Kind.INCLUDE))
            .setRanges(ranges())
            .setPlace(place());
    if (said.containsKey(Side.WEIGHT)) {
      wish.setWeightPermille(weight(value(Side.WEIGHT)));
    }
    if (said.containsKey(Side.AT_LEAST)) {
      wish.setAtLeast(count("least", value(Side.AT_LEAST)));
    }
    if (said.containsKey(Side.AT_MOST)) {
      wish.setAtMost(count("most", value(Side.AT_MOST)));
    }
    return possible(wish.build());
  }

  private static Side sideOf(Kind kind) {
    return switch (kind) {
      case INCLUDE, EXCLUDE -> Side.PRESENCE;
      case RANGE -> Side.RANGES;
      case WEIGHT -> Side.WEIGHT;
      case AT_LEAST -> Side.AT_LEAST;
      case AT_MOST, AT_MOST_EACH -> Side.AT_MOST;
      case START, END -> Side.PLACE;
    };
  }

  private void requireAgreement(Side side, List<WishSpec.OfClip> words) throws IngestException {
    for (WishSpec.OfClip word : words) {
      boolean same =
          word.kind() == words.get(0).kind() && word.value().equals(words.get(0).value());
      if (side != Side.RANGES && !same) {
        throw new IngestException(
            "%s is to be %s and %s".formatted(quotedClip(), inWords(words.get(0)), inWords(word)));
      }
    }
  }

  private static String inWords(WishSpec.OfClip word) {
    return switch (word.kind()) {
      case INCLUDE -> "included";
      case EXCLUDE -> "excluded";
      case RANGE -> "shown from " + Quoted.unquoted(word.value());
      case WEIGHT -> "given weight " + Quoted.unquoted(word.value());
      case AT_LEAST -> "shown at least " + Quoted.unquoted(word.value()) + " times";
      case AT_MOST, AT_MOST_EACH -> "shown at most " + Quoted.unquoted(word.value()) + " times";
      case START -> "at the start";
      case END -> "at the end";
    };
  }

  /** What was said of a folder around the place of the exclusion is no contradiction. */
  private void requireNothingElse() throws IngestException {
    for (Map.Entry<Side, List<WishSpec.OfClip>> side : said.entrySet()) {
      WishSpec.OfClip word = side.getValue().get(0);
      boolean wantsIt = side.getKey() != Side.PRESENCE && side.getKey() != Side.AT_MOST;
      if (wantsIt && nearness.get(side.getKey()) >= nearness.get(Side.PRESENCE)) {
        throw new IngestException(
            "%s is to be excluded and %s".formatted(quotedClip(), inWords(word)));
      }
    }
  }

  private ClipWish possible(ClipWish wish) throws IngestException {
    boolean wanted = wish.getMustInclude() || wish.getPlace() != ClipPlace.ANYWHERE;
    int least = Math.max(wish.getAtLeast(), wanted ? 1 : 0);
    if (wish.getAtMost() >= 0 && least > wish.getAtMost()) {
      throw new IngestException(
          "%s is to be shown at least %d and at most %d times"
              .formatted(quotedClip(), least, wish.getAtMost()));
    }
    return wish;
  }

  private boolean has(Side side, Kind kind) {
    return said.containsKey(side) && said.get(side).get(0).kind() == kind;
  }

  private String value(Side side) {
    return said.get(side).get(0).value();
  }

  private ClipPlace place() {
    if (has(Side.PLACE, Kind.START)) {
      return ClipPlace.START;
    }
    return has(Side.PLACE, Kind.END) ? ClipPlace.END : ClipPlace.ANYWHERE;
  }

  private int weight(String text) throws IngestException {
    if (DECIMAL.matcher(text.strip()).matches()) {
      BigDecimal permille = new BigDecimal(text.strip()).movePointRight(3).stripTrailingZeros();
      if (permille.scale() <= 0 && permille.compareTo(MOST_WEIGHT.movePointRight(3)) <= 0) {
        return permille.intValueExact();
      }
    }
    throw new IngestException(
        "the weight of %s must lie between 0 and 10 with at most three decimals: %s"
            .formatted(quotedClip(), Quoted.of(text)));
  }

  private int count(String bound, String text) throws IngestException {
    if (COUNT.matcher(text.strip()).matches()) {
      int count = Integer.parseInt(text.strip());
      if (count <= MOST_TIMES) {
        return count;
      }
    }
    throw new IngestException(
        "how often %s is shown at %s must be an integer from 0 to %d: %s"
            .formatted(quotedClip(), bound, MOST_TIMES, Quoted.of(text)));
  }

  /** By their beginning; those that meet are one. */
  private List<SourceRange> ranges() throws IngestException {
    List<Range> ranges = new ArrayList<>();
    for (WishSpec.OfClip word : said.getOrDefault(Side.RANGES, List.of())) {
      ranges.add(range(word.value()));
    }
    ranges.sort(Comparator.comparing(Range::in));
    List<Range> merged = new ArrayList<>();
    for (Range range : ranges) {
      Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && last.out().map(out -> range.in().compareTo(out) <= 0).orElse(true)) {
        merged.set(merged.size() - 1, new Range(last.in(), laterOf(last.out(), range.out())));
      } else {
        merged.add(range);
      }
    }
    return merged.stream()
        .map(
            range ->
                new SourceRange(
                    range.in().toRecord(), range.out().map(RationalTime::toRecord).orElse(null)))
        .toList();
  }

  private static Optional<RationalTime> laterOf(
      Optional<RationalTime> one, Optional<RationalTime> other) {
    return one.isEmpty() || other.isEmpty()
        ? Optional.empty()
        : Optional.of(one.get().max(other.get()));
  }

  private Range range(String text) throws IngestException {
    Matcher parts = RANGE.matcher(text.strip());
    try {
      if (parts.matches()) {
        RationalTime in = TimeSpec.parse(parts.group(1));
        boolean open = parts.group(2) == null || parts.group(2).isBlank();
        Range range =
            new Range(in, open ? Optional.empty() : Optional.of(TimeSpec.parse(parts.group(2))));
        if (range.out().map(out -> in.compareTo(out) < 0).orElse(true)) {
          return range;
        }
        throw new IngestException(
            "a range of %s ends before it begins: %s".formatted(quotedClip(), Quoted.of(text)));
      }
    } catch (IllegalArgumentException e) {
      throw new IngestException("a range of " + quotedClip() + ": " + e.getMessage(), e);
    }
    throw new IngestException(
        "a range of %s must be IN-OUT, in seconds or m:ss, for example 1.5-4: %s"
            .formatted(quotedClip(), Quoted.of(text)));
  }

  private String quotedClip() {
    return Quoted.of(OfferedClips.nameOf(clip));
  }
}
