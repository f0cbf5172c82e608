package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.Hardware;
import io.autocut.media.PacketIndex;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.Montage;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.Quality;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.segments.FfmpegSegments;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.ScriptedFfmpeg;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes some segments of a film odd, and brings them into line for real. */
class OddSegmentsTest {
  @TempDir private Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
  private WorkerContext context;
  private PlannedMontage plan;
  private List<SegmentOutcome> outcomes;
  private List<String> keys;

  @BeforeEach
  void filmOfSixSegments() throws Exception {
    context = TestContext.in(folder);
    TestMontage montage = new TestMontage(context);
    MontageRequest request =
        TestRequest.montage("film", List.of())
            .setCanvas("320x180")
            .setFps("30")
            .setOutput(folder.resolve("film.mp4").toString())
            .build();
    montage.offer(TestClip.numbered(1, 150).in(folder, "a.mp4"));
    montage.offer(TestClip.numbered(2, 150).at("25").in(folder, "b.mkv"));
    plan = montage.plan(request, TestBeats.bpm(120_000));
    outcomes = new ArrayList<>(montage.cut(plan));
    keys = new ArrayList<>(outcomes.stream().map(SegmentOutcome::getSegmentKey).toList());
    assertThat(keys).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void filmOfOneKindIsLeftAsItIs() throws Exception {
    ScriptedFfmpeg counting = ScriptedFfmpeg.failingFirst(0);

    assertThat(aligned(counting)).isEqualTo(keys);
    assertThat(counting.commands()).isEmpty();
  }

  @Test
  void onlyTheOddOneIsEncodedAgainAndOnlyOnce() throws Exception {
    makeOdd(1);
    ScriptedFfmpeg counting = ScriptedFfmpeg.failingFirst(0);

    List<String> aligned = aligned(counting);

    assertThat(counting.commands()).hasSize(1);
    assertThat(aligned.get(1)).isNotEqualTo(keys.get(1));
    assertThat(aligned.get(0)).isEqualTo(keys.get(0));
    FilmParts parts = parts(aligned);
    assertThat(parts.segments().stream().map(piece -> piece.segment().getParameterSetHash()))
        .containsOnly(parts.segments().get(0).segment().getParameterSetHash());
    assertThat(numbers(parts.segments().get(1).file()))
        .isEqualTo(numbers(parts(keys).segments().get(1).file()));
    assertThat(aligned(counting)).isEqualTo(aligned);
    assertThat(counting.commands()).hasSize(1);
  }

  @Test
  void majorityOfFramesDecidesWhichAreOdd() throws Exception {
    for (int i = 1; i < keys.size(); i++) {
      makeOdd(i);
    }

    List<String> aligned = new ArrayList<>();
    // The encoder of the many makes other parameter sets here: it cannot be followed.
    assertThatThrownBy(() -> aligned.addAll(aligned(ffmpeg)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("codes here otherwise than where most of the film was made");
  }

  @Test
  void filmWithOddSegmentsIsJoinedByCopyAndSaysSo() throws Exception {
    makeOdd(1);

    Montage made = make();

    assertThat(made.getFailures()).isEmpty();
    assertThat(made.getAssembly()).isEqualTo(Assembly.STREAM_COPY);
    assertThat(made.getWarnings())
        .containsExactly(
            "1 of %d segments were made by another encoder than the rest and encoded again to match."
                .formatted(keys.size()));
    FilmParts parts = parts(made.getSegmentKeys());
    assertThat(
            new FilmVerifier(ffmpeg)
                .verify(folder.resolve("film.mp4"), parts, Assembly.STREAM_COPY)
                .getProblems())
        .isEmpty();
  }

  @Test
  void filmThatCannotBeMadeAlikeIsEncodedAnew() throws Exception {
    for (int i = 1; i < keys.size(); i++) {
      makeOdd(i);
    }

    Montage made = make();

    assertThat(made.getAssembly()).isEqualTo(Assembly.REENCODED);
    assertThat(made.getWarnings()).hasSize(2);
    assertThat(made.getWarnings().get(0)).startsWith("Its segments could not be made alike: ");
  }

  @Test
  void copiedFootageKeepsItsParameterSets() throws Exception {
    makeOdd(1);
    FilmParts parts = parts(keys);
    FilmParts matching =
        new FilmParts(
            parts.plan(),
            OutputProfile.newBuilder(parts.profile()).setQuality(Quality.MATCH).build(),
            parts.segments(),
            parts.music(),
            parts.sampleRate());

    assertThat(oddSegments(ffmpeg).alignedKeys(matching)).isEqualTo(keys);
  }

  private List<String> aligned(Ffmpeg with) throws Exception {
    return oddSegments(with).alignedKeys(parts(keys));
  }

  private OddSegments oddSegments(Ffmpeg with) {
    return new OddSegments(context.store(), context.records(), with, Hardware.NONE);
  }

  private FilmParts parts(List<String> of) throws Exception {
    return FilmParts.find(plan, of, context.records(), context.store());
  }

  private List<?> numbers(Path segment) throws Exception {
    return NumberedFrames.of(ffmpeg, segment);
  }

  /** The same frames with parameter sets of their own, as another encoder would make them. */
  private void makeOdd(int index) throws Exception {
    FilmParts.Piece piece = parts(keys).segments().get(index);
    Path other = folder.resolve("other" + index + ".mp4");
    String encoder = TestFfmpeg.encoder().ffmpegName();
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(piece.file())
            .option("-c:v", encoder)
            .option("-profile:v", encoder.equals("libx264") ? "baseline" : "high")
            .option("-b:v", 1_000_000)
            .option("-video_track_timescale", 15_360)
            .option("-movie_timescale", 15_360)
            .output(other));
    ContentKey key =
        ContentKey.of(ContentKey.Kind.SEGMENT).with("odd", piece.segment().getSegmentKey()).build();
    PacketIndex packets =
        PacketIndex.of(
            ffmpeg, FfmpegCommand.ffprobe().option("-select_streams", "v:0").input(other));
    context.store().put(key, other);
    context
        .records()
        .put(
            key.as(ContentKey.Kind.SEGMENT_RECORD),
            Segment.newBuilder(piece.segment())
                .setSegmentKey(key.toString())
                .setParameterSetHash("MD5:other")
                .setPacketSizes(packets.sizes().asList())
                .build());
    keys.set(index, key.toString());
    outcomes.set(
        index,
        SegmentOutcome.newBuilder(outcomes.get(index)).setSegmentKey(key.toString()).build());
  }

  private Montage make() throws Exception {
    return new FilmMaking(context, FfmpegFilms::new, FfmpegSegments::new)
        .make(
            FilmOutcomes.of(
                plan, outcomes, new MusicCoding(context, FfmpegFilms::new).answer(plan)));
  }
}
