package io.autocut.runners;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.autocut.media.CodecTrials;
import io.autocut.media.FfmpegLocator;
import io.autocut.media.FfmpegProcess;
import io.autocut.media.Hardware;
import io.autocut.media.VideoEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final String ROW = "  %-26s %s%n";

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
    boolean able = survey.best().flatMap(found -> found.hardware().bestSoftware()).isPresent();
    out.println(
        able
            ? "Verdict: films can be made here."
            : "Verdict: no films can be made here; an FFmpeg with libx264 or libopenh264 is missing."
                + " Install one and put it on the PATH, or name it with --ffmpeg.");
    out.flush();
    return able ? ExitCode.ALL_MADE : ExitCode.NOTHING_MADE;
  }

  private static void examine(PrintWriter out, FfmpegLocator.Found found, String label)
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
    Path folder = Files.createTempDirectory("autocut-doctor");
    try {
      CodecTrials trials = new CodecTrials(new FfmpegProcess(found.installation()), folder);
      trials
          .deviceVerdicts()
          .forEach((device, verdict) -> out.printf(ROW, "decode on " + device, verdict));
      trials.verdicts().forEach((codec, verdict) -> out.printf(ROW, "decode " + codec, verdict));
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static String verdict(Hardware hardware, VideoEncoder encoder) {
    if (hardware.bestSoftware().filter(encoder::equals).isPresent()) {
      return "works; films are made with it";
    }
    return encoder.kind() == VideoEncoder.Kind.HARDWARE
        ? "works; films are made in software for now"
        : "works";
  }
}
