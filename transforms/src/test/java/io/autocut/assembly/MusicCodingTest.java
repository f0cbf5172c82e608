package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Montage;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MusicOutcome;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.SoundWishes;
import io.autocut.segments.FfmpegSegments;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MusicCodingTest {
  @TempDir private Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
  private WorkerContext context;
  private TestMontage montage;
  private PlannedMontage plan;

  @BeforeEach
  void planAMontage() throws Exception {
    context = TestContext.in(folder);
    montage = new TestMontage(context).offer(TestClip.numbered(1, 400).in(folder, "a.mp4"));
    plan =
        montage.plan(
            TestRequest.montage("film", List.of())
                .setCanvas("160x90")
                .setTemplate(TestRequest.every(4))
                .build(),
            TestBeats.bpm(120_000));
  }

  @Test
  void filmOfCodedMusicSoundsAsOneWhoseMusicIsCodedWithIt() throws Exception {
    List<String> keys = montage.cut(plan).stream().map(SegmentOutcome::getSegmentKey).toList();
    FilmParts parts = FilmParts.find(plan, keys, context.records(), context.store());
    Path coded = context.store().get(ContentKey.parse(answer(plan).getTrackKey()));
    Path one = folder.resolve("one.mp4");
    Path other = folder.resolve("other.mp4");

    new FilmAssembler(ffmpeg).assemble(parts, new CodedTrack(coded), folder, one);
    new FilmAssembler(ffmpeg).assemble(parts, FilmSound.ofMusic(parts), folder, other);

    assertThat(packetsOfSound(one)).isEqualTo(packetsOfSound(other)).isNotEmpty();
    assertThat(samples(one)).isEqualTo(samples(other)).isNotEmpty();
  }

  @Test
  void musicThatIsCodedAlreadyIsFound() throws Exception {
    MusicOutcome first = answer(plan);

    MusicOutcome second = answer(plan);

    assertThat(first.getMontageId()).isEqualTo("film");
    assertThat(first.getWork().getReused()).isFalse();
    assertThat(second.getTrackKey()).isEqualTo(first.getTrackKey()).isNotEmpty();
    assertThat(second.getWork().getReused()).isTrue();
  }

  @Test
  void otherFadesAreOtherMusic() throws Exception {
    PlannedMontage fading = with(SoundWishes.newBuilder().setFadeInMillis(500).build());

    assertThat(answer(fading).getTrackKey()).isNotEmpty().isNotEqualTo(answer(plan).getTrackKey());
  }

  @Test
  void soundThatIsMixedOrLevelledIsLeftToTheAssembly() throws Exception {
    assertThat(answer(with(SoundWishes.newBuilder().setOriginal(true).build())).getTrackKey())
        .isEmpty();
    assertThat(
            answer(with(SoundWishes.newBuilder().setLoudnessCentiLufs(-1400).build()))
                .getTrackKey())
        .isEmpty();
  }

  @Test
  void planThatCannotBeMadeHasNoMusicButAnAnswer() throws Exception {
    PlannedMontage unmakeable = PlannedMontage.newBuilder(plan).setMakeable(false).build();

    assertThat(answer(unmakeable).getTrackKey()).isEmpty();
  }

  @Test
  void musicThatTheStoreHasLostIsLeftToTheAssemblyToo() throws Exception {
    BeatTimeline music =
        context.records().get(ContentKey.parse(plan.getMusicKey()), BeatTimeline.class);
    Files.delete(context.store().get(ContentKey.parse(music.getPcmKey())));

    assertThat(answer(plan).getTrackKey()).isEmpty();
  }

  @Test
  void codedMusicThatGetsLostBeforeAssemblyIsMadeAgain() throws Exception {
    Path film = folder.resolve("film.mp4");
    MontageRequest request =
        MontageRequest.newBuilder(plan.getRequest()).setOutput(film.toString()).build();
    PlannedMontage asked = PlannedMontage.newBuilder(plan).setRequest(request).build();
    MusicOutcome music = answer(asked);
    Files.delete(context.store().get(ContentKey.parse(music.getTrackKey())));

    Montage made =
        new FilmMaking(context, FfmpegFilms::new, FfmpegSegments::new)
            .make(FilmOutcomes.of(asked, montage.cut(asked), music));

    assertThat(made.getFailures()).isEmpty();
    assertThat(packetsOfSound(film)).isNotEmpty();
  }

  private MusicOutcome answer(PlannedMontage asked) throws InterruptedException {
    return new MusicCoding(context, FfmpegFilms::new).answer(asked);
  }

  private PlannedMontage with(SoundWishes wishes) {
    return PlannedMontage.newBuilder(plan)
        .setRequest(MontageRequest.newBuilder(plan.getRequest()).setSound(wishes).build())
        .build();
  }

  private List<String> packetsOfSound(Path film) throws Exception {
    List<String> lines = new ArrayList<>();
    ffmpeg.run(
        FfmpegCommand.ffprobe()
            .option("-select_streams", "a:0")
            .input(film)
            .option("-show_entries", "packet=pts,dts,duration,size,flags")
            .option("-of", "csv=p=0"),
        stdout ->
            new String(stdout.readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .forEach(lines::add));
    return lines;
  }

  private byte[] samples(Path film) throws Exception {
    ByteArrayOutputStream samples = new ByteArrayOutputStream();
    ffmpeg.run(
        FfmpegCommand.ffmpeg().input(film).option("-map", "0:a:0").outputToPipe("f32le"),
        stdout -> stdout.transferTo(samples));
    return samples.toByteArray();
  }
}
