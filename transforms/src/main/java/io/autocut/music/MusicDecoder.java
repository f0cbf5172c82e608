package io.autocut.music;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegException;
import io.autocut.media.MediaProbe;
import io.autocut.media.UnusableMediaException;
import io.autocut.store.ContentKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Decodes music once to a WAV of 16-bit stereo, which is then analysed, muxed and compared:
 * whatever a container says about its start, beat 0 s and the film's first sample are the same
 * sample.
 *
 * <p>No seek and no copied time stamps: FFmpeg's plain decoding is sample-aligned for the formats
 * of the day (measured with a click). The rate is 48 kHz, or 44.1 kHz where the music has that.
 */
public final class MusicDecoder {
  /** Changes whenever the same music would be decoded otherwise. */
  public static final String VERSION = "pcm-1";

  private static final Duration DEADLINE = Duration.ofMinutes(30);

  private final Ffmpeg ffmpeg;

  public MusicDecoder(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** The key under which the decoded music of that content is stored. */
  public ContentKey key(String fingerprint) {
    return ContentKey.of(ContentKey.Kind.PCM)
        .with("music", fingerprint)
        .with("decoder", VERSION)
        .with("ffmpeg", ffmpeg.installation().identity())
        .build();
  }

  /** Decodes the first sound stream of {@code music} to the file {@code wav}. */
  public void decode(Path music, Path wav)
      throws UnusableMediaException, IOException, InterruptedException {
    int rate = new MediaProbe(ffmpeg).sampleRate(music) == 44_100 ? 44_100 : 48_000;
    try {
      ffmpeg.run(
          FfmpegCommand.ffmpeg()
              .within(DEADLINE)
              .audioInput(music)
              .option("-map", "0:a:0")
              .option("-ac", 2)
              .option("-ar", rate)
              .option("-map_metadata", "-1")
              .option("-c:a", "pcm_s16le")
              .options(java.util.List.of("-bitexact", "-rf64", "auto", "-f", "wav"))
              .output(wav));
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
      throw new UnusableMediaException(
          "UNDECODABLE", "cannot be decoded (FFmpeg: " + e.cause() + ")", e);
    }
  }
}
