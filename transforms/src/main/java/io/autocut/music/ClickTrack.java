package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableLongArray;
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
 * Music with a click on each beat, to hear whether the beats are where they belong.
 *
 * <p>Each click begins with its loudest sample, exactly on its beat: 1 kHz, on downbeats 1.5 kHz,
 * {@value #CLICK_MILLIS} ms long and dying away. The music is at half its level and the clicks stay
 * below the other half, so that nothing clips. Rate and channels are those of the decoded music.
 * Holds one block in memory, however long the music is.
 */
public final class ClickTrack {
  static final double BEAT_HZ = 1000;
  static final double DOWNBEAT_HZ = 1500;
  private static final int CLICK_MILLIS = 25;
  private static final double DECAY_SECONDS = 0.006;
  private static final double CLICK_LEVEL = 0.45 * 32768;

  private final ImmutableLongArray beats;
  private final List<Beat> records;
  private final short[] click;
  private final short[] downbeatClick;

  private ClickTrack(BeatTimeline timeline) {
    records = List.copyOf(timeline.getBeats());
    beats = ImmutableLongArray.copyOf(records.stream().mapToLong(Beat::getSample));
    click = click(BEAT_HZ, timeline.getSampleRate());
    downbeatClick = click(DOWNBEAT_HZ, timeline.getSampleRate());
  }

  /**
   * Writes a WAV file of 16 bits, beyond 4 GB as RF64.
   *
   * @param music the decoded music of the timeline
   * @param out is replaced in one go when it is there; a file that could not be finished is none
   */
  public static void write(BeatTimeline timeline, Path music, Path out)
      throws IOException, UnusableMusicException {
    PcmAudio audio = PcmAudio.open(music);
    checkArgument(
        audio.sampleRate() == timeline.getSampleRate(),
        "beats at %s Hz do not belong to music at %s Hz",
        timeline.getSampleRate(),
        audio.sampleRate());
    Path part = out.resolveSibling("." + out.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try (FileChannel file =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        new ClickTrack(timeline).mix(audio, file);
      }
      Files.move(part, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void mix(PcmAudio audio, FileChannel file) throws IOException {
    writeAll(file, WavHeader.of(audio.sampleRate(), audio.channels(), audio.samples()));
    Place place = new Place();
    audio.forEachRawBlock(samples -> writeAll(file, mixed(samples, audio.channels(), place)));
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

  /** What the click of the latest beat adds to the sample; a beat ends the click before it. */
  private int clickAt(Place place) {
    while (place.next < beats.length() && beats.get(place.next) <= place.sample) {
      place.next++;
    }
    int latest = place.next - 1;
    if (latest < 0) {
      return 0;
    }
    short[] sound = records.get(latest).getBeatInBar() == 1 ? downbeatClick : click;
    long after = place.sample - beats.get(latest);
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
  }
}
