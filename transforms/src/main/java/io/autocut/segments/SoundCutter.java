package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.SoundStream;
import io.autocut.music.PcmAudio;
import io.autocut.planning.SoundPiece;
import io.autocut.schemas.SegmentSound;
import io.autocut.store.ContentKey;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a range of a clip's own sound to a WAV of 16-bit stereo at {@value #SAMPLE_RATE} Hz whose
 * first sample is the first of the range, whatever the sound's own rate, channels and start time.
 *
 * <p>Holes in the sound, and what it lacks before its beginning, are silence, so that what follows
 * stays in its place; after its end the file ends too. A clip without sound gives a file without a
 * sample. Blocks on child processes. Safe for many threads.
 */
public final class SoundCutter {
  /** Changes whenever the same request would be cut otherwise. */
  public static final String VERSION = "sound-1";

  /** The rate of all cut sounds; unit: Hz. */
  public static final int SAMPLE_RATE = 48_000;

  public static final int CHANNELS = 2;

  private static final Duration DEADLINE = Duration.ofMinutes(20);

  /**
   * Time stamps and samples that differ by more are a hole; by less, the haste of a clock. Files
   * with stamps in milliseconds, and encoders' blocks of up to 1024 samples, lie on either side.
   */
  private static final String SMALLEST_HOLE_SECONDS = "0.018";

  /** Coders need the packets before the first that is heard: Opus 80 ms, MP3 its reservoir. */
  private static final RationalTime RUN_UP = RationalTime.ofMillis(500);

  private static final RationalTime SEARCH_RUN_UP = RationalTime.ofMillis(3500);
  private static final RationalTime FAR = RationalTime.of(15, 1);
  private static final int SILENT_MILLIS = 20;

  private final Ffmpeg ffmpeg;

  public SoundCutter(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** What is to be cut for {@code piece} of a film of that rate. */
  public SegmentSound request(SoundPiece piece, FrameRate rate) {
    RationalTime length = rate.timeOf(piece.frames());
    ContentKey key =
        ContentKey.of(ContentKey.Kind.SOUND)
            .with("clip", piece.event().getClipFingerprint())
            .with("in", piece.sourceIn().toString())
            .with("length", length.toString())
            .with("cutter", VERSION)
            .with("ffmpeg", ffmpeg.installation().identity())
            .build();
    return SegmentSound.newBuilder()
        .setSoundKey(key.toString())
        .setSourceIn(piece.sourceIn().toRecord())
        .setLength(length.toRecord())
        .build();
  }

  /**
   * Cuts to {@code wav}: of the clip's sound streams the one that players take.
   *
   * @throws IOException when the clip has sound and it could not be read
   */
  public void cut(SegmentSound sound, SegmentTask.Source clip, Path wav)
      throws IOException, InterruptedException {
    Optional<SoundStream> stream = SoundStream.defaultOf(ffmpeg, clip.file());
    if (stream.isEmpty()) {
      PcmAudio.writeEmpty(wav, SAMPLE_RATE, CHANNELS);
      return;
    }
    RationalTime runUp =
        SoftwareRung.SEARCHED_BY_BYTES.contains(clip.analysis().getContainer())
            ? SEARCH_RUN_UP
            : RUN_UP;
    ffmpeg.run(command(sound, clip, stream.get(), runUp, wav));
    if (beginsSilent(wav)) {
      // A seek that landed late looks the same as silence does.
      ffmpeg.run(command(sound, clip, stream.get(), FAR, wav));
    }
  }

  static FfmpegCommand command(
      SegmentSound sound,
      SegmentTask.Source clip,
      SoundStream stream,
      RationalTime runUp,
      Path wav) {
    RationalTime in = PictureGraph.absolute(clip.analysis(), RationalTime.of(sound.getSourceIn()));
    long first = in.toTicks(1, SAMPLE_RATE);
    // One more than needed: how many samples a piece has depends on its place in the film.
    long samples = RationalTime.of(sound.getLength()).toTicks(1, SAMPLE_RATE) + 1;
    return FfmpegCommand.ffmpeg()
        .within(DEADLINE)
        .option("-threads", 1)
        .flag("-copyts")
        .flag("-noaccurate_seek")
        .seek(seekPoint(clip, in, runUp))
        .input(clip.file())
        .option("-map", "0:" + stream.index())
        .option("-map_metadata", "-1")
        .option("-af", filters(first, samples))
        .option("-ac", CHANNELS)
        .option("-c:a", "pcm_s16le")
        .options(List.of("-bitexact", "-f", "wav"))
        .output(wav);
  }

  /** Counted from the start of the file, which need not be the start of its video. */
  private static RationalTime seekPoint(
      SegmentTask.Source clip, RationalTime in, RationalTime runUp) {
    return in.minus(RationalTime.ofMicros(clip.analysis().getContainerStartMicros()))
        .minus(runUp)
        .max(RationalTime.ZERO);
  }

  private static boolean beginsSilent(Path wav) throws IOException {
    float[] loudest = new float[1];
    int[] left = {SAMPLE_RATE * SILENT_MILLIS / 1000};
    PcmAudio.decoded(wav)
        .forEachChannelBlock(
            (channels, length) -> {
              int end = Math.min(length, left[0]);
              for (float[] channel : channels) {
                for (int i = 0; i < end; i++) {
                  loudest[0] = Math.max(loudest[0], Math.abs(channel[i]));
                }
              }
              left[0] -= end;
            });
    return loudest[0] == 0;
  }

  /**
   * Two resamplers, because the one that fills holes counts its first sample in the rate that comes
   * in: it is to be that of the file written. It then leaves the samples alone.
   */
  private static String filters(long first, long samples) {
    return "aresample=%d,aresample=%d:async=1:min_comp=0.000001:min_hard_comp=%s:first_pts=%d,atrim=start_pts=%d:end_pts=%d"
        .formatted(SAMPLE_RATE, SAMPLE_RATE, SMALLEST_HOLE_SECONDS, first, first, first + samples);
  }
}
