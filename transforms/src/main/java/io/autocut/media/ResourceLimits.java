package io.autocut.media;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Arrays;

/**
 * What one child may take of the machine before the kernel refuses it more, or ends it.
 *
 * <p>Far above what footage needs, so that only what lies about itself comes near: memory is twice
 * what the child was expected to take and a constant, as of address space far more is reserved than
 * used (measured with four arenas of glibc: 30 to 400 MB beyond the resident set).
 *
 * @param addressSpace unit: bytes; 0 for any, as drivers of graphics hardware reserve whole
 *     terabytes
 * @param cpu of all its threads
 * @param output of each file that it writes; unit: bytes
 */
record ResourceLimits(long addressSpace, Duration cpu, long output) {
  private static final long RESERVED = 768L << 20;

  /** Decoders and encoders of some codecs have a thread and a picture or two for each core. */
  private static final long RESERVED_PER_CORE = 32L << 20;

  /** Between being asked to end and being ended. */
  private static final int GRACE_SECONDS = 5;

  /** How a shell counts a child that a signal ended. */
  private static final int SIGNALLED = 128;

  private static final int SIGXCPU = 24;
  private static final int SIGXFSZ = 25;

  static ResourceLimits of(FfmpegCommand command) {
    int cores = Runtime.getRuntime().availableProcessors();
    boolean onDevice = command.arguments().stream().anyMatch(ResourceLimits::namesDevice);
    return new ResourceLimits(
        onDevice ? 0 : RESERVED + cores * RESERVED_PER_CORE + 2 * command.need().bytes(1),
        command.deadline().multipliedBy(cores),
        command.mostOutput());
  }

  private static boolean namesDevice(String argument) {
    return argument.equals("-init_hw_device")
        || argument.equals("-hwaccel")
        || Arrays.stream(VideoEncoder.values())
            .filter(encoder -> encoder.kind() == VideoEncoder.Kind.HARDWARE)
            .anyMatch(encoder -> encoder.ffmpegName().equals(argument));
  }

  /** As util-linux' {@code prlimit} takes them. */
  ImmutableList<String> options() {
    ImmutableList.Builder<String> options = ImmutableList.builder();
    if (addressSpace > 0) {
      options.add("--as=" + addressSpace);
    }
    long seconds = Math.max(1, cpu.toSeconds());
    return options
        .add("--cpu=" + seconds + ":" + (seconds + GRACE_SECONDS))
        .add("--fsize=" + output)
        .add("--core=0")
        .build();
  }

  /**
   * What a child that ended with {@code exitCode} had too much of; empty when it was none of it.
   */
  String exceeded(int exitCode) {
    return switch (exitCode - SIGNALLED) {
      case SIGXCPU -> "ended after %d s of CPU time, its limit".formatted(cpu.toSeconds());
      case SIGXFSZ -> "ended as it wrote more than %d bytes, its limit".formatted(output);
      default -> "";
    };
  }
}
