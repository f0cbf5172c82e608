package io.autocut.music;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what the beat network is told of a piece of music, for its training. */
public final class NetworkFeatures {
  private NetworkFeatures() {}

  /**
   * Reads a PCM WAV file and writes {@value NetworkInput#SIZE} little-endian floats for each 1/100
   * s.
   */
  public static void write(Path wav, Path target) throws IOException, UnusableMusicException {
    PcmAudio audio = PcmAudio.open(wav);
    ByteBuffer bytes = ByteBuffer.allocate(NetworkInput.SIZE * 4).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 20)) {
      OnsetFeatures.heard(
          audio,
          SoundLevels.measure(audio),
          values -> {
            bytes.clear().asFloatBuffer().put(values);
            try {
              out.write(bytes.array());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
