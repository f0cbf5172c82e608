package io.autocut.segments;

import io.autocut.media.HardwareDevice;
import io.autocut.media.SegmentEncoding;
import io.autocut.schemas.OutputProfile;
import java.util.List;
import java.util.Optional;

/**
 * What of a segment's command is done on a device.
 *
 * @param opening options before all inputs
 * @param decoding options before each input
 * @param graph takes the place of the filters on the processor
 * @param upload filters that hand pictures to the encoder; begin with a comma, or empty
 */
record DeviceUse(
    List<String> opening, List<String> decoding, Optional<String> graph, String upload) {
  static final DeviceUse NONE = new DeviceUse(List.of(), List.of(), Optional.empty(), "");

  /** Decoded on {@code device}, all else on the processor but for the encoder of the profile. */
  static DeviceUse decoding(HardwareDevice device, String pixelFormat, OutputProfile profile) {
    return new DeviceUse(
        device.opening(),
        device.decodingBeside(pixelFormat),
        Optional.empty(),
        SegmentEncoding.upload(profile));
  }

  /** Decoded and scaled on the processor. */
  static DeviceUse encoding(HardwareDevice device, OutputProfile profile) {
    String upload = SegmentEncoding.upload(profile);
    // Encoders that take pictures in memory open their device themselves.
    return new DeviceUse(
        upload.contains("hwupload") ? device.opening() : List.of(),
        List.of(),
        Optional.empty(),
        upload);
  }

  /** No picture leaves the device. */
  static DeviceUse all(HardwareDevice device, String graph) {
    return new DeviceUse(device.opening(), device.decodingInto(), Optional.of(graph), "");
  }

  boolean decodes() {
    return !decoding.isEmpty();
  }
}
