package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the structure of any music. */
class MusicStructurePropertyTest {
  /** Some bars of one sound, at a level that may rise or fall. */
  record Passage(TestSong.Sound sound, int bars, double fromDecibels, double toDecibels) {}

  /** A tempo and what is played at it. */
  record Score(int bpm, List<Passage> passages) {}

  @Property(tries = 25)
  void sectionsAdjoinFromTheFirstSoundToTheEndOfSound(@ForAll("scores") Score score)
      throws Exception {
    BeatTimeline timeline = analyze(score);
    List<Section> sections = timeline.getSections();
    assertThat(sections).isNotEmpty();
    assertThat(sections.get(0).getInSample()).isEqualTo(timeline.getFirstSound());
    long end = timeline.getFirstSound();
    for (Section section : sections) {
      assertThat(section.getInSample()).isEqualTo(end);
      assertThat(section.getOutSample()).isGreaterThan(section.getInSample());
      end = section.getOutSample();
    }
    assertThat(end).isEqualTo(timeline.getEndSound());
  }

  @Property(tries = 15)
  void whatTurnsOrBeginsDoesSoOnADownbeat(@ForAll("scores") Score score) throws Exception {
    BeatTimeline timeline = analyze(score);
    var downbeats =
        timeline.getBeats().stream()
            .filter(beat -> beat.getBeatInBar() == 1)
            .map(Beat::getSample)
            .collect(Collectors.toSet());
    assertThat(timeline.getSections().stream().skip(1).map(Section::getInSample))
        .isSubsetOf(downbeats);
    assertThat(timeline.getTurns()).allMatch(turn -> downbeats.contains(turn.getInSample()));
    downbeats.add(timeline.getFirstSound());
    assertThat(timeline.getMusicalStart()).isIn(downbeats);
  }

  @Property(tries = 15)
  void energiesAreThousandthsFromZeroToOne(@ForAll("scores") Score score) throws Exception {
    BeatTimeline timeline = analyze(score);
    assertThat(timeline.getBeats()).extracting(Beat::getEnergy).allSatisfy(this::isThousandth);
    assertThat(timeline.getSections())
        .extracting(Section::getEnergy)
        .allSatisfy(this::isThousandth);
  }

  @Property(tries = 15)
  void startComesBeforeTheEnding(@ForAll("scores") Score score) throws Exception {
    BeatTimeline timeline = analyze(score);
    assertThat(timeline.getMusicalStart()).isGreaterThanOrEqualTo(timeline.getFirstSound());
    assertThat(timeline.getEnding())
        .isGreaterThan(timeline.getMusicalStart())
        .isLessThanOrEqualTo(timeline.getEndSound());
  }

  private void isThousandth(double energy) {
    assertThat(energy).isBetween(0.0, 1.0).isEqualTo(Math.rint(energy * 1000) / 1000);
  }

  @Provide
  Arbitrary<Score> scores() {
    Arbitrary<Double> decibels = Arbitraries.doubles().between(-60, 0);
    Arbitrary<Passage> passages =
        Combinators.combine(
                Arbitraries.of(TestSong.Sound.class),
                Arbitraries.integers().between(1, 8),
                decibels,
                decibels)
            .as(Passage::new);
    return Combinators.combine(
            Arbitraries.integers().between(70, 180), passages.list().ofMinSize(1).ofMaxSize(4))
        .as(Score::new);
  }

  private static BeatTimeline analyze(Score score) throws IOException, UnusableMusicException {
    TestSong song = TestSong.bpm(score.bpm());
    for (Passage part : score.passages()) {
      song.play(part.bars(), part.sound(), part.fromDecibels(), part.toDecibels());
    }
    Path wav = Files.createTempFile("song", ".wav");
    try {
      return new MusicAnalyzer().analyze(song.writeTo(wav), "print", "key");
    } finally {
      Files.delete(wav);
    }
  }
}
