package io.autocut.assembly;

import io.autocut.media.Failures;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegException;
import io.autocut.music.LoudnessCurve;
import io.autocut.music.LoudnessMeter;
import io.autocut.music.PcmAudio;
import io.autocut.planning.FilmPiece;
import io.autocut.planning.SoundPiece;
import io.autocut.schemas.SoundWishes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decides how the sound of a film is made: measures the music and the clips' own sound, and finds
 * the gains and whether the peaks have to be limited. What the options do: docs/sound.md.
 *
 * <p>Blocks on child processes. Safe for many threads.
 */
final class SoundMixer {
  /** No true peak of the film is above. */
  private static final double HIGHEST_PEAK_DB = -1;

  /**
   * What the limiter is set to at first. Coding adds less than half a decibel to most music, and a
   * whole one to loud noise (measured).
   */
  static final double LIKELY_PEAK_DB = -1.5;

  private static final double LOWEST_CEILING_DB = -6;
  private static final double PEAK_MARGIN_DB = 0.1;

  /** The clips' own sound makes the music softer from here on, whatever it is: below its level. */
  private static final double LEAST_DUCKING_LU = 20;

  /** More would blow the noise of silent clips up to a storm; unit: decibels. */
  private static final double MOST_CLIP_GAIN_DB = 24;

  private static final double MOST_GAIN_DB = 30;
  private static final int MOST_CORRECTIONS = 6;

  /** Where a decibel of gain brings less loudness, more of it would bring nothing but harm. */
  private static final double LEAST_SLOPE = 0.2;

  private static final double CLOSE_ENOUGH_LU = 0.1;

  private final Ffmpeg ffmpeg;

