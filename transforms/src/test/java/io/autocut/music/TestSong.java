package io.autocut.music;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Plays music for tests, bar by bar, four beats to the bar: {@code TestSong.bpm(120).play(8,
 * VERSE).play(8, CHORUS).writeTo(path)}.
 */
final class TestSong {
  private static final int RATE = 22_050;
  private static final int BEATS = 4;

  /** What plays; each has its own chords and colour. */
  enum Sound {
    SILENCE(0, 0, 0, new double[][] {{440}}),
    /** Soft chords alone. */
    PADS(0, 0, 0, new double[][] {{220, 261.6, 329.6}, {196, 246.9, 293.7}}),
    /** Drums, bass and dark chords. */
    VERSE(0, 0.5, 0.3, new double[][] {{220, 261.6, 329.6}, {174.6, 220, 261.6}}),
    /** Drums, bass and bright chords in another key. */
    CHORUS(1, 0.5, 0.5, new double[][] {{277.2, 349.2, 415.3}, {311.1, 392, 466.2}}),
    /** Bright chords without drums and bass. */
    BREAK(1, 0, 0, new double[][] {{233.1, 293.7, 349.2}, {233.1, 277.2, 349.2}});

    private final double brightness;
    private final double low;
    private final double hats;
    private final double[][] chords;

    Sound(double brightness, double low, double hats, double[][] chords) {
      this.brightness = brightness;
      this.low = low;
      this.hats = hats;
      this.chords = chords;
    }

    private double at(double beat, double second, Random noise) {
      if (this == SILENCE) {
        return 0;
      }
      double[] chord = chords[(int) (beat / BEATS) % chords.length];
      double sum = 0;
      for (double hz : chord) {
        double phase = hz * second % 1;
        sum += (1 - brightness) * Math.sin(2 * Math.PI * phase) + brightness * (phase - 0.5);
      }
      double since = beat % 1;
      double kick = low * Math.exp(-6 * since) * Math.sin(2 * Math.PI * 60 * second);
      double accent = beat % BEATS < 1 ? 2 : 1;
      double hat = hats == 0 ? 0 : hats * Math.exp(-20 * since) * noise.nextGaussian();
      return 0.1 * sum + 0.4 * accent * kick + 0.1 * hat;
    }
  }

  private final double beatSeconds;
  private final Random noise = new Random(1);
  private final List<double[]> played = new ArrayList<>();
  private int bars;
  private int samples;

  private TestSong(double bpm) {
    beatSeconds = 60 / bpm;
  }

  static TestSong bpm(double bpm) {
    return new TestSong(bpm);
  }

  TestSong play(int count, Sound sound) {
    return play(count, sound, 0, 0);
  }

  /** With a level that goes evenly from one to the other; unit: decibels below full level. */
  TestSong play(int count, Sound sound, double fromDecibels, double toDecibels) {
    int end = (int) Math.round((bars + count) * BEATS * beatSeconds * RATE);
    double[] part = new double[end - samples];
    for (int i = 0; i < part.length; i++) {
      double second = (samples + i) / (double) RATE;
      double decibels = fromDecibels + (toDecibels - fromDecibels) * i / part.length;
      double level = Math.pow(10, decibels / 20);
      part[i] = 0.5 * level * sound.at(second / beatSeconds, second, noise);
    }
    played.add(part);
    samples = end;
    bars += count;
    return this;
  }

  /** One chord, struck and left to ring for that many bars. */
  TestSong ring(int count) {
    play(count, Sound.PADS);
    double[] part = played.get(played.size() - 1);
    for (int i = 0; i < part.length; i++) {
      part[i] *= 3 * Math.exp(-1.5 * i / RATE);
    }
    return this;
  }

  /** When that bar begins, the first being 0; unit: seconds. */
  double bar(int index) {
    return index * BEATS * beatSeconds;
  }

  double seconds() {
    return samples / (double) RATE;
  }

  /** The beats as they were played. */
  TrackedBeats beats() {
    ImmutableDoubleArray.Builder seconds = ImmutableDoubleArray.builder();
    ImmutableIntArray.Builder places = ImmutableIntArray.builder();
    for (int beat = 0; beat < bars * BEATS; beat++) {
      seconds.add(beat * beatSeconds);
      places.add(beat % BEATS + 1);
    }
    return new TrackedBeats(seconds.build(), places.build(), BEATS, 1, 1, 1, ImmutableList.of());
  }

  Path writeTo(Path path) throws IOException {
    int[] next = {0};
    double[] all = played.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    return TestWav.lasting(samples / (double) RATE + 1e-6, RATE)
        .each(x -> all[next[0]++])
        .writeTo(path);
  }

  /** The structure that is found, by the beats as they were played. */
  MusicStructure structure(Path folder) throws IOException, UnusableMusicException {
    PcmAudio audio = PcmAudio.open(writeTo(folder.resolve("song.wav")));
    OnsetFeatures features = OnsetFeatures.extract(audio, SoundLevels.measure(audio));
    return MusicStructure.of(
        beats(), features, LoudnessCurve.measure(audio), 0, audio.samples() / (double) RATE);
  }
}
