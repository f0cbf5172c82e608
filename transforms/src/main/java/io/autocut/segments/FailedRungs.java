package io.autocut.segments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rungs that a segment has come down, and why. Not safe for several threads. */
final class FailedRungs {
  private record Failed(Rung rung, IOException why) {}

  private final List<Failed> failed = new ArrayList<>();

  void add(Rung rung, IOException why) {
    failed.add(new Failed(rung, why));
  }

  /** What a person should know of the segment that {@code made} has made; empty when nothing. */
  String noteOn(Rung made) {
    String ofDevices =
        firstOnDevice()
            .map(
                device ->
                    made.onDevice()
                        ? "made %s, not %s: %s"
                            .formatted(
                                made.label(), device.rung().label(), device.why().getMessage())
                        : "made in software: " + device.why().getMessage())
            .orElse("");
    String ofFootage = made.note(firstWithout().map(other -> other.why().getMessage()).orElse(""));
    return Stream.of(ofDevices, ofFootage)
        .filter(note -> !note.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private Optional<Failed> firstOnDevice() {
    return failed.stream().filter(rung -> rung.rung().onDevice()).findFirst();
  }

  private Optional<Failed> firstWithout() {
    return failed.stream().filter(rung -> !rung.rung().onDevice()).findFirst();
  }

  /** The first that needed no device, for it tells of the footage; all others are suppressed. */
  IOException asOne() {
    if (failed.isEmpty()) {
      return new IOException("nothing on this machine encodes what the film is coded as");
    }
    IOException told = firstWithout().orElse(failed.get(0)).why();
    failed.stream().map(Failed::why).filter(why -> why != told).forEach(told::addSuppressed);
    return new UncuttableException(told);
  }
}
