package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.planning.FilmPiece;
import io.autocut.planning.SoundPiece;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.SoundWishes;
import io.autocut.schemas.Verification;
import io.autocut.segments.SoundCutter;
import io.autocut.store.WorkerContext;
import io.autocut.testing.ScriptedFfmpeg;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import io.autocut.testing.TestSound;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mixes real films of six seconds of noise, and measures them. */
class SoundMixerTest {
  private static final MontageRequest REQUEST =
      TestRequest.montage("film", List.of()).setCanvas("160x90").setFps("30").build();

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
  private FilmParts parts;
  private Path film;

  @BeforeEach
  void cutAFilm() throws Exception {
    WorkerContext context = TestContext.in(folder);
    TestMontage montage =
        new TestMontage(context).offer(TestClip.numbered(1, 240).in(folder, "a.mp4"));
    PlannedMontage plan = montage.plan(REQUEST, TestBeats.bpm(120_000));
    List<String> keys = montage.cut(plan).stream().map(SegmentOutcome::getSegmentKey).toList();
    parts = FilmParts.find(plan, keys, context.records(), context.store());
    film = folder.resolve("film.mp4");
  }

  @Test
  void musicIsUntouchedWhenNothingIsAsked() throws Exception {
    var mixed = mix(Optional.empty(), Map.of());
    var plain = mix(Optional.of(SoundWishes.newBuilder().build()), Map.of());

    assertThat(mixed.sound()).isEqualTo(FilmSound.ofMusic(parts)).isEqualTo(plain.sound());
    assertThat(mixed.notes()).isEmpty();
  }

  @Test
  void loudnessIsReachedByALinearGainWhereNoPeakExceeds() throws Exception {
    SoundWishes wishes = SoundWishes.newBuilder().setLoudnessCentiLufs(-2300).build();

    var mixed = mix(Optional.of(wishes), Map.of());

    assertThat(mixed.sound().limit()).isEmpty();
    Verification proof = made(mixed, wishes);
    assertThat(proof.getLoudnessCentiLufs()).isCloseTo(-2300, within(50));
    assertThat(proof.getTruePeakCentiDb()).isLessThan(-100);
    assertThat(proof.getAudioOffsetMicros()).isBetween(-30L, 30L);
    assertThat(SoundNotes.of(Optional.of(wishes), Optional.of(proof))).isEmpty();
  }

  @Test
  void peaksOfALoudFilmAreLimitedWithoutShiftingIt() throws Exception {
    SoundWishes wishes = SoundWishes.newBuilder().setLoudnessCentiLufs(-1400).build();

    var mixed = mix(Optional.of(wishes), Map.of());

    assertThat(mixed.sound().limit()).hasValueSatisfying(most -> assertThat(most).isLessThan(-1));
    Verification proof = made(mixed, wishes);
    assertThat(proof.getLoudnessCentiLufs()).isCloseTo(-1400, within(50));
    assertThat(proof.getTruePeakCentiDb()).isLessThanOrEqualTo(-100);
    assertThat(proof.getAudioOffsetMicros()).isBetween(-30L, 30L);
    assertThat(proof.getProblems()).isEmpty();
  }

  @Test
  void clipsAreHeardAsFarUnderTheMusicAsWished() throws Exception {
    SoundWishes wishes =
        SoundWishes.newBuilder().setOriginal(true).setOriginalCentiDb(-1000).build();

    var mixed = mix(Optional.of(wishes), sounds(murmur()));

    FilmSound sound = mixed.sound();
    double heard = Loudness.of(ffmpeg, clipsAlone(sound)).integratedLufs();
    double music = Loudness.of(ffmpeg, FilmSound.ofMusic(parts)).integratedLufs();
    assertThat(heard - music).isCloseTo(-10, within(0.5));
    Verification proof = made(mixed, wishes);
    assertThat(proof.getProblems()).isEmpty();
    assertThat(proof.getAudioOffsetMicros()).isBetween(-30L, 30L);
  }

  @Test
  void clipsAreHeardOnTheVerySampleOfTheFilm() throws Exception {
    // Clicks that drown the music, each half a second after the beginning of its event's sound.
    Path clicking =
        TestSound.wav(folder.resolve("click.wav"), 48_000, 49_000, i -> i == 24_000 ? 1 : 0);
    SoundWishes wishes =
        SoundWishes.newBuilder().setOriginal(true).setOriginalCentiDb(1500).build();

    FilmSound sound = mix(Optional.of(wishes), sounds(clicking)).sound();
    float[] heard = music(sound.graph(0), sound);

    assertThat(heard.length).isEqualTo(264_600);
    for (int i = 0; i < 5; i++) {
      int at = (int) parts.plan().getEvents().get(i).getRecordIn() * 44_100 / 30 + 22_050;
      assertThat(loudest(heard, at - 2000, at + 2000)).isEqualTo(at);
    }
  }

  @Test
  void strongClipSoundMakesTheMusicSofter() throws Exception {
    // A second of silence, then a second as loud as it gets, and so on.
    Random random = new Random(3);
    Path speaking =
        TestSound.wav(
            folder.resolve("speaking.wav"),
            48_000,
            49_000,
            i -> i < 24_000 ? 0.001 * random.nextGaussian() : 0.3 * random.nextGaussian());
    SoundWishes wishes = SoundWishes.newBuilder().setOriginal(true).build();

    FilmSound sound = mix(Optional.of(wishes), sounds(speaking)).sound();

    String musicAlone = sound.graph(0).replace("normalize=0", "normalize=0:weights=1 0");
    float[] ducked = music(musicAlone, sound);
    float[] plain = music(FilmSound.ofMusic(parts).graph(0), FilmSound.ofMusic(parts));
    assertThat(level(ducked, 10_000, 20_000) / level(plain, 10_000, 20_000))
        .isCloseTo(1, within(0.02));
    assertThat(level(ducked, 30_000, 43_000) / level(plain, 30_000, 43_000)).isBetween(0.5, 0.9);
  }

