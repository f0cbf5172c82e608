package io.autocut.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a stored thing: a hash of everything that it was made from.
 *
 * <pre>{@code ContentKey.of(Kind.SEGMENT).with("clip", fingerprint).with("frames", "48").build(); }
 * </pre>
 *
 * <p>Two machines that make the same thing give it the same name. A key never holds a path, a time
 * or a host.
 */
public final class ContentKey {
  /** What is stored, where in the store's layout it lies and how its file is called. */
  public enum Kind {
    ANALYSIS("avro"),
    BEATS("avro"),
    /**
     * What a person has said, not what was computed: the one kind that may be replaced or removed.
     */
    BEAT_CORRECTION("avro"),
    REFUSAL("avro"),
    PLAN("avro"),
    PLANNED("avro"),
    SEGMENT("mp4"),
    SEGMENT_RECORD("avro"),
    SOUND("wav"),
    PCM("wav"),
    CODED_MUSIC("m4a"),
    FILM_RECORD("avro"),
    PROOF("avro"),
    STILL("jpg"),
    STILLS("avro"),
    SOURCE("media"),
    /** That something was made anew by a run that takes nothing from before. */
    REDONE("txt");

    private final String extension;

    Kind(String extension) {
      this.extension = extension;
    }

    /**
     * Whether what lies under one key may be another thing tomorrow, so that no copy of it counts.
     */
    boolean mayChange() {
      return this == BEAT_CORRECTION;
    }

    String folder() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern SPELLING = Pattern.compile("([a-z_]+)-([0-9a-f]{40})");

  private final Kind kind;
  private final String hash;

  private ContentKey(Kind kind, String hash) {
    this.kind = kind;
    this.hash = hash;
  }

  public static Builder of(Kind kind) {
    return new Builder(kind);
  }

  /** The inverse of {@link #toString}. */
  public static ContentKey parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    checkArgument(matcher.matches(), "not a content key: \"%s\"", text);
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(candidate -> candidate.folder().equals(matcher.group(1)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown kind of content: " + text));
    return new ContentKey(kind, matcher.group(2));
  }

  /** The key of something else that was made from the same. */
  public ContentKey as(Kind other) {
    return new ContentKey(other, hash);
  }

  public Kind kind() {
    return kind;
  }

  /** Where it lies in a store, relative to the store's root: {@code segment/3f/3f07….mp4}. */
  String relativePath() {
    return kind.folder() + "/" + hash.substring(0, 2) + "/" + hash + "." + kind.extension;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentKey that && kind == that.kind && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, hash);
  }

  @Override
  public String toString() {
    return kind.folder() + "-" + hash;
  }

  /** Collects what a thing is made from; the order of the calls matters. */
  public static final class Builder {
    private final Kind kind;
    private final Hasher hasher = Hashing.sha256().newHasher();

    private Builder(Kind kind) {
      this.kind = kind;
    }

    public Builder with(String name, String value) {
      put(name);
      put(value);
      return this;
    }

    public Builder with(String name, long value) {
      return with(name, Long.toString(value));
    }

    /** Lengths are hashed too, so that ("a", "bc") is not ("ab", "c"). */
    private void put(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      hasher.putInt(bytes.length).putBytes(bytes);
    }

    public ContentKey build() {
      return new ContentKey(kind, hasher.hash().toString().substring(0, 40));
    }
  }
}
