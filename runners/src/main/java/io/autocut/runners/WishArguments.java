package io.autocut.runners;

import io.autocut.ingest.TimeSpec;
import io.autocut.ingest.WishSpec;
import io.autocut.ingest.WishSpec.Kind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * What somebody wants of the film beyond its template: which clips, which parts of them, how often,
 * in which order, how long.
 */
final class WishArguments {
  @Option(
      names = "--include",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Clips, or folders of clips, that the film has to show. Paths as for --clips, here and"
              + " below.")
  private List<String> included = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "PATH",
      arity = "1..*",
      description = "Clips that it must not show.")
  private List<String> excluded = List.of();

  @Option(
      names = "--range",
      paramLabel = "PATH=IN-OUT",
      description =
          "The part of a clip that may be shown, in seconds or m:ss (a.mov=1.5-4, a.mov=1:10.25-);"
              + " several for several parts.")
  private List<String> ranges = List.of();

  @Option(
      names = "--weight",
      paramLabel = "PATH=N",
      description =
          "How much rather a clip is shown than others, 0 to 10; others have 1, and 0 is shown when"
              + " nothing else is left.")
  private List<String> weights = List.of();

  @Option(
      names = "--at-least",
      paramLabel = "PATH=N",
      description = "How often a clip is shown at least.")
  private List<String> atLeast = List.of();

  @Option(
      names = "--at-most",
      paramLabel = "[PATH=]N",
      description = "How often a clip is shown at most; without a path, each clip.")
  private List<String> atMost = List.of();

  @Option(names = "--start", paramLabel = "PATH", description = "The clip that begins the film.")
  private List<String> start = List.of();

  @Option(names = "--end", paramLabel = "PATH", description = "The clip that ends the film.")
  private List<String> end = List.of();

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description =
          "free (what fits best), chronological (by the time of recording) or as-given (as --clips"
              + " names them). Default: free.")
  private String order = "";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long the film should be, about: 90, 90s or 1:30. Default: the music.")
  private String duration = "";

  @Option(
      names = "--min-shot",
      paramLabel = "SECONDS",
      description = "No shot is shorter, whatever the template says.")
  private String minShot = "";

  @Option(
      names = "--max-shot",
      paramLabel = "SECONDS",
      description = "No shot is longer, whatever the template says, as far as the beats allow it.")
  private String maxShot = "";

  @Option(
      names = "--repeat",
      paramLabel = "POLICY",
      description =
          "When the footage is shorter than the music: least-recent shows it again, never ends the"
              + " film. Default: least-recent.")
  private String repeat = "";

  /** Whether something is said of single clips. */
  boolean nameClips() throws UsageException {
    return spec().clips().stream().anyMatch(one -> one.kind() != Kind.AT_MOST_EACH);
  }

  /** What the options say; of the wrong form is refused here, what contradicts itself later. */
  WishSpec spec() throws UsageException {
    List<WishSpec.OfClip> clips = new ArrayList<>();
    included.forEach(path -> clips.add(new WishSpec.OfClip(Kind.INCLUDE, path, "")));
    excluded.forEach(path -> clips.add(new WishSpec.OfClip(Kind.EXCLUDE, path, "")));
    start.forEach(path -> clips.add(new WishSpec.OfClip(Kind.START, path, "")));
    end.forEach(path -> clips.add(new WishSpec.OfClip(Kind.END, path, "")));
    add(clips, "--range", "PATH=IN-OUT", Kind.RANGE, ranges);
    add(clips, "--weight", "PATH=N", Kind.WEIGHT, weights);
    add(clips, "--at-least", "PATH=N", Kind.AT_LEAST, atLeast);
    for (String one : atMost) {
      if (one.contains("=")) {
        add(clips, "--at-most", "PATH=N", Kind.AT_MOST, List.of(one));
      } else {
        clips.add(new WishSpec.OfClip(Kind.AT_MOST_EACH, "", one));
      }
    }
    return new WishSpec(
        clips,
        order,
        repeat,
        millis("--duration", duration),
        millis("--min-shot", minShot),
        millis("--max-shot", maxShot));
  }

  /** A path may hold an equals sign; what follows the last one cannot. */
  private static void add(
      List<WishSpec.OfClip> clips, String option, String form, Kind kind, List<String> said)
      throws UsageException {
    for (String one : said) {
      int sign = one.lastIndexOf('=');
      if (sign < 1 || sign == one.length() - 1) {
        throw new UsageException("%s must be %s: %s".formatted(option, form, one));
      }
      clips.add(new WishSpec.OfClip(kind, one.substring(0, sign), one.substring(sign + 1)));
    }
  }

  private static long millis(String option, String text) throws UsageException {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      long millis = TimeSpec.parseMillis(text);
      if (millis > 0) {
        return millis;
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
    throw new UsageException(option + " must be longer than nothing: " + text);
  }

  /** Manifests and options call the same things by other names. */
  static String inOptions(String message) {
    return message
        .replace("\"order\"", "--order")
        .replace("\"repeat\"", "--repeat")
        .replace("\"durationMillis\"", "--duration")
        .replace("\"minShotMillis\"", "--min-shot")
        .replace("\"maxShotMillis\"", "--max-shot");
  }
}
