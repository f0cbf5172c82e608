package io.autocut.music;

/**
 * How likely a beat and a downbeat are at each moment, 0 to 1; {@link
 * BeatNetwork#ANSWERS_PER_SECOND} values a second, value n at n/{@link
 * BeatNetwork#ANSWERS_PER_SECOND} s.
 *
 * <p>Arrays for speed: not copied, not to be written.
 */
record BeatActivations(float[] beats, float[] downbeats) {}
