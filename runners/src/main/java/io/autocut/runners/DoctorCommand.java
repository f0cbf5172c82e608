package io.autocut.runners;

import io.autocut.media.CodecTrials;
import io.autocut.media.FfmpegLocator;
import io.autocut.media.FfmpegProcess;
import io.autocut.media.Hardware;
import io.autocut.media.MemoryBudget;
import io.autocut.media.VideoEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what this machine can do, by trying. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tries what this machine can decode and encode, and says which FFmpeg would be used.",
    footer = {"", "Example:", "  autocut doctor"})
final class DoctorCommand implements Callable<Integer> {
  private static final String ROW = "  %-31s %s%n";

  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("autocut %s%n", AutoCut.Version.number());
    out.printf(
        ROW, "Java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor"));
    out.printf(
        ROW,
        "machine",
        "%s %s, %d cores, heap of %d MB"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20));
    out.printf(ROW, "memory", memory());
    FfmpegLocator.Survey survey = run.survey();
    survey
        .unusable()
        .forEach(
            unusable ->
                out.printf(
                    ROW, "FFmpeg", "no: " + unusable.executable() + " " + unusable.reason()));
    for (FfmpegLocator.Found found : survey.usable()) {
      examine(out, found, found == survey.usable().get(0) ? "FFmpeg, used" : "FFmpeg, second");
    }
    boolean able =
        survey.best().flatMap(found -> found.hardware().best(run.hardware())).isPresent();
    out.println(
        able
            ? "Verdict: films can be made here."
            : "Verdict: no films can be made here; an FFmpeg with libx264 or libopenh264 is missing."
                + " Install one and put it on the PATH, or name it with --ffmpeg.");
    out.flush();
    return able ? ExitCode.ALL_MADE : ExitCode.NOTHING_MADE;
  }

  private void examine(PrintWriter out, FfmpegLocator.Found found, String label)
      throws IOException, InterruptedException {
    out.printf(ROW, label, found.installation());
    Hardware hardware = found.hardware();
    for (VideoEncoder encoder : VideoEncoder.values()) {
      out.printf(
          ROW,
          "encode " + encoder.ffmpegName(),
          hardware.works(encoder)
              ? verdict(hardware, encoder)
              : "no: " + hardware.reasonAgainst(encoder));
    }
    new CodecTrials(new FfmpegProcess(found.installation()))
        .verdicts()
        .forEach((codec, verdict) -> out.printf(ROW, "decode " + codec, verdict));
    new RungTable(hardware, run.hardware())
        .rows()
        .forEach((rung, verdict) -> out.printf(ROW, rung, verdict));
  }

  private String verdict(Hardware hardware, VideoEncoder encoder) {
    return hardware.best(run.hardware()).filter(encoder::equals).isPresent()
        ? "works; films are made with it"
        : "works";
  }

  private String memory() throws UsageException {
    OptionalLong limit = run.memoryLimit();
    long bytes =
        limit.isEmpty() ? MemoryBudget.ofThisMachine() : MemoryBudget.within(limit.getAsLong());
    return "%d MB for FFmpegs, at most %d at once".formatted(bytes >> 20, run.parallelism());
  }
}
