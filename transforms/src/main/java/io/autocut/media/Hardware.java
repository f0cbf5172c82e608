package io.autocut.media;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one FFmpeg on this machine can encode, found by encoding one frame with each encoder: every
 * build lists encoders that the machine under it does not have.
 */
public final class Hardware {
  private final ImmutableMap<VideoEncoder, String> verdicts;

  private Hardware(Map<VideoEncoder, String> verdicts) {
    this.verdicts = ImmutableMap.copyOf(verdicts);
  }

  /** Tries every encoder of {@link VideoEncoder}; takes about a second. */
  public static Hardware tryAll(Ffmpeg ffmpeg) throws InterruptedException {
    Map<VideoEncoder, String> verdicts = new EnumMap<>(VideoEncoder.class);
    for (VideoEncoder encoder : VideoEncoder.values()) {
      verdicts.put(encoder, reasonAgainst(ffmpeg, encoder));
    }
    return new Hardware(verdicts);
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
    return verdicts.get(encoder).isEmpty();
  }

  /** Why {@code encoder} does not work here; empty when it does. */
  public String reasonAgainst(VideoEncoder encoder) {
    return verdicts.get(encoder);
  }

  /** The best H.264 encoder that works, hardware before software; empty when none does. */
  public Optional<VideoEncoder> best() {
    return verdicts.keySet().stream()
        .filter(encoder -> encoder.kind() != VideoEncoder.Kind.TEN_BIT && works(encoder))
        .min(Comparator.naturalOrder());
  }

  /** The best encoder that works without special hardware. */
  public Optional<VideoEncoder> bestSoftware() {
    return verdicts.keySet().stream()
        .filter(encoder -> encoder.kind() == VideoEncoder.Kind.SOFTWARE && works(encoder))
        .min(Comparator.naturalOrder());
  }
}
