package io.autocut.exports.page;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Cost;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.RunReport;
import io.autocut.schemas.RungUse;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Versions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a film came about: what each stage took, what was reused, what made its segments, and by
 * which versions.
 *
 * @param facts one sentence each
 */
record MakingView(
    ImmutableList<Stage> stages, ImmutableList<Rung> rungs, ImmutableList<String> facts) {

  /**
   * One row of the table of stages.
   *
   * @param share of the CPU time of all of them; unit: percent
   */
  record Stage(
      String name,
      long elements,
      long reused,
      long failed,
      String wall,
      String cpu,
      int share,
      String read,
      String written) {}

  /** Segments that one rung of the ladder has made. */
  record Rung(String name, int segments, long frames) {}

  static MakingView of(MontageReport report) {
    return new MakingView(
        stages(report.getStages()),
        report.getRungs().stream().map(MakingView::rung).collect(ImmutableList.toImmutableList()),
        facts(
            Optional.ofNullable(report.getCost()),
            report.getVersions(),
            report.getFramesCopied() == 0
                ? Optional.empty()
                : Optional.of(
                    "%d of %d frames are the camera's own packets"
                        .formatted(report.getFramesCopied(), report.getFrames()))));
  }

  /** Of all the films of a run together. */
  static MakingView of(RunReport run) {
    return new MakingView(
        stages(run.getStages()),
        ImmutableList.of(),
        facts(Optional.of(run.getCost()), run.getVersions(), Optional.empty()));
  }

  private static ImmutableList<Stage> stages(List<StageWork> stages) {
    long cpu = stages.stream().mapToLong(StageWork::getCpuMillis).sum();
    return stages.stream().map(stage -> stage(stage, cpu)).collect(ImmutableList.toImmutableList());
  }

  private static Stage stage(StageWork work, long allCpu) {
    return new Stage(
        work.getStage(),
        work.getElements(),
        work.getReused(),
        work.getFailed(),
        PageWords.seconds(work.getWallMillis()),
        PageWords.seconds(work.getCpuMillis()),
        allCpu == 0 ? 0 : (int) Math.round(100.0 * work.getCpuMillis() / allCpu),
        PageWords.bytes(work.getTraffic().getBytesRead()),
        PageWords.bytes(work.getTraffic().getBytesWritten()));
  }

  private static Rung rung(RungUse use) {
    return new Rung(use.getRung(), use.getSegments(), use.getFrames());
  }

  private static ImmutableList<String> facts(
      Optional<Cost> cost, Versions by, Optional<String> copied) {
    List<String> facts = new ArrayList<>();
    cost.ifPresent(
        known -> facts.add(PageWords.seconds(known.getCpuMillis()) + " of CPU time in all"));
    cost.filter(known -> known.getMicrosPerCoreHour() > 0)
        .ifPresent(known -> facts.add("It cost " + money(known.getMicros())));
    copied.ifPresent(facts::add);
    facts.add(
        "AutoCut %s, FFmpeg %s, encoder %s, Java %s, on %s"
            .formatted(
                by.getAutocut(),
                by.getFfmpeg(),
                by.getVideoEncoder(),
                by.getJava(),
                by.getRunner()));
    return ImmutableList.copyOf(facts);
  }

  private static String money(long micros) {
    return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
  }
}
