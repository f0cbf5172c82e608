package io.autocut.runners;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A piece of music made for the demonstration: drums, bass and chords in four-four time at {@value
 * #BEATS_PER_MINUTE} beats a minute, whose beats are known because they were written.
 */
final class DemoMusic {
  static final int BEATS_PER_MINUTE = 120;

  private static final int RATE = 44_100;
  private static final int BARS = 16;
  private static final int BEATS = 4 * BARS;
  private static final int BEAT = RATE * 60 / BEATS_PER_MINUTE;

  /** Roots of the four bars that come round: A, F, C, G; in Hz. */
  private static final double[] ROOTS = {110.0, 87.31, 130.81, 98.0};

  private final double[] mix = new double[BEATS * BEAT + RATE];
  private final Random noise = new Random(1);

  private DemoMusic() {}

  /** Writes the music as a WAV. */
  static void write(Path wav) throws IOException {
    DemoMusic music = new DemoMusic();
    for (int beat = 0; beat < BEATS; beat++) {
      music.play(beat);
    }
    music.save(wav);
  }

  private void play(int beat) {
    int at = beat * BEAT;
    int bar = beat / 4;
    boolean calm = bar >= 8 && bar < 10;
    double root = ROOTS[bar % ROOTS.length];
    if (!calm) {
      kick(at, beat % 4 == 0 ? 0.9 : 0.7);
      if (beat % 2 == 1) {
        snare(at);
      }
      hat(at);
      hat(at + BEAT / 2);
    }
    tone(at, BEAT, root, 0.25, 6);
    if (beat % 4 == 0) {
      for (double interval : new double[] {2, 2.4, 3}) {
        tone(at, 4 * BEAT, root * interval, 0.08, 1);
      }
    }
  }

  private void kick(int at, double level) {
    for (int i = 0; i < RATE / 5; i++) {
      double seconds = (double) i / RATE;
      double phase = 2 * Math.PI * (48 * seconds + 6 * (1 - Math.exp(-30 * seconds)));
      mix[at + i] += level * Math.exp(-14 * seconds) * Math.sin(phase);
    }
  }

  private void snare(int at) {
    for (int i = 0; i < RATE / 6; i++) {
      double seconds = (double) i / RATE;
      mix[at + i] += 0.35 * Math.exp(-25 * seconds) * (2 * noise.nextDouble() - 1);
    }
  }

  private void hat(int at) {
    double before = 0;
    for (int i = 0; i < RATE / 20; i++) {
      double now = 2 * noise.nextDouble() - 1;
      mix[at + i] += 0.12 * Math.exp(-90.0 * i / RATE) * (now - before);
      before = now;
    }
  }

  private void tone(int at, int length, double frequency, double level, double decay) {
    for (int i = 0; i < length; i++) {
      double seconds = (double) i / RATE;
      double attack = Math.min(1, seconds * 100);
      double wave =
          Math.sin(2 * Math.PI * frequency * seconds)
              + 0.4 * Math.sin(4 * Math.PI * frequency * seconds);
      mix[at + i] += level * attack * Math.exp(-decay * seconds) * wave;
    }
  }

  private void save(Path wav) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * mix.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    bytes.putInt(36 + 2 * mix.length);
    bytes.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    bytes.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    bytes.putShort((short) 2).putShort((short) 16);
    bytes.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    bytes.putInt(2 * mix.length);
    for (double sample : mix) {
      bytes.putShort((short) Math.round(28_000 * Math.tanh(0.8 * sample)));
    }
    try (OutputStream out = Files.newOutputStream(wav)) {
      out.write(bytes.array());
    }
  }
}
