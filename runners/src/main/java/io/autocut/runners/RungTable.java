package io.autocut.runners;

import com.google.common.collect.ImmutableMap;
import io.autocut.media.Hardware;
import io.autocut.media.HardwareDevice;
import io.autocut.media.HardwareTrials;
import io.autocut.media.HardwareUse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rungs of the ladder on one machine, the best first, each with its verdict, for people. */
final class RungTable {
  private final Hardware hardware;
  private final HardwareUse use;

  RungTable(Hardware hardware, HardwareUse use) {
    this.hardware = hardware;
    this.use = use;
  }

  /** "works" and with what, or "no" and why, by rung. */
  Map<String, String> rows() {
    ImmutableMap.Builder<String, String> rows = ImmutableMap.builder();
    rows.put("rung 1, copied", "works, where the footage allows it");
    for (HardwareDevice device : HardwareDevice.values()) {
      rows.put("rung 2, all on " + device.ffmpegName(), allOn(device));
    }
    for (HardwareDevice device : HardwareDevice.values()) {
      rows.put("rung 3, decoded on " + device.ffmpegName(), decodedOn(device));
    }
    for (HardwareDevice device : HardwareDevice.values()) {
      rows.put("rung 4, encoded on " + device.ffmpegName(), encodedOn(device));
    }
    rows.put(
        "rung 5, in software",
        hardware
            .bestSoftware()
            .map(encoder -> "works: " + encoder.ffmpegName())
            .orElse("no: neither libx264 nor libopenh264 works"));
    return rows.buildOrThrow();
  }

  private String allOn(HardwareDevice device) {
    return Stream.of(
            refusal(),
            hardware.reasonAgainst(device),
            hardware.reasonAgainst(device.encoder()),
            decoded(device).isEmpty() ? "it decodes none of " + codecs() : "",
            hardware.reasonAgainstScaling(device))
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .map(reason -> "no: " + reason)
        .orElseGet(() -> "works: " + String.join(", ", decoded(device)));
  }

  private String decodedOn(HardwareDevice device) {
    if (!refusal().isEmpty() || !hardware.opens(device)) {
      return "no: " + (refusal().isEmpty() ? hardware.reasonAgainst(device) : refusal());
    }
    String refused =
        HardwareTrials.codecs().stream()
            .filter(codec -> !hardware.decodes(device, codec))
            .map(codec -> codec + ": " + hardware.reasonAgainstDecoding(device, codec))
            .collect(Collectors.joining("; "));
    return decoded(device).isEmpty()
        ? "no: " + refused
        : "works: "
            + String.join(", ", decoded(device))
            + (refused.isEmpty() ? "" : " (not " + refused + ")");
  }

  private String encodedOn(HardwareDevice device) {
    return Stream.of(refusal(), hardware.reasonAgainst(device.encoder()))
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .map(reason -> "no: " + reason)
        .orElseGet(
            () ->
                "works: %s, %d at once"
                    .formatted(device.encoder().ffmpegName(), hardware.sessions()));
  }

  private String refusal() {
    return use == HardwareUse.OFF ? "--hardware off" : "";
  }

  private List<String> decoded(HardwareDevice device) {
    return HardwareTrials.codecs().stream()
        .filter(codec -> hardware.decodes(device, codec))
        .toList();
  }

  private static String codecs() {
    return String.join(", ", HardwareTrials.codecs());
  }
}
