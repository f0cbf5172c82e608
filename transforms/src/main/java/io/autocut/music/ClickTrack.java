package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Music with clicks in it, to hear whether beats, or cuts, are where they belong.
 *
 * <p>Each click begins with its loudest sample, exactly where it is meant: 1 kHz, high ones 1.5
 * kHz, {@value #CLICK_MILLIS} ms long and dying away. The music is at half its level and the clicks
 * stay below the other half, so that nothing clips. Rate and channels are those of the decoded
 * music. Holds one block in memory, however long the music is.
 */
public final class ClickTrack {
  static final double BEAT_HZ = 1000;
  static final double DOWNBEAT_HZ = 1500;
  private static final int CLICK_MILLIS = 25;
  private static final double DECAY_SECONDS = 0.006;
  private static final double CLICK_LEVEL = 0.45 * 32768;

  /** How a click sounds: HIGH on downbeats. */
  public enum Pitch {
    USUAL,
    HIGH
  }

  /**
   * One click.
   *
   * @param sample of the music that it begins with
   */
  public record Click(long sample, Pitch pitch) {}

  private final ImmutableList<Click> clicks;
  private final int sampleRate;
  private final short[] usual;
  private final short[] high;

  private ClickTrack(ImmutableList<Click> clicks, int sampleRate) {
    this.clicks = clicks;
    this.sampleRate = sampleRate;
    usual = click(BEAT_HZ, sampleRate);
    high = click(DOWNBEAT_HZ, sampleRate);
  }

  /**
   * @param clicks rising
   * @param sampleRate of the music, in Hz
   */
  public static ClickTrack of(List<Click> clicks, int sampleRate) {
    return new ClickTrack(ImmutableList.copyOf(clicks), sampleRate);
  }

  /** One on each beat, high on downbeats. */
  public static ClickTrack onBeats(BeatTimeline timeline) {
    return of(timeline.getBeats().stream().map(ClickTrack::on).toList(), timeline.getSampleRate());
  }

  /** The click for a beat. */
  public static Click on(Beat beat) {
    return new Click(beat.getSample(), beat.getBeatInBar() == 1 ? Pitch.HIGH : Pitch.USUAL);
  }

  /** Writes all of the music with its clicks, as {@link #write(Path, long, long, Path)} does. */
  public void write(Path music, Path out) throws IOException, UnusableMusicException {
    write(music, 0, PcmAudio.open(music).samples(), out);
  }

  /**
   * Writes a stretch of the music with the clicks in it as a WAV file of 16 bits, beyond 4 GB as
   * RF64.
   *
   * @param music decoded
   * @param from its first sample
   * @param end its last sample, exclusive
   * @param out is replaced in one go when it is there; a file that could not be finished is none
   */
  public void write(Path music, long from, long end, Path out)
      throws IOException, UnusableMusicException {
    PcmAudio audio = PcmAudio.open(music);
    checkArgument(
        audio.sampleRate() == sampleRate,
        "clicks at %s Hz do not belong to music at %s Hz",
        sampleRate,
        audio.sampleRate());
    checkArgument(
        0 <= from && from <= end && end <= audio.samples(),
        "no samples %s to %s in music of %s",
        from,
        end,
        audio.samples());
    Path part = out.resolveSibling("." + out.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try (FileChannel file =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        mix(audio, from, end, file);
      }
      Files.move(part, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void mix(PcmAudio audio, long from, long end, FileChannel file) throws IOException {
    writeAll(file, WavHeader.of(audio.sampleRate(), audio.channels(), end - from));
    Place place = new Place(from);
    audio.forEachRawBlock(
        from, end, samples -> writeAll(file, mixed(samples, audio.channels(), place)));
  }

  private ByteBuffer mixed(ByteBuffer samples, int channels, Place place) {
    ByteBuffer mix = ByteBuffer.allocate(samples.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    while (samples.hasRemaining()) {
      int level = clickAt(place);
      for (int channel = 0; channel < channels; channel++) {
        mix.putShort((short) (samples.getShort() / 2 + level));
      }
      place.sample++;
    }
    return mix.flip();
  }

  /** What the latest click adds to the sample; a click ends the one before it. */
  private int clickAt(Place place) {
    while (place.next < clicks.size() && clicks.get(place.next).sample() <= place.sample) {
      place.next++;
    }
    int latest = place.next - 1;
    if (latest < 0) {
      return 0;
    }
    short[] sound = clicks.get(latest).pitch() == Pitch.HIGH ? high : usual;
    long after = place.sample - clicks.get(latest).sample();
    return after < sound.length ? sound[(int) after] : 0;
  }

  private static short[] click(double hz, int sampleRate) {
    short[] samples = new short[sampleRate * CLICK_MILLIS / 1000];
    for (int i = 0; i < samples.length; i++) {
      double t = i / (double) sampleRate;
      samples[i] =
          (short)
              (CLICK_LEVEL
                  * StrictMath.exp(-t / DECAY_SECONDS)
                  * StrictMath.cos(2 * Math.PI * hz * t));
    }
    return samples;
  }

  private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** How far the mixing is. */
  private static final class Place {
    private long sample;
    private int next;

    Place(long sample) {
      this.sample = sample;
    }
  }
}
