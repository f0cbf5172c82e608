package io.autocut.exports.interchange;

import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of eight characters for media, each its own, made of their file names. */
final class Reels {
  private static final int LONGEST = 8;

  private final ImmutableMap<String, String> byUri;

  private Reels(ImmutableMap<String, String> byUri) {
    this.byUri = byUri;
  }

  /** In the order of {@code uris}, which are distinct. */
  static Reels of(Collection<String> uris) {
    // The names of black and of what has no reel are taken.
    Set<String> taken = new HashSet<>(Set.of("BL", "AX", "BLACK", "NONE"));
    ImmutableMap.Builder<String, String> reels = ImmutableMap.builder();
    for (String uri : uris) {
      String wanted = shortened(uri, LONGEST);
      for (int count = 2; !taken.add(wanted); count++) {
        wanted = shortened(uri, LONGEST - Integer.toString(count).length()) + count;
      }
      reels.put(uri, wanted);
    }
    return new Reels(reels.buildOrThrow());
  }

  String of(String uri) {
    return byUri.get(uri);
  }

  private static String shortened(String uri, int length) {
    String name = io.autocut.media.Failures.nameOf(uri).replaceFirst("\\.[^.]*$", "");
    String plain = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    String reel = plain.isEmpty() ? "REEL" : plain;
    return reel.substring(0, Math.min(length, reel.length()));
  }
}
