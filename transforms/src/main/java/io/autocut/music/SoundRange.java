package io.autocut.music;

import java.io.IOException;

/**
 * From the first sample that is not silence to the first after the last; unit: samples.
 *
 * <p>Empty, from 0 to 0, when all is silence.
 */
record SoundRange(long first, long end) {

  static SoundRange find(PcmAudio audio, SoundLevels levels) throws IOException {
    if (levels.silent()) {
      return new SoundRange(0, 0);
    }
    Search search = new Search(levels.offset(), levels.silenceThreshold());
    audio.forEachBlock(search::add);
    return new SoundRange(Math.max(0, search.first), search.end);
  }

  long length() {
    return end - first;
  }

  /** Remembers the first and the last sample beyond the threshold. */
  private static final class Search {
    private final float offset;
    private final float threshold;
    private long position;
    private long first = -1;
    private long end;

    Search(float offset, float threshold) {
      this.offset = offset;
      this.threshold = threshold;
    }

    void add(float[] mono, int length) {
      for (int i = 0; i < length; i++) {
        if (Math.abs(mono[i] - offset) > threshold) {
          first = first < 0 ? position + i : first;
          end = position + i + 1;
        }
      }
      position += length;
    }
  }
}
