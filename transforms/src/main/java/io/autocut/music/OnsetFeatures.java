package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * What the beat tracking hears: spectral flux in three bands, chroma and attacks, as functions of
 * time.
 *
 * <p>Flux and chroma are at {@value #FRAMES_PER_SECOND} frames a second; frame n is centred on
 * n/{@value #FRAMES_PER_SECOND} s. Attacks are the level of the differentiated signal at {@value
 * #SLOTS_PER_SECOND} slots a second; slot n begins at n/{@value #SLOTS_PER_SECOND} s. Levels are
 * relative to the mean level of the music. Flux: S. Böck and G. Widmer, "Maximum filter vibrato
 * suppression for onset detection" (SuperFlux), DAFx 2013.
 */
final class OnsetFeatures {
  static final int FRAMES_PER_SECOND = 100;
  static final int SLOTS_PER_SECOND = 500;
  static final int PITCH_CLASSES = 12;

  private final BeatActivations activations;
  private final int frames;
  private final float[] low;
  private final float[] mid;
  private final float[] high;
  private final float[] chroma;
  private final float[] attacks;
  private final BandPowers bandPowers;

  private OnsetFeatures(OnsetFrontEnd frontEnd, BeatActivations activations) {
    this.activations = activations;
    frames = frontEnd.frames();
    low = frontEnd.low();
    mid = frontEnd.mid();
    high = frontEnd.high();
    chroma = frontEnd.chroma();
    attacks = frontEnd.attacks();
    bandPowers = frontEnd.bandPowers();
  }

  /** Reads the music once. */
  static OnsetFeatures extract(PcmAudio audio, SoundLevels levels) throws IOException {
    checkArgument(!levels.silent(), "music is silent: %s", levels);
    long frames = OnsetFrontEnd.count(audio.samples(), FRAMES_PER_SECOND, audio.sampleRate());
    BeatListener listener = new BeatListener(BeatNetwork.shipped(), Math.toIntExact(frames));
    OnsetFrontEnd frontEnd = heard(audio, levels, listener::add);
    return new OnsetFeatures(frontEnd, listener.answer());
  }

  /** Reads the music once and passes on what the network is told of it, frame by frame. */
  static OnsetFrontEnd heard(PcmAudio audio, SoundLevels levels, Consumer<float[]> networkFrames)
      throws IOException {
    OnsetFrontEnd frontEnd =
        new OnsetFrontEnd(audio.sampleRate(), audio.samples(), levels, networkFrames);
    audio.forEachBlock(frontEnd::add);
    frontEnd.finish();
    return frontEnd;
  }

  /** What the beat network makes of it. */
  BeatActivations activations() {
    return activations;
  }

  int frames() {
    return frames;
  }

  /** Flux below 150 Hz: bass drum and bass. Not a copy; do not write. */
  float[] low() {
    return low;
  }

  /** Flux from 150 Hz to 2.5 kHz: chords, melody, body of the snare. */
  float[] mid() {
    return mid;
  }

  /** Flux above 2.5 kHz: cymbals and attacks. */
  float[] high() {
    return high;
  }

  /** Strength of each pitch class, {@value #PITCH_CLASSES} values a frame. */
  float[] chroma() {
    return chroma;
  }

  /** Level of the differentiated signal. */
  float[] attacks() {
    return attacks;
  }

  /** Power in bands two to the octave, at {@value BandPowers#BLOCKS_PER_SECOND} blocks a second. */
  BandPowers bandPowers() {
    return bandPowers;
  }
}
