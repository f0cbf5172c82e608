package io.autocut.runners;

import io.autocut.exports.DrawPages;
import io.autocut.exports.WriteReports;
import io.autocut.media.Failures;
import io.autocut.schemas.Cost;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.PixelProof;
import io.autocut.schemas.RunReport;
import io.autocut.schemas.RungUse;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Verification;
import io.autocut.time.FrameRate;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says at the end what came of each montage: the result, its proof, what was skipped and reused.
 */
final class Summary {
  private static final int MOST_LISTED = 20;

  private final PrintWriter out;

  Summary(PrintWriter out) {
    this.out = out;
  }

  void print(MontageReport report) {
    out.println(report.getMade() ? made(report) : report.getMontageId() + ": not made.");
    proof(report).forEach(out::println);
    making(report).ifPresent(out::println);
    report.getWarnings().forEach(warning -> out.println("  Note: " + warning));
    failures(report);
    reused(report).ifPresent(out::println);
    price(report).ifPresent(out::println);
    if (report.getStages().stream().anyMatch(stage -> stage.getStage().equals(DrawPages.STAGE))) {
      out.println("  Page: " + WriteReports.pageOf(report.getOutput()));
    }
    out.println("  Report: " + WriteReports.reportOf(report.getOutput()));
    out.flush();
  }

  private static String made(MontageReport report) {
    if (report.getEditRate() == null) {
      return "%s: %d of %d clips."
          .formatted(report.getOutput(), report.getClipsUsed(), report.getClipsOffered());
    }
    FrameRate rate = FrameRate.of(report.getEditRate());
    return String.format(
        Locale.ROOT,
        "%s: %.1f s, %d×%d at %s frames a second, %d %s, %d of %d clips, music %s%s.",
        report.getOutput(),
        rate.timeOf(report.getFrames()).toMicros() / 1e6,
        report.getCanvas().getWidth(),
        report.getCanvas().getHeight(),
        rate,
        report.getCuts(),
        report.getCuts() == 1 ? "cut" : "cuts",
        report.getClipsUsed(),
        report.getClipsOffered(),
        tempo(report),
        report.getBeatCorrection().isEmpty() ? "" : ", beats as corrected");
  }

  private static String tempo(MontageReport report) {
    return onBeats(report)
        ? String.format(Locale.ROOT, "at %.1f bpm", report.getMilliBpm() / 1000.0)
        : "without a steady beat";
  }

