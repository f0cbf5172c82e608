package io.autocut.runners;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocut.media.CodecTrials;
import io.autocut.media.FfmpegLocator;
import io.autocut.media.FfmpegProcess;
import io.autocut.media.Hardware;
import io.autocut.media.MemoryBudget;
import io.autocut.media.Sandbox;
import io.autocut.media.VideoEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what this machine can do, by trying. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tries what this machine can decode and encode, and says which FFmpeg would be used.",
    footer = {"", "Examples:", "  autocut doctor", "  autocut doctor --json"})
final class DoctorCommand implements Callable<Integer> {
  private static final String ROW = "  %-31s %s%n";
  private static final String NO = "no: ";
  private static final JsonMapper MAPPER = new JsonMapper();

  @Option(names = "--json", description = "Prints one JSON object for programs.")
  private boolean json;

  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  /** What was found of one thing; {@code fix} is empty where nothing is lacking. */
  private record Finding(String thing, String verdict, String fix) {}

  @Override
  public Integer call() throws Exception {
    List<Finding> findings = new ArrayList<>(machine());
    FfmpegLocator.Survey survey = run.survey();
    survey
        .unusable()
        .forEach(
            unusable ->
                findings.add(
                    finding("FFmpeg", NO + unusable.executable() + " " + unusable.reason())));
    for (FfmpegLocator.Found found : survey.usable()) {
      examine(findings, found, found == survey.usable().get(0) ? "FFmpeg, used" : "FFmpeg, second");
    }
    boolean able =
        survey.best().flatMap(found -> found.hardware().best(run.hardware())).isPresent();
    String verdict =
        able
            ? "films can be made here."
            : "no films can be made here; an FFmpeg with libx264 or libopenh264 is missing."
                + " Install one and put it on the PATH, or name it with --ffmpeg.";
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      printJson(out, findings, verdict, able ? "able" : "unable");
    } else {
      printTable(out, findings, verdict);
    }
    out.flush();
    return able ? ExitCode.ALL_MADE : ExitCode.NOTHING_MADE;
  }

  private List<Finding> machine() throws UsageException, InterruptedException {
    return List.of(
        finding(
            "Java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor")),
        finding(
            "machine",
            "%s %s, %d cores, heap of %d MB"
                .formatted(
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory() >> 20)),
        finding("memory", memory()),
        finding(
            "limits of FFmpegs",
            verdict(
                Sandbox.reasonAgainstLimits(),
                "works: address space, CPU time and output of each (prlimit)")),
        finding(
            "sandbox of FFmpegs",
            verdict(
                Sandbox.reasonAgainstView(),
                "works: no network, nothing but outputs to write (bubblewrap)")));
  }

  private static String verdict(String reasonAgainst, String works) {
    return reasonAgainst.isEmpty() ? works : NO + reasonAgainst;
  }

  private static void printTable(PrintWriter out, List<Finding> findings, String verdict) {
    out.printf("autocut %s%n", AutoCut.Version.number());
    for (Finding finding : findings) {
      out.printf(ROW, finding.thing(), finding.verdict());
    }
    List<String> fixes =
        findings.stream().map(Finding::fix).filter(fix -> !fix.isEmpty()).distinct().toList();
    if (!fixes.isEmpty()) {
      out.println("For what is lacking, where it is wanted:");
      fixes.forEach(fix -> out.println("  " + fix));
    }
    out.println("Verdict: " + verdict);
  }

  private static void printJson(
      PrintWriter out, List<Finding> findings, String verdict, String state)
      throws JsonProcessingException {
    ObjectNode report = MAPPER.createObjectNode();
    report.put("autocut", AutoCut.Version.number());
    report.put("state", state);
    report.put("verdict", verdict);
    ArrayNode list = report.putArray("findings");
    for (Finding finding : findings) {
      list.addObject()
          .put("thing", finding.thing())
          .put("verdict", finding.verdict())
          .put("lacking", finding.verdict().startsWith(NO))
          .put("fix", finding.fix());
    }
    out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report));
  }

  private void examine(List<Finding> findings, FfmpegLocator.Found found, String label)
      throws IOException, InterruptedException {
    findings.add(finding(label, found.installation().toString()));
    Hardware hardware = found.hardware();
    for (VideoEncoder encoder : VideoEncoder.values()) {
      findings.add(
          finding(
              "encode " + encoder.ffmpegName(),
              hardware.works(encoder)
                  ? verdict(hardware, encoder)
                  : NO + hardware.reasonAgainst(encoder)));
    }
    new CodecTrials(new FfmpegProcess(found.installation()))
        .verdicts()
        .forEach((codec, verdict) -> findings.add(finding("decode " + codec, verdict.toString())));
    new RungTable(hardware, run.hardware())
        .rows()
        .forEach((rung, verdict) -> findings.add(finding(rung, verdict)));
  }

  private static Finding finding(String thing, String verdict) {
    return new Finding(thing, verdict, verdict.startsWith(NO) ? fix(thing) : "");
  }

  /** What a person can do about a lack. */
  private static String fix(String thing) {
    if (thing.contains("libx264") || thing.contains("libx265")) {
      return "libx264, libx265: start with AUTOCUT_MAVEN_ARGS=-Pgpl (the build is then under the GPL),"
          + " or name another FFmpeg with --ffmpeg.";
    }
    if (thing.matches(".*(nvenc|cuda|vaapi|qsv|videotoolbox|amf|v4l2).*")) {
      return "Graphics hardware: install its driver, and give a container its device (docker run"
          + " --gpus all, or --device /dev/dri).";
    }
    if (thing.startsWith("decode") || thing.startsWith("encode")) {
      return "Codecs: install a newer FFmpeg and name it with --ffmpeg.";
    }
    if (thing.startsWith("limits")) {
      return "Limits: install util-linux.";
    }
    if (thing.startsWith("sandbox")) {
      return "Sandbox, for footage of strangers: install bubblewrap (apt-get install bubblewrap); it"
          + " needs a kernel that lets users have namespaces.";
    }
    return thing.equals("FFmpeg")
        ? "FFmpeg: remove the one that does not start from the PATH."
        : "";
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
