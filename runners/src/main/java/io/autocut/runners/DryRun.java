package io.autocut.runners;

import com.google.common.base.Strings;
import io.autocut.archive.CatalogFolder;
import io.autocut.archive.FilmEstimate;
import io.autocut.archive.KnownLengths;
import io.autocut.archive.MeasuredCosts;
import io.autocut.archive.WorkEstimator;
import io.autocut.archive.WorkEstimator.Reuse;
import io.autocut.ingest.EarlierPlan;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.PlanFile;
import io.autocut.pipelines.ReprocessArchiveOptions;
import io.autocut.pipelines.ReprocessArchivePipeline;
import io.autocut.schemas.MontageRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Says what making films again would take and cost; makes nothing and writes nothing. */
final class DryRun {
  private final ReprocessArchiveOptions options;
  private final PrintWriter out;
  private final MeasuredCosts costs = new MeasuredCosts();
  private int clips;
  private int songs;
  private int segments;
  private int segmentsPerhaps;

  DryRun(ReprocessArchiveOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /**
   * @param scratch a folder that is thrown away
   */
  void print(Path scratch) throws IngestException, IOException, InterruptedException {
    List<EarlierPlan> plans = ReprocessArchivePipeline.plans(options);
    List<MontageRequest> requests = ReprocessArchivePipeline.requests(options);
    WorkEstimator estimator =
        new WorkEstimator(
            options.getWorkerContext().trying(scratch),
            options.getForce() ? Reuse.NOTHING : Reuse.ALL);
    out.println("Nothing is made: this is what it would take.");
    for (int i = 0; i < plans.size(); i++) {
      String plan = plans.get(i).plan();
      int before = PlanFile.read(Path.of(plan)).getEvents().size();
      FilmEstimate film = estimator.of(requests.get(i), before);
      costs.addReportOf(plan);
      add(film);
      out.println("  " + inWords(film));
    }
    Optional<CatalogFolder> catalogue = catalogue();
    if (catalogue.isPresent()) {
      costs.addReportOf(catalogue.get());
    }
    KnownLengths lengths =
        catalogue.isPresent()
            ? KnownLengths.of(catalogue.get(), estimator.clipsToAnalyze())
            : KnownLengths.NONE;
    out.println(total(plans.size(), lengths));
    out.println(cost());
    out.flush();
  }

  private Optional<CatalogFolder> catalogue() throws IOException {
    return Strings.isNullOrEmpty(options.getCatalogue())
        ? Optional.empty()
        : CatalogFolder.find(options.getCatalogue());
  }

  private void add(FilmEstimate film) {
    clips += film.clipsToAnalyze();
    songs += film.songsToAnalyze();
    segments += film.segmentsToCut().orElse(0);
    segmentsPerhaps +=
        film.segments().isEmpty() && film.problem().isEmpty() ? film.eventsBefore() : 0;
  }

  private static String inWords(FilmEstimate film) {
    String cut;
    if (!film.problem().isEmpty()) {
      cut = "it cannot be made: " + film.problem();
    } else if (film.segments().isEmpty()) {
      cut =
          "it is planned when they are known, with some %d segments as before"
              .formatted(film.eventsBefore());
    } else {
      cut =
          "%d of %d segments to cut"
              .formatted(film.segmentsToCut().getAsInt(), film.segments().getAsInt());
    }
    return "%s: %d of %d clips to analyze, beats %s; %s."
        .formatted(
            film.montageId(),
            film.clipsToAnalyze(),
            film.clips(),
            film.songsToAnalyze() == 0 ? "known" : "to be found",
            cut.replaceFirst("\\.$", ""));
  }

  private String total(int films, KnownLengths lengths) {
    return "In all: %d films, %d clips to analyze%s, %d songs, %d segments%s."
        .formatted(
            films,
            clips,
            footage(lengths),
            songs,
            segments,
            segmentsPerhaps == 0 ? "" : " and perhaps " + segmentsPerhaps + " more");
  }

  private String footage(KnownLengths lengths) {
    if (clips == 0) {
      return "";
    }
    if (lengths.clips() == 0) {
      return " (no catalogue tells how long they are)";
    }
    String minutes =
        String.format(Locale.ROOT, "%.1f minutes of footage", lengths.total().toMicros() / 60e6);
    return lengths.clips() == clips
        ? " (" + minutes + ")"
        : " (" + minutes + " in the " + lengths.clips() + " whose length is known)";
  }

  /** Only of what has been measured; what has not is named. */
  private String cost() {
    double millis = 0;
    List<String> rates = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Part part :
        List.of(
            new Part("analysis", "clip", clips),
            new Part("music", "song", songs),
            new Part("segments", "segment", segments + segmentsPerhaps))) {
      OptionalDouble each = costs.millisEach(part.stage());
      if (part.count() > 0 && each.isPresent()) {
        millis += part.count() * each.getAsDouble();
        rates.add(String.format(Locale.ROOT, "%.2f s a %s", each.getAsDouble() / 1e3, part.noun()));
      } else if (part.count() > 0) {
        unknown.add(part.noun() + "s");
      }
    }
    String measured =
        rates.isEmpty()
            ? "  CPU time: nothing of it is to be computed or has been measured."
            : String.format(
                Locale.ROOT,
                "  CPU time: about %.1f s; %s, as %d reports of earlier work tell.",
                millis / 1e3,
                String.join(", ", rates),
                costs.reports());
    return unknown.isEmpty()
        ? measured
        : measured + " What " + String.join(" and ", unknown) + " cost, none of them tells.";
  }

  private record Part(String stage, String noun, int count) {}
}
