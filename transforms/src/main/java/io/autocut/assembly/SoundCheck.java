package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.schemas.SoundWishes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the sound of a finished film with its music and with what was wished. */
final class SoundCheck {
  private static final int SOUND_WINDOWS = 4;
  private static final long WINDOW_MILLIS = 1500;
  private static final long LARGEST_LAG_MILLIS = 200;

  private final Ffmpeg ffmpeg;
  private final Optional<SoundWishes> wishes;

  SoundCheck(Ffmpeg ffmpeg, Optional<SoundWishes> wishes) {
    this.ffmpeg = ffmpeg;
    this.wishes = wishes;
  }

  /**
   * How the film's sound compares with the music.
   *
   * @param offset the median over some stretches of the film, so that one odd stretch decides
   *     nothing; empty when all are silent, or the clips' own sound drowns the music
   * @param lost whether the music is audible where the film is silent or has no sound any more
   */
  record Heard(Optional<Long> offset, boolean lost) {}

  Heard heard(Path film, FilmParts parts) throws IOException, InterruptedException {
    int rate = parts.sampleRate();
    int window = (int) (WINDOW_MILLIS * rate / 1000);
    MusicFades fades = MusicFades.of(parts.plan(), wishes);
    long first = fades.inSamples(rate);
    long usable =
        parts.musicOutSample() - parts.musicInSample() - first - fades.outSamples(rate) - window;
    List<Long> starts = new ArrayList<>();
    for (int i = 0; i < SOUND_WINDOWS; i++) {
      long start = first + usable * i / SOUND_WINDOWS;
      if (usable >= 0 && (starts.isEmpty() || start >= starts.get(starts.size() - 1) + window)) {
        starts.add(start);
      }
    }
    SoundWindows windows = new SoundWindows(ffmpeg, rate, window);
    List<float[]> heard = windows.read(film, starts);
    List<float[]> original =
        windows.read(parts.music(), starts.stream().map(s -> s + parts.musicInSample()).toList());
    return compare(original, heard, rate, usable > rate / 10);
  }

  private Heard compare(
      List<float[]> original, List<float[]> heard, int rate, boolean firstMatters) {
    SoundOffset offset = new SoundOffset(rate, (int) (LARGEST_LAG_MILLIS * rate / 1000));
    boolean mixed = wishes.map(SoundWishes::getOriginal).orElse(false);
    List<Long> offsets = new ArrayList<>();
    boolean lost = false;
    for (int i = 0; i < original.size(); i++) {
      if (i < heard.size()) {
        // Of a film with nothing but music, sound that is not like it is wrong, not drowned.
        if (!mixed || offset.isAlike(original.get(i), heard.get(i))) {
          offset.micros(original.get(i), heard.get(i)).ifPresent(offsets::add);
        }
        lost |= SoundOffset.isAudible(original.get(i)) && SoundOffset.isSilent(heard.get(i));
      } else {
        // A stretch up to the very end may lack a sample or two.
        lost |= SoundOffset.isAudible(original.get(i)) && (i > 0 || firstMatters);
      }
    }
    offsets.sort(null);
    return new Heard(
        offsets.isEmpty() ? Optional.empty() : Optional.of(offsets.get(offsets.size() / 2)), lost);
  }

  /** Loudness and peak of the film; empty unless a loudness was wished. */
  Optional<Loudness> loudness(Path film) throws IOException, InterruptedException {
    boolean wished = wishes.map(SoundWishes::getLoudnessCentiLufs).orElse(0) != 0;
    return wished ? Optional.of(Loudness.ofFilm(ffmpeg, film)) : Optional.empty();
  }
}