  @Test
  void filmWhoseClipsDrownTheMusicDoesNotTellItsOffset() throws Exception {
    SoundWishes wishes =
        SoundWishes.newBuilder().setOriginal(true).setOriginalCentiDb(2500).build();

    Verification proof = made(mix(Optional.of(wishes), sounds(murmur())), wishes);

    assertThat(proof.getAudioOffsetMicros()).isNull();
    assertThat(proof.getProblems()).isEmpty();
    assertThat(SoundNotes.of(Optional.of(wishes), Optional.of(proof)))
        .singleElement()
        .asString()
        .startsWith("Whether the sound is in time cannot be told");
  }

  @Test
  void musicFadesAsWishedAndNeverLongerThanTheFilm() throws Exception {
    SoundWishes wishes =
        SoundWishes.newBuilder().setFadeInMillis(2000).setFadeOutMillis(1000).build();
    SoundWishes endless =
        SoundWishes.newBuilder().setFadeInMillis(60_000).setFadeOutMillis(60_000).build();

    var mixed = mix(Optional.of(wishes), Map.of());

    assertThat(mixed.sound().fadeIn()).isEqualTo(88_200);
    assertThat(mixed.sound().fadeOut()).isEqualTo(44_100);
    assertThat(made(mixed, wishes).getProblems()).isEmpty();
    float[] heard = decoded();
    assertThat(level(heard, 0, 4410)).isLessThan(0.1 * level(heard, 100_000, 104_410));
    assertThat(mix(Optional.of(endless), Map.of()).sound().fadeOut()).isEqualTo(264_600);
  }

  @Test
  void clipsWithoutSoundAreTold() throws Exception {
    SoundWishes wishes = SoundWishes.newBuilder().setOriginal(true).build();

    var mixed = mix(Optional.of(wishes), Map.of());

    assertThat(mixed.notes())
        .containsExactly("None of the clips in the film has sound that can be heard.");
    assertThat(mixed.sound().clips()).isEmpty();
  }

  @Test
  void soundThatCannotBeMixedCostsNoFilm() throws Exception {
    SoundWishes wishes = SoundWishes.newBuilder().setLoudnessCentiLufs(-1400).build();

    var mixed =
        new SoundMixer(ScriptedFfmpeg.failingFirst(1))
            .mix(Optional.of(wishes), parts, Map.of(), folder);

    assertThat(mixed.sound()).isEqualTo(FilmSound.ofMusic(parts));
    assertThat(mixed.notes())
        .containsExactly(
            "The film has its music as it is: its sound could not be mixed (FFmpeg exit code 183).");
  }

  private SoundMixer.Mixed mix(Optional<SoundWishes> wishes, Map<Integer, Path> sounds)
      throws Exception {
    return new SoundMixer(ffmpeg).mix(wishes, parts, sounds, folder);
  }

  private Verification made(SoundMixer.Mixed mixed, SoundWishes wishes) throws Exception {
    new FilmAssembler(ffmpeg).assemble(parts, mixed.sound(), folder, film);
    return new FilmVerifier(ffmpeg).verify(film, parts, Assembly.STREAM_COPY, Optional.of(wishes));
  }

  /** The same sound for every event. */
  private Map<Integer, Path> sounds(Path wav) {
    Map<Integer, Path> sounds = new HashMap<>();
    SoundPiece.of(FilmPiece.of(parts.plan())).forEach(piece -> sounds.put(piece.index(), wav));
    return sounds;
  }

  private Path murmur() throws Exception {
    Random random = new Random(2);
    return TestSound.wav(
        folder.resolve("murmur.wav"),
        SoundCutter.SAMPLE_RATE,
        49_000,
        i -> 0.02 * random.nextGaussian());
  }

  /** The joined clips as if they were the music. */
  private FilmSound clipsAlone(FilmSound sound) throws Exception {
    Path wav = folder.resolve("clips.wav");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .rawStereoInput(sound.clips().orElseThrow().samples(), SoundCutter.SAMPLE_RATE)
            .option("-af", "volume=%sdB".formatted(sound.clips().orElseThrow().gainDb()))
            .output(wav));
    return new FilmSound(wav, 0, 288_000, 48_000, 0, 0, Optional.empty(), 0, Optional.empty());
  }

  private float[] music(String graph, FilmSound sound) throws Exception {
    Path wav = folder.resolve("part.wav");
    ffmpeg.run(
        sound
            .inputs(FfmpegCommand.ffmpeg())
            .option("-filter_complex", graph)
            .option("-map", "[sound]")
            .option("-ac", 2)
            .option("-c:a", "pcm_s16le")
            .output(wav));
    return TestSound.left(wav);
  }

  private float[] decoded() throws Exception {
    Path wav = folder.resolve("film.wav");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(film)
            .option("-map", "0:a:0")
            .option("-c:a", "pcm_s16le")
            .output(wav));
    return TestSound.left(wav);
  }

  private static int loudest(float[] samples, int from, int end) {
    int loudest = from;
    for (int i = from; i < end; i++) {
      loudest = Math.abs(samples[i]) > Math.abs(samples[loudest]) ? i : loudest;
    }
    return loudest;
  }

  private static double level(float[] samples, int from, int end) {
    double sum = 0;
    for (int i = from; i < end; i++) {
      sum += samples[i] * samples[i];
    }
    return Math.sqrt(sum / (end - from));
  }
}
