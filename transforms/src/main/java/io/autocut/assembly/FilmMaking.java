package io.autocut.assembly;

import io.autocut.accounting.Expense;
import io.autocut.accounting.Meter;
import io.autocut.accounting.Sums;
import io.autocut.media.Failures;
import io.autocut.media.Ffmpeg;
import io.autocut.progress.Progress;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.Failure;
import io.autocut.schemas.FinishedFilm;
import io.autocut.schemas.Montage;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.Quality;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Work;
import io.autocut.segments.LostSegments;
import io.autocut.segments.SegmentEngine;
import io.autocut.store.ContentKey;
import io.autocut.store.LostException;
import io.autocut.store.MediaStore;
import io.autocut.store.RecordStore;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the film of one gathered plan together. */
final class FilmMaking {
  private static final String SEGMENTS = "segments";
  private static final String STAGE = "assembly";

  private final WorkerContext context;
  private final FilmEngine.Factory engines;
  private final SegmentEngine.Factory cutting;
  private final MediaStore store;
  private final RecordStore records;

  FilmMaking(WorkerContext context, FilmEngine.Factory engines, SegmentEngine.Factory cutting) {
    this.context = context;
    this.engines = engines;
    this.cutting = cutting;
    this.store = context.store();
    this.records = context.records();
  }

  /** Never throws for what is wrong with a film: the answer then carries its failure. */
  Montage make(FilmOutcomes gathered) throws InterruptedException {
    FilmOutcomes film =
        new Replanning(context, engines, cutting, context.ffmpeg()).withoutUncuttable(gathered);
    PlannedMontage plan = film.plan();
    List<Failure> failures = new ArrayList<>(film.failures());
    List<String> warnings = new ArrayList<>();
    for (SegmentOutcome outcome : film.segments()) {
      if (!outcome.getNote().isEmpty()) {
        warnings.add(outcome.getNote());
      }
    }
    List<StageWork> stages = new ArrayList<>(List.of(segmentWork(film)));
    if (!film.music().getTrackKey().isEmpty()) {
      stages.add(Sums.done("music-coding", film.music().getWork()));
    }
    Assembly assembly = Assembly.UNKNOWN;
    List<String> keys =
        new ArrayList<>(film.segments().stream().map(SegmentOutcome::getSegmentKey).toList());
    if (plan.getMakeable() && failures.isEmpty()) {
      assembly = assemble(film, keys, failures, warnings, stages);
    }
    if (gathered.plan().getMakeable()) {
      Progress.done(Progress.Stage.ASSEMBLY);
    }
    boolean made = assembly != Assembly.UNKNOWN;
    return new Montage(plan, made ? keys : List.of(), made, assembly, failures, stages, warnings);
  }

  /**
   * @param keys of the segments; of those that are brought into line, the new ones are put there
   */
  private Assembly assemble(
      FilmOutcomes film,
      List<String> keys,
      List<Failure> failures,
      List<String> warnings,
      List<StageWork> stages)
      throws InterruptedException {
    PlannedMontage plan = film.plan();
    Meter meter = Meter.begin(context.ffmpeg());
    Expense expense = Expense.of(context, STAGE, plan.getRequest(), plan.getPlanKey());
    String output = plan.getRequest().getOutput();
    FinishedFilms finished = new FinishedFilms(context);
    ContentKey key = finished.key(film);
    Assembly made = Assembly.UNKNOWN;
    try {
      Optional<FinishedFilm> inPlace = finished.find(key, output);
      if (inPlace.isEmpty()) {
        expense.attempt();
      }
      FinishedFilm now = inPlace.isPresent() ? inPlace.get() : put(film, key, finished, meter);
      Collections.copy(keys, now.getSegmentKeys());
      warnings.addAll(now.getWarnings());
      made = now.getAssembly();
    } catch (IOException | RuntimeException e) {
      failures.add(Failures.exhausted(STAGE, plan.getRequest().getMontageId(), output, 1, e));
    }
    expense.charge(meter.reading());
    Work work = expense.settle();
    stages.add(made == Assembly.UNKNOWN ? Sums.failed(STAGE, work) : Sums.done(STAGE, work));
    return made;
  }

