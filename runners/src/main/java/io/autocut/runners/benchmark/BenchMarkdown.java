package io.autocut.runners.benchmark;

import io.autocut.schemas.StageWork;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The figures as a page in Markdown, whose first table stands by itself. */
final class BenchMarkdown {
  private static final String NONE = "–";

  /** What costs are compared with, when there is as much. */
  private static final int REFERENCE_CLIPS = 20;

  private final String command;
  private final String machine;
  private final StringBuilder page = new StringBuilder();

  private BenchMarkdown(String command, String machine) {
    this.command = command;
    this.machine = machine;
  }

  /**
   * The whole page.
   *
   * @param command that made the figures
   * @param machine on what, in words
   * @param films by the number of clips, rising
   */
  static String of(String command, String machine, List<FilmFigures> films) {
    BenchMarkdown markdown = new BenchMarkdown(command, machine);
    markdown.summary(films);
    markdown.linearity(films);
    films.forEach(markdown::film);
    return markdown.page.toString();
  }

  private void summary(List<FilmFigures> films) {
    String encoders =
        films.stream()
            .map(film -> film.film().profile().getVideoEncoder())
            .distinct()
            .collect(Collectors.joining(", "));
    line("`%s` on %s, %s:".formatted(command, machine, encoders));
    line("");
    row(
        "clips",
        "film",
        "cuts",
        "CPU of cutting + joining : script (a)",
        ": script at the scores' in-points (a2)",
        ": floor (d)",
        "wall of the whole render : wall of (a)",
        "cores busy while cutting",
        "peak memory, MB",
        "peak of (a), MB");
    row("--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
    for (FilmFigures film : films) {
      row(
          "" + film.clips(),
          seconds(film.film().length().toMicros() / 1e6) + " s",
          "" + film.film().cuts().size(),
          ratio(film.makingAgainst("script")),
          ratio(film.makingAgainst("peaks")),
          ratio(film.makingAgainstFloor()),
          ratio(film.wallAgainstScript()),
          busy(film),
          "%.0f".formatted(film.cold().peakMegabytes()),
          film.cost("script").map(cost -> "%.0f".formatted(cost.peakMegabytes())).orElse(NONE));
    }
    line("");
  }

  private static String busy(FilmFigures film) {
    return film.cold()
        .tree()
        .cutting()
        .map(span -> "%.0f %%".formatted(100 * span.busy(film.cores())))
        .orElse(NONE);
  }

  private void linearity(List<FilmFigures> films) {
    Optional<FilmFigures> reference =
        films.stream().filter(film -> film.clips() == REFERENCE_CLIPS).findFirst();
    if (reference.isEmpty() || films.get(films.size() - 1).clips() <= REFERENCE_CLIPS) {
      return;
    }
    FilmFigures few = reference.get();
    FilmFigures many = films.get(films.size() - 1);
    line(
        "%d clips against %d: CPU of analysis and segments %.2f : %.2f s a clip = %.2f; of the whole render %.2f : %.2f s a clip = %.2f; peak memory %.0f : %.0f MB = %.2f."
            .formatted(
                many.clips(),
                few.clips(),
                many.cpuSecondsPerClip(),
                few.cpuSecondsPerClip(),
                many.cpuSecondsPerClip() / few.cpuSecondsPerClip(),
                many.cold().cpuSeconds() / many.clips(),
                few.cold().cpuSeconds() / few.clips(),
                many.cold().cpuSeconds() / many.clips() / (few.cold().cpuSeconds() / few.clips()),
                many.cold().peakMegabytes(),
                few.cold().peakMegabytes(),
                many.cold().peakMegabytes() / few.cold().peakMegabytes()));
    line("");
  }

  private void film(FilmFigures film) {
    line(
        "### %d clips: %s s of %d×%d at %s, %d cuts"
            .formatted(
                film.clips(),
                seconds(film.film().length().toMicros() / 1e6),
                film.film().canvas().getWidth(),
                film.film().canvas().getHeight(),
                film.film().rate(),
                film.film().cuts().size()));
    line("");
    row("", "wall, s", "CPU, s", "CPU : (a)", "peak memory, MB", "");
    row("---", "--:", "--:", "--:", "--:", "---");
    cost(film, "**autocut, whole render**, nothing in the store", film.cold(), "");
    film.making()
        .ifPresent(
            span ->
                row(
                    "… of that cutting + joining, whole process tree",
                    seconds(span.wallSeconds()),
                    seconds(span.cpuSeconds()),
                    againstScript(film, span.cpuSeconds()),
                    NONE,
                    ""));
    film.report().getStages().forEach(stage -> stage(film, stage));
    cost(film, "autocut once more, all in the store", film.warm(), "");
    film.attempts().forEach(attempt -> attempt(film, attempt));
    film.floor()
        .ifPresent(
            floor ->
                row(
                    "(d) the floor: decoding the used frames + encoding as many",
                    NONE,
                    seconds(floor.total()),
                    againstScript(film, floor.total()),
                    NONE,
                    "%s + %s"
                        .formatted(
                            seconds(floor.decodingSeconds()), seconds(floor.encodingSeconds()))));
    line("");
  }

  private void stage(FilmFigures film, StageWork stage) {
    row(
        "… stage " + stage.getStage(),
        NONE,
        seconds(stage.getCpuMillis() / 1000.0),
        againstScript(film, stage.getCpuMillis() / 1000.0),
        NONE,
        "%d elements, %s s each from asking to answer"
            .formatted(
                stage.getElements(),
                seconds(stage.getWallMillis() / 1000.0 / Math.max(1, stage.getElements()))));
  }

  private void attempt(FilmFigures film, Attempt attempt) {
    attempt
        .cost()
        .ifPresentOrElse(
            cost -> cost(film, attempt.title(), cost, attempt.note()),
            () -> row(attempt.title(), NONE, NONE, NONE, NONE, attempt.note()));
  }

  private void cost(FilmFigures film, String title, RunCost cost, String note) {
    row(
        title,
        seconds(cost.wallSeconds()),
        seconds(cost.cpuSeconds()),
        againstScript(film, cost.cpuSeconds()),
        "%.0f".formatted(cost.peakMegabytes()),
        note);
  }

  private static String againstScript(FilmFigures film, double cpuSeconds) {
    return film.cost("script")
        .map(script -> "%.2f".formatted(cpuSeconds / script.cpuSeconds()))
        .orElse(NONE);
  }

  private static String ratio(OptionalDouble ratio) {
    return ratio.isPresent() ? "%.2f".formatted(ratio.getAsDouble()) : NONE;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private void row(String... cells) {
    line(
        List.of(cells).stream()
            .map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
