package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autocut.music.TestSong.Sound;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatRegion;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MusicAnalyzerTest {
  private static final double BIAS_SECONDS = 0.003;
  private static final double WORST_SECONDS = 0.008;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "60, 0.5",
    "75.5, 0.013",
    "90, 1.1",
    "117.3, 0.3",
    "128, 0",
    "150, 0.777",
    "180, 0.25"
  })
  void clicksAreFoundWhereTheyAre(double bpm, double offset) throws Exception {
    BeatTimeline timeline = analyze(TestWav.lasting(20).clicks(bpm, offset));

    assertBeatsAt(timeline, bpm, offset);
    assertThat(timeline.getConfidence()).isGreaterThan(0.8);
    assertThat(timeline.getNote()).isEmpty();
    assertThat(timeline.getFirstSound()).isCloseTo(Math.round(offset * 44_100), within(20L));
  }

  @ParameterizedTest
  @CsvSource({"8000", "11025", "22050", "48000", "96000"})
  void clicksAreFoundAtAnySampleRate(int sampleRate) throws Exception {
    BeatTimeline timeline = analyze(TestWav.lasting(15, sampleRate).clicks(110, 0.4));
    assertThat(timeline.getSampleRate()).isEqualTo(sampleRate);
    assertBeatsAt(timeline, 110, 0.4);
  }

  @Test
  void directCurrentDoesNotMatter() throws Exception {
    assertBeatsAt(analyze(TestWav.lasting(15).clicks(100, 0.5).each(x -> 0.5 * x + 0.3)), 100, 0.5);
  }

  @Test
  void veryQuietMusicIsTracked() throws Exception {
    BeatTimeline timeline = analyze(TestWav.lasting(15).clicks(100, 0.5).each(x -> 0.002 * x));
    assertBeatsAt(timeline, 100, 0.5);
  }

  @Test
  void clippedMusicIsTracked() throws Exception {
    TestWav wav = TestWav.lasting(15).clicks(100, 0.5).thumps(100, 0.5, 1).noise(1, 0.002);
    assertBeatsAt(analyze(wav.each(x -> 20 * x)), 100, 0.5);
  }

  @ParameterizedTest
  @CsvSource({"3", "4"})
  void barsBeginAtTheThumps(int metre) throws Exception {
    double start = 0.5 + 60.0 / 120;
    BeatTimeline timeline = analyze(TestWav.lasting(20).clicks(120, 0.5).thumps(120, start, metre));

    assertThat(timeline.getBeatsPerBar()).isEqualTo(metre);
    for (Beat beat : timeline.getBeats()) {
      long index = Math.round((seconds(timeline, beat) - start) * 2);
      assertThat(beat.getBeatInBar()).isEqualTo((int) Math.floorMod(index, (long) metre) + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"60", "90", "120", "180"})
  void plainClicksAreCountedInFour(double bpm) throws Exception {
    assertThat(analyze(TestWav.lasting(20).clicks(bpm, 0.5)).getBeatsPerBar()).isEqualTo(4);
  }

  @Test
  void beatsGoOnFromTheFirstSoundToTheLast() throws Exception {
    TestWav wav = TestWav.lasting(20).clicks(120, 0.5);
    int[] sample = {0};
    // Four seconds without a click in the middle, and a hum that goes on after the last.
    wav.each(x -> (sample[0]++ / 44_100 - 8 & ~3) == 0 ? 0 : x);
    sample[0] = 0;
    wav.each(x -> x + 0.005 * Math.sin(0.03 * sample[0]++));

    assertBeatsAt(analyze(wav), 120, 0.0);
  }

  @Test
  void driftingTempoIsFollowed() throws Exception {
    TestWav wav = TestWav.lasting(30);
    List<Double> clicks = new ArrayList<>();
    for (double at = 0.5; at < 29.5; at += 0.6 - 0.1 * at / 30) {
      clicks.add(at);
      wav.click(at);
    }
    BeatTimeline timeline = analyze(wav);

    assertThat(timeline.getBeats()).hasSize(clicks.size());
    for (int i = 0; i < clicks.size(); i++) {
      assertThat(seconds(timeline, timeline.getBeats().get(i)))
          .isCloseTo(clicks.get(i), within(WORST_SECONDS));
    }
  }

  @Test
  void loneCrackleInSilenceGetsAnEvenGrid() throws Exception {
    int[] sample = {0};
    TestWav wav = TestWav.lasting(20).each(x -> sample[0]++ % 400_000 == 1_000 ? 0.3001 : 0.3);
    assertThat(analyze(wav).getGrid()).isEqualTo(BeatGrid.REGULAR);
  }

  @Test
  void louderHalfHasMoreEnergy() throws Exception {
    int[] sample = {0};
    TestWav wav =
        TestWav.lasting(20).clicks(120, 0.0).each(x -> sample[0]++ < 441_000 ? 0.1 * x : x);
    List<Beat> beats = analyze(wav).getBeats();

    assertThat(beats)
        .allMatch(beat -> Math.rint(beat.getEnergy() * 1000) / 1000 == beat.getEnergy());
    assertThat(beats.get(5).getEnergy()).isCloseTo(0.333, within(0.02));
    assertThat(beats.get(30).getEnergy()).isCloseTo(1, within(0.05));
  }

  @Test
  void silenceGetsAnEvenGridAndSaysWhy() throws Exception {
    BeatTimeline timeline = analyze(TestWav.lasting(10).noise(1, 0.00001));

    assertRegular(timeline, "The music is silent");
    assertThat(timeline.getFirstSound()).isZero();
    assertThat(timeline.getEndSound()).isEqualTo(441_000);
    assertThat(timeline.getBeats()).hasSize(20);
    assertThat(timeline.getBeats().get(3).getSample()).isEqualTo(66_150);
    assertThat(timeline.getBeats().get(3).getBeatInBar()).isEqualTo(4);
  }

  @Test
  void silenceIsOneSectionWithoutEnergy() throws Exception {
    BeatTimeline timeline = analyze(TestWav.lasting(10).noise(1, 0.00001));

    assertThat(timeline.getSections()).containsExactly(new Section(0L, 441_000L, "A", 0.0));
    assertThat(timeline.getBeats()).allMatch(beat -> beat.getEnergy() == 0);
    assertThat(timeline.getIntegratedCentiLufs()).isEqualTo(-7_000);
  }

  @Test
  void shortMusicIsOneSection() throws Exception {
    BeatTimeline timeline = analyze(TestWav.lasting(1.9).clicks(240, 0.2));

    assertThat(timeline.getSections()).hasSize(1);
    assertThat(timeline.getSections().get(0).getInSample()).isEqualTo(timeline.getFirstSound());
    assertThat(timeline.getSections().get(0).getOutSample()).isEqualTo(timeline.getEndSound());
  }

  @Test
  void timelineCarriesTheLoudnessOfTheWhole() throws Exception {
    int[] sample = {0};
    TestWav sine = TestWav.lasting(5).each(x -> 0.1 * Math.sin(0.142 * sample[0]++));
    assertThat(analyze(sine).getIntegratedCentiLufs()).isCloseTo(-2_300, within(10));
  }

  @Test
  void sectionsAreFoundInTrackedMusic() throws Exception {
    TestSong song = TestSong.bpm(120).play(8, Sound.VERSE).play(8, Sound.CHORUS);
    Path wav = song.play(8, Sound.VERSE).writeTo(folder.resolve("song.wav"));
    BeatTimeline timeline = new MusicAnalyzer().analyze(wav, "print", "key");

    assertThat(timeline.getGrid()).isEqualTo(BeatGrid.TRACKED);
    assertThat(timeline.getSections()).extracting(Section::getLabel).containsExactly("A", "B", "A");
  }

  @Test
  void whiteNoiseGetsAnEvenGridAndSaysWhy() throws Exception {
    assertRegular(
        analyze(TestWav.lasting(20).noise(7, 0.1)), "No steady beat could be heard in the music");
  }

  @Test
  void steadyToneGetsAnEvenGrid() throws Exception {
    int[] sample = {0};
    TestWav wav = TestWav.lasting(10).each(x -> 0.3 * Math.sin(0.05 * sample[0]++));
    assertRegular(analyze(wav), "No steady beat");
  }

  @Test
  void shortMusicGetsAnEvenGridFromItsFirstSound() throws Exception {
    BeatTimeline timeline = analyze(TestWav.lasting(1.9).clicks(240, 0.2));

    assertRegular(timeline, "The music sounds for less than 2 seconds");
    assertThat(timeline.getBeats().get(0).getSample()).isEqualTo(timeline.getFirstSound());
  }

  @ParameterizedTest
  @CsvSource({"0.00003", "0.001", "0.3", "1.2", "2.0", "2.01", "2.5", "4"})
  void noLengthIsTooShort(double seconds) throws Exception {
    BeatTimeline timeline = analyze(TestWav.lasting(seconds).noise(1, 0.2));
    assertThat(timeline.getBeats()).isNotEmpty();
    assertThat(timeline.getSamples()).isEqualTo((int) (seconds * 44_100));
  }

  @Test
  void musicWithoutAnySampleIsRefused() {
    assertThatThrownBy(() -> analyze(TestWav.lasting(0)))
        .isInstanceOfSatisfying(
            UnusableMusicException.class,
            refused -> assertThat(refused.code()).isEqualTo("NO_SAMPLES"))
        .hasMessageEndingWith("a.wav: there is no sample of sound in it");
  }

  @Test
  void steadyClicksAreTrustedAndHaveOnsets() throws Exception {
    BeatTimeline timeline = analyze(TestWav.lasting(20).clicks(120, 0.5));

    assertThat(timeline.getRegions()).singleElement().matches(BeatRegion::getTrusted);
    assertThat(timeline.getOnsets()).hasSize(timeline.getBeats().size());
  }

  @Test
  void evenGridIsNotTrusted() throws Exception {
    BeatTimeline timeline = analyze(TestWav.lasting(20).noise(7, 0.1));

    assertRegular(timeline, "No steady beat could be heard in the music");
    assertThat(timeline.getRegions())
        .containsExactly(
            new BeatRegion(timeline.getFirstSound(), timeline.getEndSound(), 0.0, false));
  }

  @Test
  void clicksWithoutABeatAreNotTrustedAndHaveOnsets() throws Exception {
    TestWav wav = TestWav.lasting(12).click(2).click(3.1).click(5.7).click(6.4).click(9.1);
    BeatTimeline timeline = analyze(wav.noise(7, 0.005));

    assertThat(timeline.getRegions()).hasSize(1).noneMatch(BeatRegion::getTrusted);
    assertThat(timeline.getOnsets())
        .extracting(onset -> Math.round(onset.getSample() / 4410.0))
        .contains(20L, 31L, 57L, 64L, 91L);
  }

  @Test
  void silenceHasNoOnset() throws Exception {
    assertThat(analyze(TestWav.lasting(10).noise(1, 0.00001)).getOnsets()).isEmpty();
  }

  @Test
  void sameMusicGivesTheSameTimeline() throws Exception {
    TestWav wav = TestWav.lasting(12).clicks(97, 0.1).noise(2, 0.02);
    assertThat(analyze(wav)).isEqualTo(analyze(wav));
  }

  private BeatTimeline analyze(TestWav wav) throws IOException, UnusableMusicException {
    return new MusicAnalyzer().analyze(wav.writeTo(folder.resolve("a.wav")), "print", "key");
  }

  private static double seconds(BeatTimeline timeline, Beat beat) {
    return beat.getSample() / (double) timeline.getSampleRate();
  }

  private static void assertBeatsAt(BeatTimeline timeline, double bpm, double offset) {
    assertThat(timeline.getGrid()).isEqualTo(BeatGrid.TRACKED);
    assertThat(timeline.getMilliBpm() / 1000.0).isCloseTo(bpm, within(bpm * 0.002));
    double period = 60 / bpm;
    double sum = 0;
    long previous = -1;
    for (Beat beat : timeline.getBeats()) {
      double late = Math.IEEEremainder(seconds(timeline, beat) - offset, period);
      assertThat(late).isCloseTo(0, within(WORST_SECONDS));
      sum += late;
      assertThat(beat.getSample()).isGreaterThan(previous);
      previous = beat.getSample();
    }
    assertThat(sum / timeline.getBeats().size()).isCloseTo(0, within(BIAS_SECONDS));
    double first = seconds(timeline, timeline.getBeats().get(0));
    assertThat(first)
        .isLessThan(timeline.getFirstSound() / (double) timeline.getSampleRate() + period);
    double end = timeline.getEndSound() / (double) timeline.getSampleRate();
    assertThat(previous / (double) timeline.getSampleRate())
        .isGreaterThan(end - period - WORST_SECONDS);
    double beats = (previous / (double) timeline.getSampleRate() - first) / period;
    assertThat(timeline.getBeats()).hasSize((int) Math.round(beats) + 1);
  }

  private static void assertRegular(BeatTimeline timeline, String reason) {
    assertThat(timeline.getGrid()).isEqualTo(BeatGrid.REGULAR);
    assertThat(timeline.getMilliBpm()).isEqualTo(120_000);
    assertThat(timeline.getConfidence()).isZero();
    assertThat(timeline.getNote())
        .isEqualTo(timeline.getNote().strip())
        .startsWith(reason)
        .endsWith("; an even grid of 120 beats a minute stands in.");
  }
}
