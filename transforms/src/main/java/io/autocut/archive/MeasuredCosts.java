package io.autocut.archive;

import io.autocut.assembly.FilmPlace;
import io.autocut.json.PlainJson;
import io.autocut.json.PlainJsonException;
import io.autocut.schemas.CatalogReport;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.StageWork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the stages of earlier runs have cost, as their reports tell: CPU time for each element that
 * was computed. Not safe for several threads.
 */
public final class MeasuredCosts {
  private static final class Sum {
    private long elements;
    private long millis;
  }

  private final Map<String, Sum> stages = new HashMap<>();
  private int reports;

  /** Takes in the report beside a plan, if there is one that this version can read. */
  public void addReportOf(String plan) throws IOException {
    for (String ending : new String[] {".report.json", ".plan-report.json"}) {
      Optional<MontageReport> report =
          read(new FilmPlace(plan).beside(ending), MontageReport.class);
      if (report.isPresent()) {
        report.get().getStages().forEach(this::add);
        reports++;
      }
    }
  }

  /** Takes in the report of a catalogue's last index, likewise. */
  public void addReportOf(CatalogFolder catalogue) throws IOException {
    Optional<CatalogReport> report = read(catalogue.report(), CatalogReport.class);
    if (report.isPresent()) {
      add(report.get().getAnalysis());
      reports++;
    }
  }

  private static <T extends SpecificRecord> Optional<T> read(FilmPlace place, Class<T> type)
      throws IOException {
    Optional<InputStream> found = place.read();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream bytes = found.get()) {
      return Optional.of(
          PlainJson.parse(new String(bytes.readAllBytes(), StandardCharsets.UTF_8), type));
    } catch (PlainJsonException e) {
      return Optional.empty();
    }
  }

  private void add(StageWork work) {
    Sum sum = stages.computeIfAbsent(work.getStage(), unused -> new Sum());
    sum.elements += work.getElements() - work.getReused();
    sum.millis += work.getCpuMillis();
  }

  /** How many reports there were. */
  public int reports() {
    return reports;
  }

  /** CPU milliseconds for one computed element of a stage; empty when nobody measured one. */
  public OptionalDouble millisEach(String stage) {
    Sum sum = stages.get(stage);
    return sum == null || sum.elements == 0 || sum.millis == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) sum.millis / sum.elements);
  }
}
