package io.autocut.media;

/** Tells what an FFmpeg can do on this machine: by trying, or by remembering what was tried. */
@FunctionalInterface
public interface HardwareSource {
  /** Blocks on child processes where nothing is remembered. Safe for many threads. */
  Hardware of(Ffmpeg ffmpeg) throws InterruptedException;
}
