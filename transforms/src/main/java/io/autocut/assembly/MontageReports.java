package io.autocut.assembly;

import io.autocut.media.FfmpegInstallation;
import io.autocut.planning.Outcomes;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Failure;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.Montage;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.Segment;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Verification;
import io.autocut.schemas.Versions;
import io.autocut.store.ContentKey;
import io.autocut.store.RecordStore;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what became of a montage. */
public final class MontageReports {
  private final RunLabel label;
  private final FfmpegInstallation ffmpeg;
  private final String encoder;
  private final RecordStore records;

  public MontageReports(WorkerContext context, RunLabel label) {
    this.label = label;
    this.ffmpeg = context.installation();
    this.encoder = context.encoder().ffmpegName();
    this.records = context.records();
  }

  /** The report on a plan that nothing is cut of. */
  public MontageReport ofPlan(PlannedMontage plan) throws IOException {
    return priced(builder(plan).setMade(plan.getMakeable()));
  }

  /** The report on a catalogue that {@code gathered} was written to. */
  public MontageReport ofCatalogue(GatheredMontage gathered) {
    StageWork analysis = Outcomes.work("analysis", MediaKind.CLIP, gathered.getOutcomes());
    MontageReport.Builder report =
        blank(gathered.getRequest())
            .setMade(analysis.getFailed() < analysis.getElements())
            .setClipsUsed((int) (analysis.getElements() - analysis.getFailed()))
            .setFailures(failures(gathered))
            .setStages(List.of(analysis));
    return priced(report);
  }

  private static List<Failure> failures(GatheredMontage gathered) {
    List<Failure> failures = new ArrayList<>(gathered.getRequest().getPassedOver());
    failures.addAll(Outcomes.failures(gathered.getOutcomes()));
    return failures;
  }

  private MontageReport priced(MontageReport.Builder report) {
    return report.setCost(label.price().of(report.getStages())).build();
  }

  /** The report on a film; on one that was not made when {@code verification} is empty. */
  MontageReport ofFilm(
      Montage montage,
      Optional<Verification> verification,
      List<Failure> moreFailures,
      StageWork verifying)
      throws IOException {
    MontageReport.Builder report = builder(montage.getPlan());
    List<Failure> failures = new ArrayList<>(report.getFailures());
    failures.addAll(montage.getFailures());
    failures.addAll(moreFailures);
    List<StageWork> stages = new ArrayList<>(report.getStages());
    stages.addAll(montage.getStages());
    List<String> warnings = new ArrayList<>(report.getWarnings());
    warnings.addAll(montage.getWarnings());
    if (montage.getMade()) {
      stages.add(verifying);
      List<Segment> segments = segments(montage);
      report
          .setRungs(RungUses.of(segments))
          .setFramesCopied(segments.stream().mapToLong(Segment::getCopiedFrames).sum());
    }
    return priced(
        report
            .setMade(verification.map(Verification::getPassed).orElse(false))
            .setAssembly(montage.getAssembly())
            .setVerification(verification.orElse(null))
            .setFailures(failures)
            .setStages(stages)
            .setWarnings(warnings));
  }

  private List<Segment> segments(Montage montage) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (String key : montage.getSegmentKeys()) {
      // One that is gone by now is missed by the proof, which says so.
      records
          .find(ContentKey.parse(key).as(ContentKey.Kind.SEGMENT_RECORD), Segment.class)
          .ifPresent(segments::add);
    }
    return segments;
  }

  private MontageReport.Builder builder(PlannedMontage plan) throws IOException {
    MontageReport.Builder report =
        blank(plan.getRequest())
            .setPlanKey(plan.getPlanKey())
            .setFailures(plan.getFailures())
            .setStages(plan.getStages());
    if (plan.getMakeable()) {
      // Of a preview the plan's canvas is that of the whole film.
      report
          .setCanvas(plan.getProfile().getCanvas())
          .setProfile(plan.getProfile())
          .setMusicKey(plan.getMusicKey());
      describe(
          report,
          records.get(ContentKey.parse(plan.getPlanKey()), EditDecisionList.class),
          records.get(ContentKey.parse(plan.getMusicKey()), BeatTimeline.class));
    }
    return report;
  }

  private MontageReport.Builder blank(MontageRequest request) {
    return MontageReport.newBuilder()
        .setRunId(label.runId())
        .setMontageId(request.getMontageId())
        .setMade(false)
        .setOutput(request.getOutput())
        .setPlanId("")
        .setPlanKey("")
        .setTemplate(request.getTemplate().getName())
        .setMusicUri(request.getMusic())
        .setFrames(0)
        .setCuts(0)
        .setClipsUsed(0)
        .setClipsOffered(request.getClips().size())
        .setBeatGrid(BeatGrid.UNKNOWN)
        .setMilliBpm(0)
        .setAssembly(Assembly.UNKNOWN)
        .setWarnings(List.of())
        .setFailures(List.of())
        .setStages(List.of())
        .setVersions(versions());
  }

  private static void describe(
      MontageReport.Builder report, EditDecisionList list, BeatTimeline music) {
    report
        .setPlanId(list.getPlanId())
        .setEditRate(list.getEditRate())
        .setFrames(list.getFrames())
        .setCuts(list.getEvents().size() - 1)
        .setCutsOnOnsets(cutsOn(PulseKind.ONSET, list))
        .setCutsOnEvenPulses(cutsOn(PulseKind.EVEN, list))
        .setClipsUsed(
            (int) list.getEvents().stream().map(Event::getClipFingerprint).distinct().count())
        .setBeatGrid(music.getGrid())
        .setMilliBpm(music.getMilliBpm())
        .setBeatCorrection(music.getCorrection())
        .setWarnings(list.getNotes());
  }

  /** The film's own start is no cut. */
  private static int cutsOn(PulseKind kind, EditDecisionList list) {
    return (int)
        list.getEvents().stream().skip(1).filter(event -> event.getPulse() == kind).count();
  }

  /** What this run is made by. */
  public Versions versions() {
    return new Versions(
        label.version(),
        ffmpeg.version(),
        ffmpeg.ffmpeg(),
        encoder,
        System.getProperty("java.version"),
        label.runner());
  }
}