  private static List<String> proof(MontageReport report) {
    Verification proof = report.getVerification();
    if (proof == null || !proof.getPassed()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(structure(report, proof)));
    PixelProof pixels = proof.getPixels();
    if (pixels != null) {
      lines.add(
          "  Seen in its pictures: %d of %d cuts on their frame, %d between pictures too alike to tell."
              .formatted(
                  pixels.getCutsExact(),
                  pixels.getCutsSeen() + pixels.getCutsUnseen(),
                  pixels.getCutsUnseen()));
    }
    if (proof.getLoudnessCentiLufs() != null && proof.getTruePeakCentiDb() != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  Its loudness is %.1f LUFS, its true peak %.1f dB.",
              proof.getLoudnessCentiLufs() / 100.0,
              proof.getTruePeakCentiDb() / 100.0));
    }
    return lines;
  }

  private static String structure(MontageReport report, Verification proof) {
    String sound =
        proof.getAudioOffsetMicros() == null
            ? "sound too quiet or short to compare"
            : String.format(
                Locale.ROOT, "sound off by %.2f ms", proof.getAudioOffsetMicros() / 1e3);
    return String.format(
        Locale.ROOT,
        "  Proved on the film: %d of %d frames, %d of %d joints in place, cuts at most %.1f ms from"
            + " their %s, %s.",
        proof.getFramesFound(),
        proof.getFramesPlanned(),
        proof.getJointsExact(),
        proof.getJointsPlanned(),
        proof.getMaxCutErrorMicros() / 1e3,
        pulses(report),
        sound);
  }

  /** How its segments came about, where that is not all in one way. */
  private static Optional<String> making(MontageReport report) {
    List<RungUse> rungs = report.getRungs();
    if (report.getFramesCopied() > 0) {
      return Optional.of(
          "  Copied: %d of %d frames as the camera wrote them."
              .formatted(report.getFramesCopied(), report.getFrames()));
    }
    return rungs.size() < 2
        ? Optional.empty()
        : Optional.of(
            rungs.stream()
                .map(rung -> "%d %s".formatted(rung.getSegments(), rung.getRung()))
                .collect(Collectors.joining("; ", "  Segments: ", ".")));
  }

  /**
   * What the cuts fall on: beats, and where there are none to be trusted, what takes their place.
   */
  private static String pulses(MontageReport report) {
    List<String> kinds = new ArrayList<>();
    if (onBeats(report)) {
      kinds.add("beats");
    }
    if (report.getCutsOnOnsets() > 0) {
      kinds.add("onsets");
    }
    if (report.getCutsOnEvenPulses() > 0) {
      kinds.add("even pulses");
    }
    int last = kinds.size() - 1;
    return last == 0
        ? kinds.get(0)
        : String.join(", ", kinds.subList(0, last)) + " and " + kinds.get(last);
  }

  /** Also true of a film without a cut. */
  private static boolean onBeats(MontageReport report) {
    int elsewhere = report.getCutsOnOnsets() + report.getCutsOnEvenPulses();
    return elsewhere == 0 || elsewhere < report.getCuts();
  }

  private void failures(MontageReport report) {
    List<Failure> failures = report.getFailures();
    if (failures.isEmpty()) {
      return;
    }
    out.println(report.getMade() ? "  Skipped:" : "  Why:");
    failures.stream().limit(MOST_LISTED).forEach(failure -> out.println("    " + line(failure)));
    if (failures.size() > MOST_LISTED) {
      out.println("    … and " + (failures.size() - MOST_LISTED) + " more, all in the report.");
    }
  }

  private static String line(Failure failure) {
    String message = failure.getMessage();
    return message.startsWith(Failures.nameOf(failure.getUri())) || failure.getUri().isEmpty()
        ? message
        : Failures.nameOf(failure.getUri()) + ": " + message;
  }

  private static Optional<String> reused(MontageReport report) {
    List<String> parts = new ArrayList<>();
    for (StageWork stage : report.getStages()) {
      if (stage.getReused() > 0) {
        parts.add(
            "%d of %d %s"
                .formatted(stage.getReused(), stage.getElements(), noun(stage.getStage())));
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("  Reused: " + String.join(", ", parts) + ".");
  }

  /** Only where somebody said what time costs. */
  private static Optional<String> price(MontageReport report) {
    Cost cost = report.getCost();
    return cost == null || cost.getMicrosPerCoreHour() == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "  Cost: %s for %.1f s of CPU time.",
                money(cost.getMicros()),
                cost.getCpuMillis() / 1e3));
  }

  /** Says what the montages of one run cost together. */
  void print(RunReport report, String place) {
    Cost cost = report.getCost();
    long computed =
        report.getStages().stream().mapToLong(s -> s.getElements() - s.getReused()).sum();
    out.println(
        String.format(
            Locale.ROOT,
            "  %.1f s of CPU time for %d pieces of work, begun %d times; %s read, %s written.",
            cost.getCpuMillis() / 1e3,
            computed,
            cost.getAttempts(),
            StoreWords.bytes(cost.getTraffic().getBytesRead()),
            StoreWords.bytes(cost.getTraffic().getBytesWritten())));
    if (cost.getMicrosPerCoreHour() > 0) {
      out.println("  Cost: " + money(cost.getMicros()) + ".");
    }
    out.println("  Report: " + place);
  }

  private static String money(long micros) {
    return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
  }

  private static String noun(String stage) {
    return switch (stage) {
      case "analysis" -> "clip analyses";
      case "music" -> "beat timelines";
      case "planning" -> "plans";
      case "assembly" -> "films";
      case "music-coding" -> "pieces of coded music";
      case "verification" -> "proofs";
      default -> stage;
    };
  }
}
