package io.autocut.archive;

import io.autocut.accounting.Sums;
import io.autocut.analysis.AnalysisEngine;
import io.autocut.analysis.ClipAnalysisEngine;
import io.autocut.media.Failures;
import io.autocut.media.UnusableMediaException;
import io.autocut.music.MusicAnalysisEngine;
import io.autocut.planning.MontagePlanning;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.Failure;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentRequest;
import io.autocut.segments.SegmentList;
import io.autocut.store.ContentKey;
import io.autocut.store.KnownFingerprints;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Tells what making films would take, without making anything: fingerprints the clips, asks the
 * store, plans where all that a plan needs is known, and looks which segments of it are there.
 *
 * <p>What several films share counts for the first of them. Reads up to 4 MiB of each clip. Not
 * safe for several threads.
 */
public final class WorkEstimator {
  /** What of the store will be taken. */
  public enum Reuse {
    ALL,
    NOTHING
  }

  private final WorkerContext context;
  private final Reuse reuse;
  private final AnalysisEngine clips;
  private final AnalysisEngine music;
  private final Map<String, String> fingerprints = new HashMap<>();
  private final Set<String> counted = new HashSet<>();
  private final Set<String> toAnalyze = new HashSet<>();

  /**
   * @param trial a context that adds nothing to the store: {@link WorkerContext#trying}
   */
  public WorkEstimator(WorkerContext trial, Reuse reuse) {
    this.context = trial;
    this.reuse = reuse;
    this.clips = new ClipAnalysisEngine(trial);
    this.music = new MusicAnalysisEngine(trial);
  }

  /** The fingerprints of all clips that the films so far would have analyzed. */
  public Set<String> clipsToAnalyze() {
    return Set.copyOf(toAnalyze);
  }

  /**
   * What one film would take.
   *
   * @param eventsBefore of its earlier plan
   */
  public FilmEstimate of(MontageRequest request, int eventsBefore)
      throws IOException, InterruptedException {
    List<Answer> answers = new ArrayList<>();
    for (String uri : request.getClips()) {
      answers.add(answer(request, MediaKind.CLIP, uri, null));
    }
    int clipsMissing = missing(answers);
    Answer song = answer(request, MediaKind.MUSIC, request.getMusic(), request.getBeatCorrection());
    answers.add(song);
    OptionalInt segments = OptionalInt.empty();
    OptionalInt toCut = OptionalInt.empty();
    String problem = "";
    if (answers.stream().allMatch(Answer::known)) {
      PlannedMontage plan = plan(request, answers);
      if (plan.getMakeable()) {
        segments = OptionalInt.of(plan.getPieces());
        toCut = OptionalInt.of(toCut(plan));
      } else {
        List<Failure> failures = plan.getFailures();
        problem = failures.get(failures.size() - 1).getMessage();
      }
    }
    return new FilmEstimate(
        request.getMontageId(),
        request.getClips().size(),
        clipsMissing,
        missing(List.of(song)),
        segments,
        toCut,
        eventsBefore,
        problem);
  }

  /**
   * @param known whether a plan could be made with it
   * @param costs whether it would be computed for this film
   */
  private record Answer(AnalysisOutcome outcome, boolean known, boolean costs) {}

  private static int missing(List<Answer> answers) {
    return (int) answers.stream().filter(Answer::costs).count();
  }

  private Answer answer(
      MontageRequest montage, MediaKind kind, String uri, BeatCorrection correction)
      throws IOException {
    String id = montage.getMontageId();
    AnalysisEngine engine = kind == MediaKind.CLIP ? clips : music;
    try {
      AnalysisRequest concrete =
          engine.concrete(
              new AnalysisRequest(id, kind, uri, fingerprint(kind, uri), null, correction));
      ContentKey key = engine.key(concrete);
      Optional<Failure> refusal =
          context.records().find(key.as(ContentKey.Kind.REFUSAL), Failure.class);
      boolean stored = refusal.isPresent() || engine.isStored(key);
      boolean costs = (!stored || reuse == Reuse.NOTHING) && counted.add(key.toString());
      if (costs && kind == MediaKind.CLIP) {
        toAnalyze.add(concrete.getFingerprint());
      }
      return new Answer(outcome(concrete, key.toString(), refusal.orElse(null)), stored, costs);
    } catch (UnusableMediaException e) {
      return unreadable(id, kind, uri, Failures.unusable("analysis", id, uri, e));
    } catch (IOException e) {
      return unreadable(id, kind, uri, Failures.exhausted("analysis", id, uri, 1, e));
    }
  }

  /** It would fail without having cost anything. */
  private static Answer unreadable(String id, MediaKind kind, String uri, Failure failure) {
    AnalysisRequest request = new AnalysisRequest(id, kind, uri, "", null, null);
    return new Answer(outcome(request, "", failure), true, false);
  }

  private static AnalysisOutcome outcome(AnalysisRequest request, String key, Failure failure) {
    return AnalysisOutcome.newBuilder()
        .setMontageId(request.getMontageId())
        .setKind(request.getKind())
        .setUri(request.getUri())
        .setFingerprint(request.getFingerprint())
        .setKey(key)
        .setWork(Sums.NOTHING)
        .setFailure(failure)
        .build();
  }

  private String fingerprint(MediaKind kind, String uri) throws IOException {
    String name = kind + " " + uri;
    String known = fingerprints.get(name);
    if (known == null) {
      Path file = context.sources().local(uri);
      known =
          (kind == MediaKind.CLIP ? KnownFingerprints.ofClips() : KnownFingerprints.ofMusic())
              .of(file);
      fingerprints.put(name, known);
    }
    return known;
  }

  private PlannedMontage plan(MontageRequest request, List<Answer> answers)
      throws InterruptedException {
    List<AnalysisOutcome> outcomes = answers.stream().map(Answer::outcome).toList();
    return new MontagePlanning(
            context.records(), context.encoder(), context.sources(), context.ffmpeg())
        .plan(new GatheredMontage(request, outcomes));
  }

  private int toCut(PlannedMontage plan) throws IOException {
    int toCut = 0;
    for (SegmentBatch batch : new SegmentList(context).of(plan)) {
      for (SegmentRequest segment : batch.getRequests()) {
        ContentKey key = ContentKey.parse(segment.getSegmentKey());
        boolean stored = reuse == Reuse.ALL && isStored(key);
        if (!stored && counted.add(key.toString())) {
          toCut++;
        }
      }
    }
    return toCut;
  }

  private boolean isStored(ContentKey key) throws IOException {
    return context.records().find(key.as(ContentKey.Kind.SEGMENT_RECORD), Segment.class).isPresent()
        && context.store().find(key).isPresent();
  }
}
