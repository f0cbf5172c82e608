package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.common.base.Splitter;
import com.google.common.math.Quantiles;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegException;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.MediaKind;
import io.autocut.store.ContentKey;
import io.autocut.store.Fingerprint;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestFfmpeg;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Beat 0 s is the first sample of the PCM that is muxed to the film, whatever the music came in.
 *
 * <p>What was decoded is read back from the store, where the film takes its sound from. Clicks are
 * looked for in it by their shape, without any beat tracking; beats must lie on them.
 */
final class TimeBaseTest {
  private static final double TOLERANCE_MILLIS = 3;
  private static final double WORST_MILLIS = 8;
  private static final double SECONDS = 12;
  private static final double BPM = 110;
  private static final double FIRST_CLICK = 0.4;

  @TempDir Path folder;

  private static double[] clicks(double bpm, double first, double seconds) {
    return DoubleStream.iterate(first, at -> at < seconds - 0.5, at -> at + 60 / bpm).toArray();
  }

  private static TestWav music(int sampleRate) {
    return TestWav.lasting(SECONDS, sampleRate).clicks(BPM, FIRST_CLICK).noise(5, 0.0005);
  }

  /** Encodes by the options, separated by blanks; skips the test where the encoder is missing. */
  private Path encode(TestWav wav, String name, String options) throws Exception {
    Path file = folder.resolve(name);
    FfmpegCommand command =
        FfmpegCommand.ffmpeg()
            .audioInput(wav.writeTo(folder.resolve("source.wav")))
            .options(Splitter.on(' ').omitEmptyStrings().split(options))
            .output(file);
    try {
      TestFfmpeg.ffmpeg().run(command);
    } catch (FfmpegException e) {
      assumeFalse(
          e.diagnostics().contains("Unknown encoder"), "this FFmpeg lacks an encoder: " + options);
      throw e;
    }
    return file;
  }

  /** A piece of music after its analysis: its timeline, and the PCM that a film would get. */
  private record Analysed(BeatTimeline timeline, Path pcm) {}

  private Analysed analyse(Path music) throws Exception {
    WorkerContext context = TestContext.in(folder);
    MusicAnalysisEngine engine = new MusicAnalysisEngine(context);
    String fingerprint = Fingerprint.of(music);
    AnalysisRequest request =
        AnalysisRequest.newBuilder()
            .setMontageId("")
            .setKind(MediaKind.MUSIC)
            .setUri(music.toString())
            .setFingerprint(fingerprint)
            .setBeatCorrection(BeatCorrections.asDetected())
            .build();
    ContentKey key = engine.key(request);
    engine.analyze(music, request, key, TestFfmpeg.ffmpeg());
    BeatTimeline timeline = context.records().get(key, BeatTimeline.class);
    return new Analysed(timeline, context.store().get(ContentKey.parse(timeline.getPcmKey())));
  }

  /** Returns how much later than put the clicks lie in the PCM, after holding the beats to them. */
  private static double delayOfClicks(Analysed analysed, double[] put) throws Exception {
    BeatTimeline timeline = analysed.timeline();
    PcmAudio pcm = PcmAudio.open(analysed.pcm());
    assertThat(timeline.getSamples()).isEqualTo(pcm.samples());
    assertThat(timeline.getSampleRate()).isEqualTo(pcm.sampleRate());
    assertThat(timeline.getGrid()).isEqualTo(BeatGrid.TRACKED);

    ClickTimes clicks = ClickTimes.in(analysed.pcm(), put);
    List<Double> errors = clicks.errorsMillis(timeline);
    assertThat(errors.size()).isGreaterThanOrEqualTo(put.length - 2);
    assertThat(Quantiles.median().compute(errors))
        .as("median error of beats in ms")
        .isCloseTo(0, within(TOLERANCE_MILLIS));
    assertThat(errors).allMatch(error -> Math.abs(error) < WORST_MILLIS);
    return clicks.medianDelayMillis(put);
  }

  private double delayAfter(String name, String options) throws Exception {
    return delayOfClicks(
        analyse(encode(music(44_100), name, options)), clicks(BPM, FIRST_CLICK, SECONDS));
  }

  @ParameterizedTest
  @CsvSource({
    "tagged.mp3, -c:a libmp3lame -b:a 160k",
    "variable.mp3, -c:a libmp3lame -q:a 4",
    "low.mp3, -c:a libmp3lame -b:a 32k -ar 22050 -ac 1",
    "a.m4a, -c:a aac -b:a 128k -ac 2",
    "a.mov, -c:a alac",
    "a.opus, -c:a libopus -b:a 96k",
    "a.webm, -c:a libopus -b:a 64k -ac 2",
    "a.ogg, -c:a libvorbis -q:a 4",
    "native.ogg, -c:a vorbis -strict -2 -ac 2",
    "a.flac, -c:a flac",
    "a.wav, -c:a pcm_s24le",
    "float.wav, -c:a pcm_f32le",
    "a.aiff, -c:a pcm_s16be",
    "a.mka, -c:a flac"
  })
  void clicksAreWhereTheyWerePut(String name, String options) throws Exception {
    assertThat(delayAfter(name, options)).isCloseTo(0, within(TOLERANCE_MILLIS));
  }

