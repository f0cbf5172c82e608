package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.ingest.FilmGuess;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.PlanFile;
import io.autocut.media.Failures;
import io.autocut.media.Ffmpeg;
import io.autocut.media.VideoEncoder;
import io.autocut.progress.Progress;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Failure;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.PictureWishes;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.StageWork;
import io.autocut.store.ContentKey;
import io.autocut.store.RecordStore;
import io.autocut.store.SourceFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans one gathered montage with the analyses in the store, and keeps the plan there. */
public final class MontagePlanning {
  private static final OutputProfile NONE =
      OutputProfile.newBuilder()
          .setCanvas(new Canvas(0, 0))
          .setEditRate(new EditRate(1, 1))
          .setVideoEncoder("")
          .build();

  private final RecordStore records;
  private final VideoEncoder encoder;
  private final SourceFiles sources;
  private final Ffmpeg ffmpeg;
  private final PlanEngine planner;

  public MontagePlanning(
      RecordStore records, VideoEncoder encoder, SourceFiles sources, Ffmpeg ffmpeg) {
    this(records, encoder, sources, ffmpeg, new MontagePlanner());
  }

  MontagePlanning(
      RecordStore records,
      VideoEncoder encoder,
      SourceFiles sources,
      Ffmpeg ffmpeg,
      PlanEngine planner) {
    this.ffmpeg = ffmpeg;
    this.planner = planner;
    this.records = records;
    this.encoder = encoder;
    this.sources = sources;
  }

  /** As {@link #plan}, of a montage that was planned before and counts as planned already. */
  public PlannedMontage planAgain(GatheredMontage gathered) throws InterruptedException {
    Progress.expect(Progress.Stage.PLANNING, 1, FilmGuess.frames(gathered.getRequest()));
    return plan(gathered);
  }

  /** Never throws for what is wrong with a montage: the answer then carries its failure. */
  public PlannedMontage plan(GatheredMontage gathered) throws InterruptedException {
    MontageRequest request = gathered.getRequest();
    List<Failure> failures = new ArrayList<>(request.getPassedOver());
    failures.addAll(Outcomes.failures(gathered.getOutcomes()));
    Optional<EditDecisionList> list = Optional.empty();
    String planKey = "";
    OutputProfile profile = NONE;
    try {
      List<AnalyzedClip> clips = clips(gathered);
      EditDecisionList decided = AskedFor.in(decide(gathered, clips), gathered);
      FilmProfile film =
          FilmProfile.of(
              decided,
              wishes(request),
              MatchChoice.of(request, clips, decided),
              clips,
              encoder,
              ffmpeg);
      profile = film.profile();
      decided = noting(decided, film.note());
      planKey = keep(decided);
      // Only a plan that is kept announces events: assembly would wait for those of another.
      list = Optional.of(decided);
    } catch (UnplannableException e) {
      failures.add(
          Failures.of(
              "planning",
              request.getMontageId(),
              request.getOutput(),
              e.code(),
              Failures.nameOf(request.getOutput()) + ": " + e.getMessage() + "."));
    } catch (IOException | RuntimeException e) {
      failures.add(
          Failures.exhausted("planning", request.getMontageId(), request.getOutput(), 1, e));
    }
    Progress.done(Progress.Stage.PLANNING, FilmGuess.frames(request));
    boolean makeable = !planKey.isEmpty();
    return PlannedMontage.newBuilder()
        .setRequest(request)
        .setPlanKey(planKey)
        .setMusicKey(music(gathered).getKey())
        .setPieces(list.map(kept -> FilmPiece.of(kept).size()).orElse(0))
        .setProfile(profile)
        .setFailures(failures)
        .setStages(analyses(gathered))
        .setMakeable(makeable)
        .build();
  }

  /** What the analyses have cost. */
  static List<StageWork> analyses(GatheredMontage gathered) {
    return List.of(
        Outcomes.work("analysis", MediaKind.CLIP, gathered.getOutcomes()),
        Outcomes.work("music", MediaKind.MUSIC, gathered.getOutcomes()));
  }

  private static EditDecisionList noting(EditDecisionList list, String note) {
    return note.isEmpty() || list.getNotes().contains(note)
        ? list
        : EditDecisionList.newBuilder(list)
            .setNotes(ImmutableList.<String>builder().addAll(list.getNotes()).add(note).build())
            .build();
  }

  private static PictureWishes wishes(MontageRequest request) {
    return request.getPicture() == null ? PictureWishes.newBuilder().build() : request.getPicture();
  }

  private List<AnalyzedClip> clips(GatheredMontage gathered) throws IOException {
    List<AnalyzedClip> clips = new ArrayList<>();
    for (AnalysisOutcome outcome : gathered.getOutcomes()) {
      if (outcome.getKind() == MediaKind.CLIP && outcome.getFailure() == null) {
        clips.add(
            new AnalyzedClip(
                outcome.getUri(),
                records.get(ContentKey.parse(outcome.getKey()), ClipAnalysis.class)));
      }
    }
    return clips;
  }

  private EditDecisionList decide(GatheredMontage gathered, List<AnalyzedClip> clips)
      throws UnplannableException, IOException {
    AnalysisOutcome music = music(gathered);
    if (music.getFailure() != null) {
      throw new UnplannableException("NO_MUSIC", "its music cannot be used");
    }
    MontageRequest request = gathered.getRequest();
    BeatTimeline timeline = records.get(ContentKey.parse(music.getKey()), BeatTimeline.class);
    return request.getPlan().isEmpty()
        ? planner.plan(request, clips, timeline)
        : new GivenPlan(given(request), clips, timeline).checked();
  }

  private EditDecisionList given(MontageRequest request) throws UnplannableException, IOException {
    try {
      return PlanFile.read(sources.local(request.getPlan()));
    } catch (IngestException e) {
      throw new UnplannableException(GivenPlan.BAD_PLAN, e.getMessage());
    }
  }

  private String keep(EditDecisionList list) throws IOException {
    ContentKey key = ContentKey.of(ContentKey.Kind.PLAN).with("list", list.toString()).build();
    records.put(key, list);
    return key.toString();
  }

  private static AnalysisOutcome music(GatheredMontage gathered) {
    return gathered.getOutcomes().stream()
        .filter(outcome -> outcome.getKind() == MediaKind.MUSIC)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("gathered without music"));
  }
}
