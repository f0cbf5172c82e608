package io.autocut.media;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.collect.ImmutableMap;
import io.autocut.schemas.TrialVerdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one FFmpeg on this machine can encode, and decode on which device, as {@link HardwareTrials}
 * found by trying: every build lists what the machine under it does not have. Immutable.
 */
public final class Hardware {
  /** What no trial has looked at is not there. */
  private static final String UNTRIED = "not tried";

  /** Nothing works: for runs that leave the hardware alone. */
  public static final Hardware NONE = new Hardware(ImmutableMap.of(), 1);

  private final ImmutableMap<String, String> verdicts;
  private final int sessions;

  /**
   * @param verdicts why a subject does not work, or empty when it does, by subject
   */
  Hardware(Map<String, String> verdicts, int sessions) {
    this.verdicts = ImmutableMap.copyOf(verdicts);
    this.sessions = sessions;
  }

  /** As {@link #verdicts} and {@link #sessions} told it. */
  public static Hardware of(List<TrialVerdict> verdicts, int sessions) {
    return new Hardware(
        verdicts.stream()
            .collect(
                ImmutableMap.toImmutableMap(TrialVerdict::getSubject, TrialVerdict::getReason)),
        sessions);
  }

  /** All that was tried, in the order in which it was. */
  public List<TrialVerdict> verdicts() {
    return verdicts.entrySet().stream()
        .map(verdict -> new TrialVerdict(verdict.getKey(), verdict.getValue()))
        .toList();
  }

  /** How many children may encode on a device at once. */
  public int sessions() {
    return sessions;
  }

  static String encoding(VideoEncoder encoder) {
    return "encode " + encoder.ffmpegName();
  }

  static String opening(HardwareDevice device) {
    return "open " + device.ffmpegName();
  }

  static String scaling(HardwareDevice device) {
    return "scale on " + device.ffmpegName();
  }

  static String decoding(HardwareDevice device, String codec) {
    return "decode " + codec + " on " + device.ffmpegName();
  }

  private String reason(String subject) {
    return verdicts.getOrDefault(subject, UNTRIED);
  }

  /** Tries one encoder: why it does not work here; empty when it does. */
  public static String reasonAgainst(Ffmpeg ffmpeg, VideoEncoder encoder)
      throws InterruptedException {
    try {
      ffmpeg.run(encoder.trial());
      return "";
    } catch (FfmpegException e) {
      return e.cause().isEmpty() ? e.getMessage() : e.cause();
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  public boolean works(VideoEncoder encoder) {
    return reasonAgainst(encoder).isEmpty();
  }

  /** Why {@code encoder} does not work here; empty when it does. */
  public String reasonAgainst(VideoEncoder encoder) {
    return reason(encoding(encoder));
  }

  public boolean opens(HardwareDevice device) {
    return reasonAgainst(device).isEmpty();
  }

  /** Why {@code device} cannot be opened here; empty when it can. */
  public String reasonAgainst(HardwareDevice device) {
    return reason(opening(device));
  }

  /** Why pictures cannot be scaled on {@code device}; empty when they can. */
  public String reasonAgainstScaling(HardwareDevice device) {
    return opens(device) ? reason(scaling(device)) : reasonAgainst(device);
  }

  /** Why {@code device} does not decode {@code codec}; empty when it does. */
  public String reasonAgainstDecoding(HardwareDevice device, String codec) {
    return opens(device) ? reason(decoding(device, codec)) : reasonAgainst(device);
  }

  public boolean scales(HardwareDevice device) {
    return reasonAgainstScaling(device).isEmpty();
  }

  /** Whether {@code device} decodes {@code codec}, named as FFmpeg names it. */
  public boolean decodes(HardwareDevice device, String codec) {
    return reasonAgainstDecoding(device, codec).isEmpty();
  }

  /** The best H.264 encoder that works, hardware before software; empty when none does. */
  public Optional<VideoEncoder> best() {
    return Arrays.stream(VideoEncoder.values())
        .filter(encoder -> encoder.kind() != VideoEncoder.Kind.TEN_BIT && works(encoder))
        .min(Comparator.naturalOrder());
  }

  /** The best encoder that works and may be used. */
  public Optional<VideoEncoder> best(HardwareUse use) {
    return use == HardwareUse.AUTO ? best() : bestSoftware();
  }

  /** The best encoder that works without special hardware. */
  public Optional<VideoEncoder> bestSoftware() {
    return Arrays.stream(VideoEncoder.values())
        .filter(encoder -> encoder.kind() == VideoEncoder.Kind.SOFTWARE && works(encoder))
        .min(Comparator.naturalOrder());
  }

  /** Tries everything; see {@link HardwareTrials}. */
  @VisibleForTesting
  public static Hardware tryAll(Ffmpeg ffmpeg) throws InterruptedException {
    return new HardwareTrials(ffmpeg).all();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hardware that
        && verdicts.equals(that.verdicts)
        && sessions == that.sessions;
  }

  @Override
  public int hashCode() {
    return verdicts.hashCode() + sessions;
  }

  @Override
  public String toString() {
    return verdicts + ", sessions: " + sessions;
  }
}
