package io.autocut.runners;

import io.autocut.pipelines.FilmOptions;
import io.autocut.pipelines.MontagePipelineOptions;
import java.util.List;
import java.util.stream.Stream;
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
  boolean nameClips() {
    return Stream.of(included, excluded, ranges, weights, atLeast, atMost, start, end)
        .anyMatch(said -> !said.isEmpty());
  }

  /** Puts what is said of single clips on the options of a pipeline. */
  void fillClips(MontagePipelineOptions options) {
    options.setInclude(included);
    options.setExclude(excluded);
    options.setRange(ranges);
    options.setWeight(weights);
    options.setAtLeast(atLeast);
    options.setAtMost(atMost);
    options.setStart(start);
    options.setEnd(end);
  }

  /** Puts what is said of the film as a whole on the options of a pipeline. */
  void fill(FilmOptions options) {
    options.setOrder(order);
    options.setDuration(duration);
    options.setMinShot(minShot);
    options.setMaxShot(maxShot);
    options.setRepeat(repeat);
  }
}