  /** Puts the film together and in place. */
  private FinishedFilm put(FilmOutcomes film, ContentKey key, FinishedFilms finished, Meter meter)
      throws IOException, InterruptedException {
    try {
      return put(film, key, finished, meter, new ArrayList<>());
    } catch (LostException e) {
      int lost = new LostSegments(context, cutting, meter).restore(film.plan());
      List<String> warnings = new ArrayList<>();
      warnings.add(
          "%d of its segments had gone from the store and were cut again.".formatted(lost));
      return put(film, key, finished, meter, warnings);
    }
  }

  private FinishedFilm put(
      FilmOutcomes film, ContentKey key, FinishedFilms finished, Meter meter, List<String> warnings)
      throws IOException, InterruptedException {
    List<String> keys =
        new ArrayList<>(film.segments().stream().map(SegmentOutcome::getSegmentKey).toList());
    FinishedFilm.Builder made = FinishedFilm.newBuilder();
    try (WorkFolder folder = store.newWorkFolder()) {
      FilmParts parts = alignedParts(film.plan(), keys, warnings, meter.ffmpeg());
      SoundTrack sound = sound(film, parts, folder, warnings, meter.ffmpeg());
      FilmEngine engine = engines.using(meter.ffmpeg(), context.hardware());
      new FilmPlace(film.plan().getRequest().getOutput())
          .put(
              folder,
              place -> {
                var assembled = engine.assemble(parts, sound, folder.path(), place);
                if (assembled.how() == Assembly.REENCODED) {
                  warnings.add(
                      "The film was encoded twice, because its segments could not be joined by"
                          + " copy: "
                          + assembled.whyNotCopied()
                          + ".");
                }
                made.setAssembly(assembled.how()).setSegmentKeys(keys).setWarnings(warnings);
                finished.note(key, made, place);
              });
    }
    return made.build();
  }

  private SoundTrack sound(
      FilmOutcomes film, FilmParts parts, WorkFolder folder, List<String> warnings, Ffmpeg ffmpeg)
      throws IOException, InterruptedException {
    String key = film.music().getTrackKey();
    Optional<Path> coded = key.isEmpty() ? Optional.empty() : store.find(ContentKey.parse(key));
    if (coded.isPresent()) {
      return new CodedTrack(coded.get());
    }
    SoundMixer.Mixed mixed =
        new SoundMixer(ffmpeg)
            .mix(
                Optional.ofNullable(film.plan().getRequest().getSound()),
                parts,
                sounds(film.segments()),
                folder.path());
    warnings.addAll(mixed.notes());
    return mixed.sound();
  }

  /** What cannot be brought into line is left to the assembler, which encodes the whole film. */
  private FilmParts alignedParts(
      PlannedMontage plan, List<String> keys, List<String> warnings, Ffmpeg ffmpeg)
      throws IOException, InterruptedException {
    FilmParts parts = FilmParts.find(plan, keys, records, store);
    if (plan.getProfile().getQuality() == Quality.MATCH) {
      // What is encoded in such a film carries its own parameter sets beside the camera's.
      return parts;
    }
    int changed = 0;
    try {
      List<String> aligned =
          new OddSegments(store, records, ffmpeg, context.hardware()).alignedKeys(parts);
      for (int i = 0; i < keys.size(); i++) {
        changed += keys.get(i).equals(aligned.get(i)) ? 0 : 1;
        keys.set(i, aligned.get(i));
      }
    } catch (IOException e) {
      warnings.add("Its segments could not be made alike: " + e.getMessage() + ".");
    }
    if (changed == 0) {
      // Finding the parts reads all of them.
      return parts;
    }
    warnings.add(
        "%d of %d segments were made by another encoder than the rest and encoded again to match."
            .formatted(changed, keys.size()));
    return FilmParts.find(plan, keys, records, store);
  }

  /** The clips' own sounds by the index of the piece that they were cut beside. */
  private Map<Integer, Path> sounds(List<SegmentOutcome> outcomes) throws IOException {
    Map<Integer, Path> sounds = new HashMap<>();
    for (SegmentOutcome outcome : outcomes) {
      if (!outcome.getSoundKey().isEmpty()) {
        sounds.put(outcome.getIndex(), store.get(ContentKey.parse(outcome.getSoundKey())));
      }
    }
    return sounds;
  }

  private static StageWork segmentWork(FilmOutcomes film) {
    return Stream.concat(film.segments().stream(), film.discarded().stream())
        .map(
            outcome ->
                outcome.getFailure() == null
                    ? Sums.done(SEGMENTS, outcome.getWork())
                    : Sums.failed(SEGMENTS, outcome.getWork()))
        .reduce(Sums.none(SEGMENTS), Sums::of);
  }
}
