package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;
import static io.autocut.music.OnsetFeatures.PITCH_CLASSES;
import static io.autocut.music.OnsetFeatures.SLOTS_PER_SECOND;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Turns blocks of samples into onset features; holds one block and one frame of samples, never the
 * music.
 *
 * <p>Before the first sample and after the last there is silence.
 */
final class OnsetFrontEnd {
  private static final double WINDOW_SECONDS = 0.0464;
  private static final int LARGEST_WINDOW = 8192;
  private static final double LOW_BELOW_HZ = 150;
  private static final double HIGH_ABOVE_HZ = 2_500;
  private static final double CHROMA_FROM_HZ = 180;
  private static final double CHROMA_TO_HZ = 2_000;
  private static final double A4_HZ = 440;
  private static final int LAG = 2;
  private static final float LEVEL = 0.1f;
  private static final float LEAST_MEAN_TO_PEAK = 1e-4f;
  private static final float COMPRESSION = 1000;

  private final int sampleRate;
  private final float offset;
  private final float gain;
  private final int size;
  private final MagnitudeSpectrum spectrum;
  private final LogFilterbank filterbank;
  private final int lowBands;
  private final int midBands;
  private final int[] pitchClass;

  private final float[] low;
  private final float[] mid;
  private final float[] high;
  private final float[] chroma;
  private final float[] attacks;
  private final BandPowers bandPowers;

  private final NetworkInput networkInput;
  private final Consumer<float[]> networkFrames;
  private final float[] magnitudes;
  private final float[][] bands;
  private float[] buffer;
  private long bufferStart;
  private int buffered;
  private int frame;
  private long added;
  private int slot;
  private long slotEnd;
  private int slotLength;
  private double slotPower;
  private float previous;

  /**
   * @param networkFrames is passed the network's input of each frame, in an array that is used
   *     again
   */
  OnsetFrontEnd(int sampleRate, long samples, SoundLevels levels, Consumer<float[]> networkFrames) {
    this.sampleRate = sampleRate;
    offset = levels.offset();
    // A lone crackle in an hour of silence has a mean level of nothing, which cannot be divided by.
    gain = LEVEL / Math.max(levels.rms(), levels.peak() * LEAST_MEAN_TO_PEAK);
    size = windowFor(sampleRate);
    spectrum = new MagnitudeSpectrum(size);
    filterbank = new LogFilterbank(sampleRate, size);
    lowBands = bandsBelow(LOW_BELOW_HZ);
    midBands = bandsBelow(HIGH_ABOVE_HZ);
    pitchClass = pitchClasses();
    int frames = Math.toIntExact(count(samples, FRAMES_PER_SECOND));
    low = new float[frames];
    mid = new float[frames];
    high = new float[frames];
    chroma = new float[Math.multiplyExact(frames, PITCH_CLASSES)];
    attacks = new float[Math.toIntExact(count(samples, SLOTS_PER_SECOND))];
    this.networkFrames = networkFrames;
    networkInput = new NetworkInput(sampleRate, size);
    bandPowers = new BandPowers(sampleRate, size / 2, frames);
    magnitudes = new float[size / 2];
    bands = new float[LAG + 1][filterbank.bands()];
    buffer = new float[4 * size];
    bufferStart = -size / 2;
    buffered = size / 2;
    slotEnd = positionOf(1, SLOTS_PER_SECOND);
  }

  private static int windowFor(int sampleRate) {
    int wanted = (int) (sampleRate * WINDOW_SECONDS);
    int size = 64;
    while (size * 1.42 < wanted && size < LARGEST_WINDOW) {
      size *= 2;
    }
    return size;
  }

  private long count(long length, int perSecond) {
    return count(length, perSecond, sampleRate);
  }

  static long count(long length, int perSecond, int sampleRate) {
    return (length * perSecond + sampleRate - 1) / sampleRate;
  }

  private long positionOf(long index, int perSecond) {
    return (2 * index * sampleRate + perSecond) / (2L * perSecond);
  }

  private int bandsBelow(double hz) {
    int band = 0;
    while (band < filterbank.bands() && filterbank.centreHz(band) < hz) {
      band++;
    }
    return band;
  }

