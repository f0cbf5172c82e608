package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autocut.media.Ffmpeg;
import io.autocut.planning.FilmPiece;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.Transition;
import io.autocut.schemas.Verification;
import io.autocut.segments.SegmentCutter;
import io.autocut.store.WorkerContext;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.NumberedFrames.NumberedFrame;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import io.autocut.time.RationalTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film of six seconds that dissolves twice, planned, cut and joined for real. */
class DissolvedFilmTest {
  private static final MontageRequest REQUEST =
      TestRequest.montage("film", List.of())
          .setCanvas("320x180")
          .setFps("30")
          .setTemplate(
              EditTemplate.newBuilder(TestRequest.every(2))
                  .setAtSections(Transition.DISSOLVE)
                  .setRestartAtSections(true)
                  .setFadeMillis(333)
                  .build())
          .build();

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
  private WorkerContext context;
  private TestMontage montage;
  private PlannedMontage plan;
  private FilmParts parts;
  private Path film;

  @BeforeEach
  void planAndCut() throws Exception {
    context = TestContext.in(folder);
    montage = new TestMontage(context);
    film = folder.resolve("film.mp4");
    montage.offer(TestClip.numbered(1, 240).in(folder, "a.mp4"));
    montage.offer(TestClip.numbered(2, 240).in(folder, "b.mkv"));
    plan = montage.plan(REQUEST, TestBeats.bpm(120_000).sectionsOf(1));
    List<String> keys = montage.cut(plan).stream().map(SegmentOutcome::getSegmentKey).toList();
    parts = FilmParts.find(plan, keys, context.records(), context.store());
  }

  private Assembly assemble(FilmParts of) throws Exception {
    Path work = Files.createDirectories(folder.resolve("work"));
    return new FilmAssembler(ffmpeg).assemble(of, work, film).how();
  }

  private Verification verify(Assembly how) throws Exception {
    return new FilmVerifier(ffmpeg).verify(film, parts, how);
  }

  @Test
  void piecesAddUpToTheFilmAndAreJoinedByCopy() throws Exception {
    assertThat(dissolves(parts.plan())).isEqualTo(2);
    assertThat(parts.plan().getFadeFrames()).isEqualTo(10);
    assertThat(parts.pieces()).hasSize(parts.plan().getEvents().size() + 2);
    assertThat(parts.segments().stream().mapToLong(piece -> piece.segment().getFrames()).sum())
        .isEqualTo(180);

    assertThat(assemble(parts)).isEqualTo(Assembly.STREAM_COPY);

    Verification proof = verify(Assembly.STREAM_COPY);
    assertThat(proof.getProblems()).isEmpty();
    assertThat(proof.getJointsExact())
        .isEqualTo(proof.getJointsPlanned())
        .isEqualTo(parts.pieces().size());
  }

  @Test
  void everyFrameBesideAndWithinADissolveIsThePlannedOne() throws Exception {
    assemble(parts);

    List<NumberedFrame> shown = NumberedFrames.of(ffmpeg, film);
    assertThat(shown).hasSize(180);
    for (FilmPiece piece : parts.pieces()) {
      for (long frame = piece.recordIn(); frame < piece.recordOut(); frame++) {
        long passed = frame - piece.recordIn();
        // In the middle of a dissolve neither clip's numbers can be read.
        boolean first = piece.into().isEmpty() || 3 * passed < piece.frames() - 1;
        boolean second = piece.into().isPresent() && 3 * (passed + 1) > 2 * piece.frames() + 1;
        if (first || second) {
          Event event = first ? piece.event() : piece.into().orElseThrow().event();
          RationalTime in = first ? piece.sourceIn() : piece.into().orElseThrow().sourceIn();
          long number = in.plus(parts.rate().timeOf(passed)).toTicks(1, 30);
          NumberedFrame found = shown.get((int) frame);
          assertThat(found.clipId())
              .as("frame %s", frame)
              .isEqualTo(event.getClipUri().endsWith("a.mp4") ? 1 : 2);
          assertThat((long) found.number()).as("frame %s", frame).isCloseTo(number, within(1L));
        }
      }
    }
  }

  @Test
  void swappedPiecesOfOneLengthAreFound() throws Exception {
    List<FilmParts.Piece> swapped = new ArrayList<>(parts.segments());
    List<Integer> places =
        parts.pieces().stream()
            .filter(piece -> piece.into().isPresent())
            .map(FilmPiece::index)
            .toList();
    java.util.Collections.swap(swapped, places.get(0), places.get(1));
    assemble(with(swapped));

    assertThat(verify(Assembly.STREAM_COPY).getProblems())
        .containsExactly(
            "only %d of %d joints are where the plan has them"
                .formatted(parts.pieces().size() - 2, parts.pieces().size()));
  }

  @Test
  void filmThatIsEncodedAgainHasAKeyframeAtEachJointOfItsPieces() throws Exception {
    List<FilmParts.Piece> odd = new ArrayList<>(parts.segments());
    Segment other =
        Segment.newBuilder(odd.get(1).segment()).setParameterSetHash("MD5:other").build();
    odd.set(1, new FilmParts.Piece(other, odd.get(1).file()));

    assertThat(assemble(with(odd))).isEqualTo(Assembly.REENCODED);
    assertThat(verify(Assembly.REENCODED).getProblems()).isEmpty();
  }

  @Test
  void onlyPiecesThatADissolveTouchesAreCutAnewWhenItsLengthChanges() {
    EditDecisionList longer = EditDecisionList.newBuilder(parts.plan()).setFadeFrames(12).build();
    Set<String> before = keys(parts.plan());
    Set<String> after = keys(longer);
    long touched =
        parts.pieces().stream()
            .filter(piece -> piece.into().isPresent() || isBesideADissolve(piece))
            .count();

    assertThat(before).hasSameSizeAs(after).hasSize(parts.pieces().size());
    Set<String> kept = new HashSet<>(before);
    kept.retainAll(after);
    assertThat(kept).hasSize(before.size() - (int) touched).isNotEmpty();
  }

  private boolean isBesideADissolve(FilmPiece piece) {
    return parts.pieces().stream()
        .filter(other -> other.into().isPresent())
        .anyMatch(other -> Math.abs(other.index() - piece.index()) == 1);
  }

  private Set<String> keys(EditDecisionList list) {
    SegmentCutter cutter = new SegmentCutter(ffmpeg);
    Set<String> keys = new HashSet<>();
    FilmPiece.of(list).forEach(piece -> keys.add(cutter.key(piece, plan.getProfile()).toString()));
    return keys;
  }

  private FilmParts with(List<FilmParts.Piece> segments) {
    OutputProfile profile = parts.profile();
    return new FilmParts(parts.plan(), profile, segments, parts.music(), parts.sampleRate());
  }

  private static long dissolves(EditDecisionList list) {
    return list.getEvents().stream()
        .filter(event -> event.getTransition() == Transition.DISSOLVE)
        .count();
  }
}