  @ParameterizedTest
  @CsvSource({
    "untagged.mp3, -c:a libmp3lame -b:a 160k -write_xing 0",
    "joined.mp3, -c:a libmp3lame -b:a 160k -write_xing 0 -id3v2_version 0",
    "raw.aac, -c:a aac -b:a 128k",
    "fragmented.mp4, -c:a aac -b:a 128k -movflags +frag_keyframe+empty_moov",
    "a.ts, -c:a aac -b:a 128k",
    "a.mp2, -c:a mp2 -b:a 192k",
    "a.ac3, -c:a ac3 -b:a 192k",
    "a.wma.asf, -c:a wmav2 -b:a 128k"
  })
  void beatsStayOnTheClicksWhereNothingTellsTheDelayOfTheEncoder(String name, String options)
      throws Exception {
    assertThat(delayAfter(name, options)).isBetween(-50.0, 50.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 32_000, 88_200, 96_000, 176_400, 192_000})
  void anySampleRateKeepsItsTime(int sampleRate) throws Exception {
    Path music = encode(music(sampleRate), "a.flac", "-c:a flac");
    assertThat(delayOfClicks(analyse(music), clicks(BPM, FIRST_CLICK, SECONDS)))
        .isCloseTo(0, within(TOLERANCE_MILLIS));
  }

  @ParameterizedTest
  @CsvSource({
    "stereo.flac, pan=stereo|c0=c0|c1=c0, flac",
    "left.flac, pan=stereo|c0=c0|c1=0*c0, flac",
    "antiphase.flac, pan=stereo|c0=c0|c1=-1*c0, flac",
    "antiphase.m4a, pan=stereo|c0=c0|c1=-1*c0, aac",
    "front.flac, pan=5.1|c0=c0|c1=c0|c2=0*c0|c3=0*c0|c4=0*c0|c5=0*c0, flac",
    "surround.flac, pan=5.1|c0=0*c0|c1=0*c0|c2=0*c0|c3=0*c0|c4=c0|c5=c0, flac",
    "centre.m4a, pan=5.1|c0=0*c0|c1=0*c0|c2=c0|c3=0*c0|c4=0*c0|c5=0*c0, aac"
  })
  void anyChannelsKeepTheirTime(String name, String channels, String encoder) throws Exception {
    assertThat(delayAfter(name, "-af " + channels + " -c:a " + encoder))
        .isCloseTo(0, within(TOLERANCE_MILLIS));
  }

  @ParameterizedTest
  @CsvSource({"a.m4a, aac", "a.mp3, libmp3lame", "a.opus, libopus"})
  void quietClippedAndSilentBeginningsSurviveLossyCodecs(String name, String encoder)
      throws Exception {
    double late = 1.0 + FIRST_CLICK;
    double[] put = clicks(BPM, late, SECONDS);
    TestWav quiet = TestWav.lasting(SECONDS).clicks(BPM, late).each(x -> 0.0025 * x);
    TestWav clipped = TestWav.lasting(SECONDS).clicks(BPM, late).each(x -> 0.05 + 3 * x);
    for (TestWav wav : List.of(quiet, clipped)) {
      Analysed analysed = analyse(encode(wav, name, "-b:a 128k -c:a " + encoder));
      assertThat(delayOfClicks(analysed, put)).isCloseTo(0, within(TOLERANCE_MILLIS));
    }
  }

  @Test
  void soundOfAVideoKeepsItsTime() throws Exception {
    assertThat(delayInVideo("0", "a.mp4")).isCloseTo(0, within(TOLERANCE_MILLIS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"late.mp4", "late.mkv"})
  void soundThatSetsInAfterThePictureIsCountedFromItsOwnFirstSample(String name) throws Exception {
    // Less than a frame of AAC, which FFmpeg leaves in here, and by far not the 700 ms.
    assertThat(delayInVideo("0.7", name)).isBetween(-TOLERANCE_MILLIS, 25.0);
  }

  private double delayInVideo(String soundBegins, String name) throws Exception {
    Path film = folder.resolve(name);
    TestFfmpeg.ffmpeg()
        .run(
            FfmpegCommand.ffmpeg()
                .generatedInput("testsrc=s=160x120:r=25:d=" + SECONDS)
                .option("-itsoffset", soundBegins)
                .audioInput(music(48_000).writeTo(folder.resolve("source.wav")))
                .options(List.of("-c:v", "mpeg4", "-bf", "2", "-c:a", "aac", "-ac", "2"))
                .output(film));
    return delayOfClicks(analyse(film), clicks(BPM, FIRST_CLICK, SECONDS));
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 70, 85, 95, 100, 105, 135, 140, 160, 170})
  void clicksOfAnyTempoAreMet(int bpm) throws Exception {
    assertThat(medianErrorAt(bpm)).isCloseTo(0, within(TOLERANCE_MILLIS));
  }

  @ParameterizedTest
  @ValueSource(ints = {190, 200})
  void fastClicksAreMetAtWhateverMetricalLevel(int bpm) throws Exception {
    assertThat(medianErrorAt(bpm)).isCloseTo(0, within(TOLERANCE_MILLIS));
  }

  private double medianErrorAt(int bpm) throws Exception {
    Path wav =
        TestWav.lasting(20)
            .clicks(bpm, 0.321)
            .thumps(bpm, 0.321, 4)
            .noise(bpm, 0.002)
            .writeTo(folder.resolve("a.wav"));
    BeatTimeline timeline = new MusicAnalyzer().analyze(wav, "print", "key");
    List<Double> errors = ClickTimes.in(wav, clicks(bpm, 0.321, 20)).errorsMillis(timeline);
    assertThat(errors.size()).isGreaterThan(timeline.getBeats().size() * 9 / 10);
    return Quantiles.median().compute(errors);
  }
}