  private int[] pitchClasses() {
    int[] classes = new int[size / 2];
    Arrays.fill(classes, -1);
    for (int bin = 1; bin < classes.length; bin++) {
      double hz = bin * (double) sampleRate / size;
      if (hz >= CHROMA_FROM_HZ && hz <= CHROMA_TO_HZ) {
        double semitones = 12 * StrictMath.log(hz / A4_HZ) / StrictMath.log(2);
        classes[bin] = Math.floorMod((int) StrictMath.rint(semitones), PITCH_CLASSES);
      }
    }
    return classes;
  }

  void add(float[] mono, int length) {
    makeRoom(length);
    for (int i = 0; i < length; i++) {
      float x = (mono[i] - offset) * gain;
      buffer[buffered++] = x;
      addToSlot(x);
    }
    framesUpTo(bufferStart + buffered);
  }

  void finish() {
    makeRoom(size);
    Arrays.fill(buffer, buffered, buffered + size, 0);
    buffered += size;
    framesUpTo(bufferStart + buffered);
    closeSlot();
  }

  private void makeRoom(int length) {
    long keepFrom =
        Math.min(positionOf(frame, FRAMES_PER_SECOND) - size / 2, bufferStart + buffered);
    int drop = (int) (keepFrom - bufferStart);
    buffered -= drop;
    bufferStart = keepFrom;
    float[] target = buffered + length <= buffer.length ? buffer : new float[buffered + length];
    System.arraycopy(buffer, drop, target, 0, buffered);
    buffer = target;
  }

  private void addToSlot(float x) {
    if (added == slotEnd) {
      closeSlot();
      slotEnd = positionOf(slot + 1L, SLOTS_PER_SECOND);
    }
    float slope = x - previous;
    previous = x;
    slotPower += slope * slope;
    slotLength++;
    added++;
  }

  private void closeSlot() {
    if (slot < attacks.length && slotLength > 0) {
      attacks[slot] = (float) Math.sqrt(slotPower / slotLength);
    }
    slot++;
    slotPower = 0;
    slotLength = 0;
  }

  private void framesUpTo(long end) {
    while (frame < low.length && positionOf(frame, FRAMES_PER_SECOND) + size / 2 <= end) {
      analyse((int) (positionOf(frame, FRAMES_PER_SECOND) - size / 2 - bufferStart));
      frame++;
    }
  }

  private void analyse(int from) {
    spectrum.magnitudes(buffer, from, magnitudes);
    float[] now = bands[frame % (LAG + 1)];
    filterbank.apply(magnitudes, now);
    for (int band = 0; band < now.length; band++) {
      now[band] = (float) StrictMath.log(1 + COMPRESSION * now[band]);
    }
    float[] before = bands[(frame + 1) % (LAG + 1)];
    low[frame] = flux(before, now, 0, lowBands);
    mid[frame] = flux(before, now, lowBands, midBands);
    high[frame] = flux(before, now, midBands, now.length);
    addChroma();
    networkFrames.accept(networkInput.next(magnitudes, chroma, frame * PITCH_CLASSES));
    bandPowers.add(frame, magnitudes);
  }

  /**
   * Rise against the loudest of the neighbouring bands a moment ago, so that vibrato is no onset.
   */
  private static float flux(float[] before, float[] now, int fromBand, int toBand) {
    float sum = 0;
    for (int band = fromBand; band < toBand; band++) {
      float reference = before[band];
      reference = band > 0 ? Math.max(reference, before[band - 1]) : reference;
      reference = band + 1 < before.length ? Math.max(reference, before[band + 1]) : reference;
      sum += Math.max(0, now[band] - reference);
    }
    return toBand > fromBand ? sum / (toBand - fromBand) : 0;
  }

  private void addChroma() {
    int at = frame * PITCH_CLASSES;
    for (int bin = 1; bin < magnitudes.length; bin++) {
      if (pitchClass[bin] >= 0) {
        chroma[at + pitchClass[bin]] += magnitudes[bin];
      }
    }
  }

  int frames() {
    return low.length;
  }

  float[] low() {
    return low;
  }

  float[] mid() {
    return mid;
  }

  float[] high() {
    return high;
  }

  float[] chroma() {
    return chroma;
  }

  float[] attacks() {
    return attacks;
  }

  BandPowers bandPowers() {
    return bandPowers;
  }
}
