package io.autocut.segments;

import io.autocut.media.VideoEncoder;
import io.autocut.schemas.OutputProfile;
import java.util.Optional;

/**
 * The software that encodes in the place of graphics hardware that does not.
 *
 * @param encoder empty where there is none
 */
record StandIn(Optional<VideoEncoder> encoder) {
  /** Whether software can encode for a film of that profile. */
  boolean canTakeOver(OutputProfile wanted) {
    return encoder.isPresent() || !isHardware(wanted);
  }

  /** That profile, in software where its encoder is not. */
  OutputProfile profile(OutputProfile wanted) {
    return isHardware(wanted)
        ? OutputProfile.newBuilder(wanted)
            .setVideoEncoder(encoder.orElseThrow().ffmpegName())
            .build()
        : wanted;
  }

  private static boolean isHardware(OutputProfile profile) {
    String name = profile.getVideoEncoder();
    return VideoEncoder.isKnown(name)
        && VideoEncoder.named(name).kind() == VideoEncoder.Kind.HARDWARE;
  }
}
