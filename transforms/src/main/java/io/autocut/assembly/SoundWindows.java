package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Decodes a file's sound from its beginning and keeps a few short stretches of it, as mono. */
final class SoundWindows {
  private static final int BYTES = Float.BYTES;

  private final Ffmpeg ffmpeg;
  private final int sampleRate;
  private final int length;

  /**
   * @param length of each stretch, in samples
   */
  SoundWindows(Ffmpeg ffmpeg, int sampleRate, int length) {
    this.ffmpeg = ffmpeg;
    this.sampleRate = sampleRate;
    this.length = length;
  }

  /**
   * The stretches that begin at {@code starts}, rising and not overlapping; those past the end are
   * left out.
   */
  List<float[]> read(Path file, List<Long> starts) throws IOException, InterruptedException {
    List<float[]> windows = new ArrayList<>();
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .audioInput(file)
            .option("-map", "0:a:0")
            .option("-ac", 1)
            .option("-ar", sampleRate)
            .option("-c:a", "pcm_f32le")
            .outputToPipe("f32le"),
        stdout -> collect(stdout, starts, windows));
    return windows;
  }

  private void collect(InputStream stdout, List<Long> starts, List<float[]> windows)
      throws IOException {
    long position = 0;
    try {
      for (long start : starts) {
        stdout.skipNBytes((start - position) * BYTES);
        byte[] bytes = stdout.readNBytes(length * BYTES);
        if (bytes.length < length * BYTES) {
          return;
        }
        float[] window = new float[length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(window);
        windows.add(window);
        position = start + length;
      }
      // The child must be able to write to its end.
      stdout.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (EOFException e) {
      // Shorter than the window wanted: what was found before it stands.
      return;
    }
  }
}
