package io.autocut.testing;

import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatRegion;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Onset;
import io.autocut.schemas.Section;
import io.autocut.store.ContentKey;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds beat timelines of music that does not exist: {@code TestBeats.bpm(120_000).lasting(10)}.
 * Not safe for several threads.
 */
public final class TestBeats {
  private final int milliBpm;
  private int sampleRate = 44_100;
  private RationalTime firstBeat = RationalTime.ZERO;
  private RationalTime firstSound = RationalTime.ZERO;
  private int upbeats;
  private int sectionBars;
  private double energy = 0.5;
  private BeatGrid grid = BeatGrid.TRACKED;
  private String note = "";
  private double tempoConfidence = 1;
  private double downbeatConfidence = 1;
  private final List<int[]> untrusted = new ArrayList<>();
  private final List<PlacedOnset> onsets = new ArrayList<>();
  private String pcmKey = ContentKey.of(ContentKey.Kind.PCM).build().toString();

  /** An onset whose sample depends on the sample rate that is yet to be given. */
  private record PlacedOnset(int millis, double strength) {}

  private TestBeats(int milliBpm) {
    this.milliBpm = milliBpm;
  }

  /** Even beats, four in a bar, the first of them a downbeat. */
  public static TestBeats bpm(int milliBpm) {
    return new TestBeats(milliBpm);
  }

  public TestBeats sampledAt(int newSampleRate) {
    sampleRate = newSampleRate;
    return this;
  }

  /** When the first beat sounds. */
  public TestBeats from(int millis) {
    firstBeat = RationalTime.ofMillis(millis);
    return this;
  }

  /** When the silence before the music ends. */
  public TestBeats silentFor(int millis) {
    firstSound = RationalTime.ofMillis(millis);
    return this;
  }

  /** So many beats before the first downbeat. */
  public TestBeats upbeats(int count) {
    upbeats = count;
    return this;
  }

  /** A section begins on the first downbeat and every so many bars after it. */
  public TestBeats sectionsOf(int bars) {
    sectionBars = bars;
    return this;
  }

  public TestBeats energy(double newEnergy) {
    energy = newEnergy;
    return this;
  }

  /** An even grid stands in for beats that could not be found, because of {@code why}. */
  public TestBeats regular(String why) {
    grid = BeatGrid.REGULAR;
    note = why;
    return this;
  }

  public TestBeats tempoConfidence(double newConfidence) {
    tempoConfidence = newConfidence;
    return this;
  }

  public TestBeats downbeatConfidence(double newConfidence) {
    downbeatConfidence = newConfidence;
    return this;
  }

  /** The beats cannot be trusted there; unit: milliseconds. Stretches are given as they follow. */
  public TestBeats untrusted(int fromMillis, int toMillis) {
    untrusted.add(new int[] {fromMillis, toMillis});
    return this;
  }

  /** Onsets of full strength, rising; unit: milliseconds. */
  public TestBeats onsets(int... millis) {
    for (int at : millis) {
      onset(at, 1);
    }
    return this;
  }

  /** One more onset, after those before. */
  public TestBeats onset(int millis, double strength) {
    onsets.add(new PlacedOnset(millis, strength));
    return this;
  }

  /** Of music whose samples lie in the store under this key. */
  public TestBeats of(ContentKey pcm) {
    pcmKey = pcm.toString();
    return this;
  }

  /** The timeline of music that sounds until {@code seconds} after its first sample. */
  public BeatTimeline lasting(int seconds) {
    long end = (long) seconds * sampleRate;
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; sample(i) < end; i++) {
      beats.add(new Beat(sample(i), Math.floorMod(i - upbeats, 4) + 1, energy));
    }
    return BeatTimeline.newBuilder()
        .setFingerprint("music")
        .setSampleRate(sampleRate)
        .setSamples(end)
        .setPcmKey(pcmKey)
        .setGrid(grid)
        .setMilliBpm(milliBpm)
        .setBeatsPerBar(4)
        .setConfidence(1)
        .setTempoConfidence(tempoConfidence)
        .setDownbeatConfidence(downbeatConfidence)
        .setFirstSound(firstSound.toTicks(1, sampleRate))
        .setEndSound(end)
        .setBeats(beats)
        .setRegions(regions(end))
        .setOnsets(
            onsets.stream()
                .map(onset -> new Onset(sampleAt(onset.millis()), onset.strength()))
                .filter(onset -> onset.getSample() < end)
                .toList())
        .setSections(sections(end))
        .setNote(note)
        .build();
  }

  private List<Section> sections(long end) {
    List<Section> sections = new ArrayList<>();
    int beats = 4 * sectionBars;
    for (int beat = upbeats; beats > 0 && sample(beat) < end; beat += beats) {
      sections.add(new Section(sample(beat), Math.min(end, sample(beat + beats)), "A", energy));
    }
    return sections;
  }

  private List<BeatRegion> regions(long end) {
    List<BeatRegion> regions = new ArrayList<>();
    long in = firstSound.toTicks(1, sampleRate);
    for (int[] stretch : untrusted) {
      addRegion(regions, in, Math.min(end, sampleAt(stretch[0])), true);
      addRegion(
          regions, Math.max(in, sampleAt(stretch[0])), Math.min(end, sampleAt(stretch[1])), false);
      in = sampleAt(stretch[1]);
    }
    addRegion(regions, in, end, grid != BeatGrid.REGULAR);
    return regions;
  }

  private static void addRegion(List<BeatRegion> regions, long in, long out, boolean trusted) {
    if (out > in) {
      regions.add(new BeatRegion(in, out, trusted ? 1.0 : 0.0, trusted));
    }
  }

  private long sampleAt(long millis) {
    return RationalTime.ofMillis(millis).toTicks(1, sampleRate);
  }

  private long sample(int beat) {
    return firstBeat.plus(RationalTime.of(60_000L * beat, milliBpm)).toTicks(1, sampleRate);
  }
}
