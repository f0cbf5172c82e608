package io.autocut.runners;

import io.autocut.ingest.IngestException;
import io.autocut.media.FfmpegLocator;
import io.autocut.media.HardwareUse;
import io.autocut.media.MemoryBudget;
import io.autocut.media.SandboxUse;
import io.autocut.media.VideoEncoder;
import io.autocut.pipelines.RunOptions;
import io.autocut.store.MediaStores;
import io.autocut.store.Uris;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what options say of workers: the FFmpeg and the store, as this machine sees them. */
final class Workers {
  private static final int MOST_AT_ONCE = 256;

  private Workers() {}

  /**
   * What every worker of a graph with these options needs.
   *
   * @throws IngestException when an option is not understood, no FFmpeg starts here or the store
   *     cannot be used
   */
  static WorkerContext of(RunOptions options) throws IngestException, InterruptedException {
    if (options.getFfmpegsAtOnce() < 0 || options.getFfmpegsAtOnce() > MOST_AT_ONCE) {
      throw new IngestException(
          "\"ffmpegsAtOnce\" must lie between 1 and 256: " + options.getFfmpegsAtOnce());
    }
    String store = storeUri(options.getStore());
    long near = bytes("localCache", options.getLocalCache());
    HardwareUse hardware = hardware(options.getHardware());
    Optional<Long> memory =
        options.getMaxMemory().isEmpty()
            ? Optional.empty()
            : Optional.of(bytes("maxMemory", options.getMaxMemory()));
    FfmpegLocator.Found found = ffmpeg(options.getFfmpeg(), hardware);
    WorkerContext plain =
        new WorkerContext(
                store, found.installation(), encoder(found, hardware), options.getFfmpegsAtOnce())
            .withHardware(hardware)
            .withSandbox(sandbox(options.getSandbox()))
            .withLocalCache(near);
    WorkerContext context = memory.map(plain::withMemory).orElse(plain);
    try {
      MediaStores.check(store);
      context.store();
      context.ffmpeg();
    } catch (IOException | UncheckedIOException e) {
      throw new IngestException(e.getMessage(), e);
    }
    return context;
  }

  /** What "store" means, or leaving it empty. */
  static String storeUri(String store) throws IngestException {
    String uri = store.isEmpty() ? Uris.cacheFolder().resolve("store").toString() : store;
    if (!Uris.isLocal(uri)) {
      return uri;
    }
    try {
      return Uris.localPath(uri).toAbsolutePath().normalize().toString();
    } catch (IllegalArgumentException e) {
      throw new IngestException("\"store\" is neither a folder nor a URI: " + uri, e);
    }
  }

  private static FfmpegLocator.Found ffmpeg(String chosen, HardwareUse hardware)
      throws IngestException, InterruptedException {
    try {
      Optional<Path> path = chosen.isEmpty() ? Optional.empty() : Optional.of(Path.of(chosen));
      FfmpegLocator.Survey survey = FfmpegArguments.survey(path, hardware);
      return survey.best().orElseThrow(() -> new IngestException(FfmpegArguments.noneOf(survey)));
    } catch (InvalidPathException e) {
      throw new IngestException("\"ffmpeg\" is not a path: " + chosen, e);
    }
  }

  private static VideoEncoder encoder(FfmpegLocator.Found found, HardwareUse hardware)
      throws IngestException {
    return found
        .hardware()
        .best(hardware)
        .orElseThrow(
            () ->
                new IngestException(
                    found.installation()
                        + " has no working H.264 encoder (libx264 or libopenh264); 'autocut doctor'"
                        + " tells why."));
  }

  private static HardwareUse hardware(String text) throws IngestException {
    return switch (text) {
      case "auto" -> HardwareUse.AUTO;
      case "off" -> HardwareUse.OFF;
      default -> throw new IngestException("\"hardware\" must be auto or off, not " + text);
    };
  }

  private static SandboxUse sandbox(String text) throws IngestException {
    return switch (text) {
      case "auto" -> SandboxUse.AUTO;
      case "required" -> SandboxUse.REQUIRED;
      case "off" -> SandboxUse.OFF;
      default ->
          throw new IngestException("\"sandbox\" must be auto, required or off, not " + text);
    };
  }

  private static long bytes(String option, String size) throws IngestException {
    try {
      return MemoryBudget.parse(size);
    } catch (IllegalArgumentException e) {
      throw new IngestException("\"" + option + "\": " + e.getMessage(), e);
    }
  }
}
