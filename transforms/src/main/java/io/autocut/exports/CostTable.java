package io.autocut.exports;

import io.autocut.accounting.Price;
import io.autocut.assembly.FilmPlace;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.RunReport;
import io.autocut.schemas.StageCost;
import io.autocut.schemas.StageWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * What stages cost, one line a stage, for programs: an Avro file beside a report. The files of many
 * reports read as one table.
 */
public final class CostTable {
  private final List<StageCost> lines;

  private CostTable(List<StageCost> lines) {
    this.lines = lines;
  }

  /** Of one montage. */
  static CostTable of(MontageReport report) {
    Price price = new Price(report.getCost().getMicrosPerCoreHour());
    return of(
        price, report.getRunId(), report.getMontageId(), report.getOutput(), report.getStages());
  }

  /** Of all montages of a run together; without a montage's name. */
  public static CostTable of(RunReport report) {
    Price price = new Price(report.getCost().getMicrosPerCoreHour());
    return of(price, report.getRunId(), "", "", report.getStages());
  }

  private static CostTable of(
      Price price, String runId, String montageId, String output, List<StageWork> stages) {
    return new CostTable(
        stages.stream().map(stage -> price.line(runId, montageId, output, stage)).toList());
  }

  /** Puts the table in place, whole. */
  public void put(FilmPlace place, Path scratch) throws IOException, InterruptedException {
    place.put(
        scratch,
        file -> {
          try (var writer = new DataFileWriter<>(new SpecificDatumWriter<>(StageCost.class))) {
            writer.create(StageCost.getClassSchema(), file.toFile());
            for (StageCost line : lines) {
              writer.append(line);
            }
          }
        });
  }
}
