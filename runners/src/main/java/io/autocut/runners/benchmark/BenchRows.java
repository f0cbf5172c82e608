package io.autocut.runners.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import io.autocut.schemas.StageWork;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The figures for programs: one line a film and way, or part of a way, of making it. */
final class BenchRows {
  private static final List<String> COLUMNS =
      List.of(
          "clips",
          "film_seconds",
          "cuts",
          "what",
          "wall_seconds",
          "cpu_seconds",
          "peak_bytes",
          "cores_busy",
          "note");

  private final ImmutableList.Builder<Map<String, Object>> rows = ImmutableList.builder();

  private BenchRows() {}

  private static List<Map<String, Object>> of(List<FilmFigures> films) {
    BenchRows rows = new BenchRows();
    films.forEach(rows::add);
    return rows.rows.build();
  }

  /** As CSV; what is not known is left empty. */
  static void writeCsv(Path file, List<FilmFigures> films) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        CSVPrinter csv =
            CSVFormat.DEFAULT
                .builder()
                .setHeader(COLUMNS.toArray(new String[0]))
                .setRecordSeparator('\n')
                .build()
                .print(writer)) {
      for (Map<String, Object> row : of(films)) {
        csv.printRecord(COLUMNS.stream().map(column -> row.getOrDefault(column, "")));
      }
    }
  }

  /** As a JSON array of objects; what is not known is left out. */
  static void writeJson(Path file, List<FilmFigures> films) throws IOException {
    new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), of(films));
  }

  private void add(FilmFigures film) {
    cost(film, "render-cold", film.cold(), "");
    cost(film, "render-warm", film.warm(), "");
    film.cold().tree().cutting().ifPresent(span -> span(film, "cutting", span));
    film.making().ifPresent(span -> span(film, "cutting-and-joining", span));
    for (StageWork stage : film.report().getStages()) {
      Map<String, Object> row = row(film, "stage-" + stage.getStage());
      row.put("cpu_seconds", stage.getCpuMillis() / 1000.0);
      row.put("note", stage.getElements() + " elements");
      rows.add(row);
    }
    for (Attempt attempt : film.attempts()) {
      attempt
          .cost()
          .ifPresentOrElse(
              cost -> cost(film, attempt.name(), cost, attempt.note()),
              () -> {
                Map<String, Object> row = row(film, attempt.name());
                row.put("note", attempt.note());
                rows.add(row);
              });
    }
    film.floor()
        .ifPresent(
            floor -> {
              seconds(film, "floor-decoding", floor.decodingSeconds());
              seconds(film, "floor-encoding", floor.encodingSeconds());
            });
  }

  private static Map<String, Object> row(FilmFigures film, String what) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("clips", film.clips());
    row.put("film_seconds", film.film().length().toMicros() / 1e6);
    row.put("cuts", film.film().cuts().size());
    row.put("what", what);
    return row;
  }

  private void cost(FilmFigures film, String what, RunCost cost, String note) {
    Map<String, Object> row = row(film, what);
    row.put("wall_seconds", cost.wallSeconds());
    row.put("cpu_seconds", cost.cpuSeconds());
    row.put("peak_bytes", cost.tree().peakBytes());
    row.put("note", note);
    rows.add(row);
  }

  private void span(FilmFigures film, String what, TreeFigures.Span span) {
    Map<String, Object> row = row(film, what);
    row.put("wall_seconds", span.wallSeconds());
    row.put("cpu_seconds", span.cpuSeconds());
    row.put("cores_busy", span.busy(film.cores()));
    rows.add(row);
  }

  private void seconds(FilmFigures film, String what, double cpuSeconds) {
    Map<String, Object> row = row(film, what);
    row.put("cpu_seconds", cpuSeconds);
    rows.add(row);
  }
}
