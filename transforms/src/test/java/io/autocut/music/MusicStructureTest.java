package io.autocut.music;

import static io.autocut.music.TestSong.Sound.BREAK;
import static io.autocut.music.TestSong.Sound.CHORUS;
import static io.autocut.music.TestSong.Sound.PADS;
import static io.autocut.music.TestSong.Sound.VERSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.autocut.schemas.TurnKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MusicStructureTest {
  @TempDir Path folder;

  @Test
  void sectionsBeginWithinABarOfWhereTheSoundChanges() throws Exception {
    TestSong song = verseAndChorus();
    List<MusicStructure.Part> sections = song.structure(folder).sections();

    assertThat(sections).hasSize(5);
    double bar = song.bar(1);
    assertThat(sections.get(1).from()).isCloseTo(song.bar(8), within(bar));
    assertThat(sections.get(2).from()).isCloseTo(song.bar(16), within(bar));
    assertThat(sections.get(3).from()).isCloseTo(song.bar(24), within(bar));
    assertThat(sections.get(4).from()).isCloseTo(song.bar(32), within(bar));
  }

  @Test
  void sectionsThatSoundAlikeShareALabel() throws Exception {
    assertThat(verseAndChorus().structure(folder).sections())
        .extracting(MusicStructure.Part::label)
        .containsExactly("A", "B", "A", "C", "B");
  }

  @Test
  void sectionsOfAnotherHarmonyAloneAreToldApart() throws Exception {
    List<MusicStructure.Part> sections =
        TestSong.bpm(120).play(8, PADS).play(8, BREAK).play(8, PADS).structure(folder).sections();
    assertThat(sections).extracting(MusicStructure.Part::label).containsExactly("A", "B", "A");
  }

  @Test
  void musicThatStaysAsItIsIsOneSection() throws Exception {
    TestSong song = TestSong.bpm(128).play(24, CHORUS);
    assertThat(song.structure(folder).sections())
        .containsExactly(new MusicStructure.Part(0, song.seconds(), "A"));
  }

  @Test
  void shortMusicIsOneSection() throws Exception {
    assertThat(TestSong.bpm(120).play(2, VERSE).play(2, CHORUS).structure(folder).sections())
        .hasSize(1);
  }

  @Test
  void crescendoIsABuildUntilItHasArrived() throws Exception {
    TestSong song = TestSong.bpm(120).play(8, VERSE, -15, -15).play(8, VERSE, -15, 0);
    song.play(8, VERSE);
    List<MusicStructure.Turn> turns = song.structure(folder).turns();

    assertThat(turns).hasSize(1);
    assertThat(turns.get(0).kind()).isEqualTo(TurnKind.BUILD);
    assertThat(turns.get(0).from()).isCloseTo(song.bar(8), within(song.bar(1)));
    assertThat(turns.get(0).to()).isCloseTo(song.bar(16), within(song.bar(1)));
    assertThat(turns.get(0).loudnessUnits()).isCloseTo(15, within(2.0));
  }

  @Test
  void crescendoOfTwoBarsIsABuild() throws Exception {
    TestSong song = TestSong.bpm(120).play(4, VERSE, -14, -14).play(2, VERSE, -14, 0);
    song.play(8, VERSE);
    assertThat(song.structure(folder).turns())
        .extracting(MusicStructure.Turn::kind)
        .containsExactly(TurnKind.BUILD);
  }

  @Test
  void loudDownbeatAfterAQuietBreakIsADrop() throws Exception {
    TestSong song = TestSong.bpm(126).play(8, CHORUS).play(8, BREAK, -12, -12).play(8, CHORUS);
    List<MusicStructure.Turn> turns = song.structure(folder).turns();

    assertThat(turns).hasSize(1);
    assertThat(turns.get(0).kind()).isEqualTo(TurnKind.DROP);
    assertThat(turns.get(0).from()).isEqualTo(song.beats().seconds().get(64));
    assertThat(turns.get(0).loudnessUnits()).isGreaterThan(8);
  }

  @Test
  void bassThatComesBackIsADrop() throws Exception {
    TestSong song = TestSong.bpm(126).play(8, CHORUS).play(8, BREAK, -1, -1).play(8, CHORUS);
    assertThat(song.structure(folder).turns())
        .extracting(MusicStructure.Turn::from)
        .containsExactly(song.beats().seconds().get(64));
  }

  @Test
  void buildThatEndsInADropIsBoth() throws Exception {
    TestSong song = TestSong.bpm(126).play(8, CHORUS).play(8, BREAK, -24, -8).play(8, CHORUS);
    assertThat(song.structure(folder).turns())
        .extracting(MusicStructure.Turn::kind)
        .containsExactly(TurnKind.BUILD, TurnKind.DROP);
  }

  @Test
  void loneHitInABreakIsNoDrop() throws Exception {
    TestSong song = TestSong.bpm(126).play(8, CHORUS).play(6, BREAK, -12, -12);
    song.play(1, CHORUS).play(9, BREAK, -12, -12);
    assertThat(song.structure(folder).turns()).isEmpty();
  }

  @Test
  void evenMusicHasNoTurns() throws Exception {
    assertThat(TestSong.bpm(110).play(24, VERSE).structure(folder).turns()).isEmpty();
  }

  @Test
  void musicStartsWhereItHasSetInAfterAWeakIntroduction() throws Exception {
    TestSong song = TestSong.bpm(120).play(4, PADS, -12, -12).play(16, CHORUS);
    assertThat(song.structure(folder).start()).isEqualTo(song.bar(4));
  }

  @Test
  void musicThatIsLoudAtOnceStartsWithItsFirstSound() throws Exception {
    assertThat(verseAndChorus().structure(folder).start()).isZero();
  }

  @Test
  void musicThatTakesLongToSetInStartsWithItsFirstSound() throws Exception {
    TestSong song = TestSong.bpm(120).play(16, PADS, -12, -12).play(16, CHORUS);
    assertThat(song.structure(folder).start()).isZero();
  }

  @Test
  void fadeOutIsTheEnding() throws Exception {
    TestSong song = TestSong.bpm(120).play(24, CHORUS).play(6, CHORUS, 0, -40);
    assertThat(song.structure(folder).ending()).isCloseTo(song.bar(24), within(song.bar(1)));
  }

  @Test
  void lastChordIsTheEnding() throws Exception {
    TestSong song = TestSong.bpm(120).play(16, VERSE).ring(3);
    assertThat(song.structure(folder).ending()).isEqualTo(song.bar(16));
  }

  @Test
  void musicThatStopsAtOnceEndsWithItsSound() throws Exception {
    TestSong song = verseAndChorus();
    assertThat(song.structure(folder).ending()).isEqualTo(song.seconds());
  }

  @Test
  void musicWithoutBarsIsOneSection() throws Exception {
    PcmAudio audio =
        PcmAudio.open(TestSong.bpm(120).play(16, VERSE).writeTo(folder.resolve("a.wav")));
    TrackedBeats lone =
        new TrackedBeats(
            ImmutableDoubleArray.of(3), ImmutableIntArray.of(2), 4, 0, 0, 0, ImmutableList.of());
    OnsetFeatures features = OnsetFeatures.extract(audio, SoundLevels.measure(audio));
    MusicStructure structure =
        MusicStructure.of(lone, features, LoudnessCurve.measure(audio), 0, 32);
    assertThat(structure.sections()).containsExactly(new MusicStructure.Part(0, 32, "A"));
  }

  @Test
  void noBeatIsRefused() throws Exception {
    PcmAudio audio =
        PcmAudio.open(TestSong.bpm(120).play(2, VERSE).writeTo(folder.resolve("a.wav")));
    OnsetFeatures features = OnsetFeatures.extract(audio, SoundLevels.measure(audio));
    LoudnessCurve loudness = LoudnessCurve.measure(audio);
    TrackedBeats none =
        new TrackedBeats(
            ImmutableDoubleArray.of(), ImmutableIntArray.of(), 4, 0, 0, 0, ImmutableList.of());
    assertThatThrownBy(() -> MusicStructure.of(none, features, loudness, 1, 4))
        .hasMessage("structure needs a beat, there is none from 1.0");
  }

  private static TestSong verseAndChorus() {
    return TestSong.bpm(120)
        .play(8, VERSE)
        .play(8, CHORUS)
        .play(8, VERSE)
        .play(8, BREAK)
        .play(8, CHORUS);
  }
}
