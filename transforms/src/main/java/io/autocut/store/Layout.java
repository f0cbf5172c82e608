package io.autocut.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the paths of a store: {@code segment/3f/3f07….mp4}, and {@code .sum} beside it. */
final class Layout {
  static final String SUM = ".sum";

  private static final Pattern PATH = Pattern.compile("([a-z_]+)/[0-9a-f]{2}/[0-9a-f]{40}\\..+");
  private static final Map<String, ContentKey.Kind> KINDS =
      Arrays.stream(ContentKey.Kind.values())
          .collect(Collectors.toMap(ContentKey.Kind::folder, Function.identity()));

  private Layout() {}

  /** Of which kind the thing at {@code path} is; empty when it is none of a store's things. */
  static Optional<ContentKey.Kind> kindOf(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches() ? Optional.ofNullable(KINDS.get(matcher.group(1))) : Optional.empty();
  }

  /** The path of the thing that a file of a store is, or is the checksum of. */
  static String thingOf(String path) {
    return path.endsWith(SUM) ? path.substring(0, path.length() - SUM.length()) : path;
  }
}
