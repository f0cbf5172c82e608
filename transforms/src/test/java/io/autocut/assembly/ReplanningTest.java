package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.autocut.media.Failures;
import io.autocut.schemas.Event;
import io.autocut.schemas.Failure;
import io.autocut.schemas.Montage;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.StageWork;
import io.autocut.segments.CutSegments;
import io.autocut.segments.FfmpegSegments;
import io.autocut.segments.PlanSegments;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Puts films together of which something could not be cut. */
class ReplanningTest {
  @TempDir Path folder;
  private WorkerContext context;
  private TestMontage montage;
  private Path film;
  private Path kept;
  private Path lost;
  private PlannedMontage plan;

  @BeforeEach
  void planAFilmOfTwoClips() throws Exception {
    context = TestContext.in(folder);
    film = folder.resolve("film.mp4");
    kept = TestClip.numbered(1, 400).in(folder, "kept.mp4");
    lost = TestClip.numbered(2, 400).in(folder, "lost.mp4");
    montage = new TestMontage(context).offer(kept).offer(lost);
    plan =
        montage.plan(
            TestRequest.montage("film", List.of())
                .setCanvas("160x90")
                .setTemplate(TestRequest.every(2))
                .setOutput(film.toString())
                .build(),
            TestBeats.bpm(120_000));
  }

  @Test
  void filmIsMadeWithoutTheClipThatIsGone() throws Exception {
    Files.delete(lost);

    Montage made = made(cut(plan));

    assertThat(made.getMade()).as("%s", made.getFailures()).isTrue();
    assertThat(film).isNotEmptyFile();
    assertThat(clips(made.getPlan())).containsOnly(kept.toString());
    assertThat(made.getPlan().getFailures())
        .extracting(Failure::getUri, Failure::getCode, Failure::getMessage)
        .containsExactly(
            tuple(
                lost.toString(),
                CutSegments.UNCUTTABLE,
                "lost.mp4: was removed while it was used"));
    assertThat(made.getFailures()).isEmpty();
  }

  @Test
  void whatWasTriedInVainIsPartOfTheAccount() throws Exception {
    Files.delete(lost);
    List<SegmentOutcome> first = cut(plan);
    long inVain = first.stream().filter(outcome -> outcome.getFailure() != null).count();

    StageWork segments = made(first).getStages().get(0);

    assertThat(segments.getStage()).isEqualTo("segments");
    assertThat(segments.getFailed()).isEqualTo(inVain).isPositive();
    assertThat(segments.getElements()).isGreaterThan(first.size());
  }

  @Test
  void filmIsNotMadeShorterBecauseAMachineFailed() throws Exception {
    List<SegmentOutcome> failed = new ArrayList<>(cut(plan));
    Failure full =
        Failures.of("segments", "film", lost.toString(), "IO", "lost.mp4: No space left on device");
    failed.set(0, SegmentOutcome.newBuilder(failed.get(0)).setFailure(full).build());

    Montage made = made(failed);

    assertThat(made.getMade()).isFalse();
    assertThat(made.getFailures()).containsExactly(full);
    assertThat(film).doesNotExist();
  }

  @Test
  void filmOfNoClipThatCanBeCutIsNotMadeAndSaysWhy() throws Exception {
    Files.delete(lost);
    Files.delete(kept);

    Montage made = made(cut(plan));

    assertThat(made.getMade()).isFalse();
    assertThat(made.getPlan().getFailures())
        .extracting(Failure::getCode)
        .containsExactlyInAnyOrder(CutSegments.UNCUTTABLE, CutSegments.UNCUTTABLE, "NO_CLIPS");
    assertThat(film).doesNotExist();
  }

  @Test
  void planThatWasGivenIsNotReplaced() throws Exception {
    Files.delete(lost);
    plan =
        PlannedMontage.newBuilder(plan)
            .setRequest(
                MontageRequest.newBuilder(plan.getRequest()).setPlan("/given.edl.json").build())
            .build();

    Montage made = made(cut(plan));

    assertThat(made.getMade()).isFalse();
    assertThat(made.getFailures())
        .isNotEmpty()
        .allMatch(failure -> failure.getCode().equals(CutSegments.UNCUTTABLE));
  }

  private List<SegmentOutcome> cut(PlannedMontage plan) throws Exception {
    return new PlanSegments(context, FfmpegSegments::new).cut(plan);
  }

  private Montage made(List<SegmentOutcome> segments) throws Exception {
    return new FilmMaking(context, FfmpegFilms::new, FfmpegSegments::new)
        .make(
            FilmOutcomes.of(
                plan, segments, new MusicCoding(context, FfmpegFilms::new).answer(plan)));
  }

  private List<String> clips(PlannedMontage plan) throws Exception {
    return montage.list(plan).getEvents().stream().map(Event::getClipUri).toList();
  }
}
