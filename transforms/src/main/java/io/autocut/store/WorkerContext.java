package io.autocut.store;

import io.autocut.media.CpuPermits;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.FfmpegProcess;
import io.autocut.media.VideoEncoder;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the stages of one run need on every worker: which store, which FFmpeg, how many children at
 * once.
 *
 * <p>Travels with the graph; what it stands for is opened on first use and shared by all threads of
 * a JVM.
 */
public final class WorkerContext implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ConcurrentHashMap<String, MediaStore> OPEN = new ConcurrentHashMap<>();

  private final String storeUri;
  private final FfmpegInstallation installation;
  private final VideoEncoder encoder;
  private final int width;

  /**
   * @param storeUri a folder, or a URI of a Beam file system
   * @param encoder what every film of the run is encoded with
   * @param width how many children of FFmpeg run at once in one JVM
   */
  public WorkerContext(
      String storeUri, FfmpegInstallation installation, VideoEncoder encoder, int width) {
    this.storeUri = Objects.requireNonNull(storeUri, "store");
    this.installation = Objects.requireNonNull(installation, "FFmpeg");
    this.encoder = Objects.requireNonNull(encoder, "encoder");
    this.width = width;
  }

  /** The store; throws {@link UncheckedIOException} when it cannot be opened. */
  public MediaStore store() {
    return OPEN.computeIfAbsent(storeUri, WorkerContext::open);
  }

  private static MediaStore open(String uri) {
    try {
      return MediaStores.open(uri);
    } catch (IOException e) {
      throw new UncheckedIOException("store " + uri + " cannot be opened: " + e.getMessage(), e);
    }
  }

  public RecordStore records() {
    return new RecordStore(store());
  }

  public SourceFiles sources() {
    return new SourceFiles(store());
  }

  public Ffmpeg ffmpeg() {
    return CpuPermits.limiting(new FfmpegProcess(installation), width);
  }

  public VideoEncoder encoder() {
    return encoder;
  }

  public FfmpegInstallation installation() {
    return installation;
  }
}
