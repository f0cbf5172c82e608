package io.autocut.assembly;

import io.autocut.accounting.Sums;
import io.autocut.media.Failures;
import io.autocut.media.Ffmpeg;
import io.autocut.planning.FilmPiece;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MusicOutcome;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.segments.CutSegments;
import io.autocut.segments.PlanSegments;
import io.autocut.segments.PlanWithout;
import io.autocut.segments.SegmentEngine;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a film anew without the clips that could be analyzed and not be cut, and cuts what it then
 * lacks: such a clip costs the film no more than one that could not be read at all.
 *
 * <p>Blocks on children as long as cutting takes. May be repeated: the store has what was cut.
 */
final class Replanning {
  /** A clip may come into a film only because another has left it. */
  private static final int ROUNDS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(Replanning.class);

  private final WorkerContext context;
  private final FilmEngine.Factory engines;
  private final SegmentEngine.Factory cutting;
  private final Ffmpeg ffmpeg;

  Replanning(
      WorkerContext context,
      FilmEngine.Factory engines,
      SegmentEngine.Factory cutting,
      Ffmpeg ffmpeg) {
    this.context = context;
    this.engines = engines;
    this.cutting = cutting;
    this.ffmpeg = ffmpeg;
  }

  /**
   * The film with all its segments cut where that can be had by leaving clips out; else as far as
   * it came. A plan that was given is followed, not replaced.
   */
  FilmOutcomes withoutUncuttable(FilmOutcomes film) throws InterruptedException {
    FilmOutcomes now = film;
    try {
      for (int round = 0; round < ROUNDS && lacksClipsAlone(now); round++) {
        now = without(uncuttable(now), now);
      }
    } catch (IOException | RuntimeException e) {
      // What the segments failed at stands in the report.
      LOG.warn("{} is not planned anew", film.plan().getRequest().getMontageId(), e);
    }
    return now;
  }

  /** Whether something was not cut, and nothing for a reason of the machine's. */
  private static boolean lacksClipsAlone(FilmOutcomes film) {
    List<Failure> failures = film.failures();
    return film.plan().getMakeable()
        && film.plan().getRequest().getPlan().isEmpty()
        && !failures.isEmpty()
        && failures.stream().allMatch(failure -> failure.getCode().equals(CutSegments.UNCUTTABLE));
  }

  /** What is wrong with each clip by its place. */
  private Map<String, Failure> uncuttable(FilmOutcomes film) throws IOException {
    List<FilmPiece> pieces = FilmPiece.of(plan(film));
    Map<String, Failure> clips = new LinkedHashMap<>();
    List<SegmentOutcome> failed =
        film.segments().stream().filter(outcome -> outcome.getFailure() != null).toList();
    for (SegmentOutcome outcome : failed) {
      if (pieces.get(outcome.getIndex()).into().isEmpty()) {
        clips.putIfAbsent(outcome.getFailure().getUri(), outcome.getFailure());
      }
    }
    for (SegmentOutcome outcome : failed) {
      FilmPiece piece = pieces.get(outcome.getIndex());
      String from = piece.event().getClipUri();
      String into = piece.into().map(FilmPiece.Into::event).orElse(piece.event()).getClipUri();
      if (!clips.containsKey(from) && !clips.containsKey(into)) {
        // Which of the two it was is not known.
        clips.put(from, outcome.getFailure());
        clips.put(into, Failures.about(outcome.getMontageId(), into, outcome.getFailure()));
      }
    }
    return clips;
  }

  private FilmOutcomes without(Map<String, Failure> clips, FilmOutcomes film)
      throws IOException, InterruptedException {
    PlannedMontage plan = new PlanWithout(context, ffmpeg).clips(clips, film.plan());
    List<SegmentOutcome> cut =
        plan.getMakeable() ? new PlanSegments(context, cutting).cut(plan) : List.of();
    return film.replacedBy(plan, cut, music(plan, film.music()));
  }

  /** The music is coded anew only where the film has another length now. */
  private MusicOutcome music(PlannedMontage plan, MusicOutcome before) throws InterruptedException {
    MusicOutcome now = new MusicCoding(context, engines).answer(plan);
    return MusicOutcome.newBuilder(now).setWork(Sums.of(before.getWork(), now.getWork())).build();
  }

  private EditDecisionList plan(FilmOutcomes film) throws IOException {
    return context
        .records()
        .get(ContentKey.parse(film.plan().getPlanKey()), EditDecisionList.class);
  }
}
