package io.autocut.accounting;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.Cost;
import io.autocut.schemas.StageCost;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Traffic;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What an hour of one core costs, in whatever currency its payer thinks in.
 *
 * @param microsPerCoreHour in millionths; 0 when nobody said
 */
public record Price(long microsPerCoreHour) implements Serializable {
  public static final Price UNKNOWN = new Price(0);

  private static final long MILLIS_PER_HOUR = 3_600_000;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  public Price {
    checkArgument(microsPerCoreHour >= 0, "price of an hour in millionths: %s", microsPerCoreHour);
  }

  /**
   * Reads a decimal number as 0.042.
   *
   * @throws IllegalArgumentException when it is none, is negative or over a million
   */
  public static Price parse(String perCoreHour) {
    BigDecimal price;
    try {
      price = new BigDecimal(perCoreHour);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a price: \"" + perCoreHour + "\"", e);
    }
    checkArgument(
        price.signum() >= 0 && price.compareTo(MOST) <= 0,
        "a price must lie between 0 and %s: %s",
        MOST,
        perCoreHour);
    return new Price(price.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  /** What the stages cost together. */
  public Cost of(List<StageWork> stages) {
    StageWork all = stages.stream().reduce(Sums.none("all"), Sums::of);
    return new Cost(
        all.getCpuMillis(),
        all.getAttempts(),
        all.getTraffic(),
        microsPerCoreHour,
        micros(all.getCpuMillis()));
  }

  /** The line of a table that tells what one stage cost one montage. */
  public StageCost line(String runId, String montageId, String output, StageWork stage) {
    Traffic traffic = stage.getTraffic();
    return StageCost.newBuilder()
        .setRunId(runId)
        .setMontageId(montageId)
        .setOutput(output)
        .setStage(stage.getStage())
        .setElements(stage.getElements())
        .setReused(stage.getReused())
        .setFailed(stage.getFailed())
        .setAttempts(stage.getAttempts())
        .setWallMillis(stage.getWallMillis())
        .setCpuMillis(stage.getCpuMillis())
        .setMemoryHits(traffic.getMemoryHits())
        .setDiskHits(traffic.getDiskHits())
        .setSharedHits(traffic.getSharedHits())
        .setMisses(traffic.getMisses())
        .setBytesRead(traffic.getBytesRead())
        .setBytesWritten(traffic.getBytesWritten())
        .setMicros(micros(stage.getCpuMillis()))
        .build();
  }

  private long micros(long cpuMillis) {
    return BigDecimal.valueOf(cpuMillis)
        .multiply(BigDecimal.valueOf(microsPerCoreHour))
        .divide(BigDecimal.valueOf(MILLIS_PER_HOUR), RoundingMode.CEILING)
        .longValueExact();
  }
}