  SoundMixer(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** How a film is to sound, and what a person should know of it. */
  record Mixed(FilmSound sound, List<String> notes) {}

  /**
   * @param cut the clips' own sounds by the index of the piece that they were cut beside
   * @param folder takes the joined sound; it has to stay until the film is made
   */
  Mixed mix(Optional<SoundWishes> wishes, FilmParts parts, Map<Integer, Path> cut, Path folder)
      throws IOException, InterruptedException {
    FilmSound music = FilmSound.ofMusic(parts, MusicFades.of(parts.plan(), wishes));
    boolean original = wishes.map(SoundWishes::getOriginal).orElse(false);
    int loudness = wishes.map(SoundWishes::getLoudnessCentiLufs).orElse(0);
    if (isMusicAlone(wishes)) {
      return new Mixed(music, List.of());
    }
    List<String> notes = new ArrayList<>();
    FilmSound sound = music;
    try {
      if (original) {
        sound =
            withClips(music, wishes.get().getOriginalCentiDb() / 100.0, parts, cut, folder, notes);
      }
      return new Mixed(levelled(sound, loudness / 100.0, folder), notes);
    } catch (IOException e) {
      if (e instanceof FfmpegException child && child.endedFromOutside()) {
        throw e;
      }
      return new Mixed(
          music,
          List.of(
              "The film has its music as it is: its sound could not be mixed ("
                  + Failures.describe(e)
                  + ")."));
    }
  }

  /** Whether nothing but the music is heard, and that as loud as it is. */
  static boolean isMusicAlone(Optional<SoundWishes> wishes) {
    return wishes.map(wish -> !wish.getOriginal() && wish.getLoudnessCentiLufs() == 0).orElse(true);
  }

  private static FilmSound withClips(
      FilmSound music,
      double relativeDb,
      FilmParts parts,
      Map<Integer, Path> cut,
      Path folder,
      List<String> notes)
      throws IOException {
    List<PlacedSound> sounds = new ArrayList<>();
    for (SoundPiece piece : SoundPiece.of(FilmPiece.of(parts.plan()))) {
      Path wav = cut.get(piece.index());
      if (wav != null) {
        sounds.add(PlacedSound.of(piece, wav, parts.rate()));
      }
    }
    Path joined = folder.resolve("clips.f32");
    double heard =
        ClipTrack.join(
            sounds, ClipLevels.of(sounds), parts.rate(), parts.plan().getFrames(), joined);
    if (heard <= LoudnessCurve.SILENT_LUFS) {
      notes.add("None of the clips in the film has sound that can be heard.");
      return music;
    }
    double level = loudness(parts);
    double wanted = level + relativeDb;
    double gain = Math.min(MOST_CLIP_GAIN_DB, wanted - heard);
    double ducking = Math.max(heard + gain, level - LEAST_DUCKING_LU);
    return music.with(new FilmSound.Clips(joined, gain, ducking));
  }

  /** Of the music as far as the film goes; unit: LUFS. */
  private static double loudness(FilmParts parts) throws IOException {
    PcmAudio music = PcmAudio.decoded(parts.music());
    LoudnessMeter meter = new LoudnessMeter(music.sampleRate(), music.channels());
    music.forEachChannelBlock(
        Math.min(parts.musicInSample(), music.samples()),
        Math.min(parts.musicOutSample(), music.samples()),
        (channels, length, position) -> meter.add(channels, 0, length));
    return meter.curve().integrated();
  }

  /**
   * A linear gain to the loudness that is wished, 0 for its own; the limiter only where a peak
   * would exceed.
   */
  private FilmSound levelled(FilmSound sound, double wantedLufs, Path folder)
      throws IOException, InterruptedException {
    Loudness found = Loudness.of(ffmpeg, sound);
    boolean asItIs = wantedLufs == 0 || found.integratedLufs() <= Loudness.SILENT_LUFS;
    double gain = asItIs ? 0 : clamped(wantedLufs - found.integratedLufs());
    FilmSound linear = sound.at(gain, Optional.empty());
    if (found.truePeakDb() + gain <= LIKELY_PEAK_DB
        && Loudness.ofCoded(ffmpeg, linear, folder).truePeakDb() <= HIGHEST_PEAK_DB) {
      return linear;
    }
    return limited(
        sound, gain, asItIs ? OptionalDouble.empty() : OptionalDouble.of(wantedLufs), folder);
  }

  /**
   * Makes up for the loudness that the limiter takes away, the more gain the more, and for the
   * peaks that coding adds: both are measured on the sound as it will be coded.
   */
  private FilmSound limited(
      FilmSound sound, double linearGain, OptionalDouble wantedLufs, Path folder)
      throws IOException, InterruptedException {
    double gain = linearGain;
    double ceiling = LIKELY_PEAK_DB;
    double slope = 1;
    double before = Double.NaN;
    double step = 0;
    for (int i = 0; i < MOST_CORRECTIONS; i++) {
      FilmSound tried = sound.at(gain, Optional.of(ceiling));
      Loudness reached = Loudness.ofCoded(ffmpeg, tried, folder);
      double lacking =
          wantedLufs.isPresent() ? wantedLufs.getAsDouble() - reached.integratedLufs() : 0;
      double excess = reached.truePeakDb() - HIGHEST_PEAK_DB;
      if (Math.abs(lacking) < CLOSE_ENOUGH_LU && excess <= 0) {
        return tried;
      }
      if (step != 0) {
        slope = Math.max(LEAST_SLOPE, Math.min(1, (reached.integratedLufs() - before) / step));
      }
      before = reached.integratedLufs();
      step = clamped(gain + lacking / slope) - gain;
      gain += step;
      ceiling =
          excess > 0 ? Math.max(LOWEST_CEILING_DB, ceiling - excess - PEAK_MARGIN_DB) : ceiling;
    }
    return sound.at(gain, Optional.of(ceiling));
  }

  private static double clamped(double gainDb) {
    return Math.max(-MOST_GAIN_DB, Math.min(MOST_GAIN_DB, gainDb));
  }
}
