package io.autocut.assembly;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.autocut.media.FfmpegCommand;
import io.autocut.segments.SoundCutter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the sound of a film is made of the music and the clips' own sound: FFmpeg's filters for it.
 * Immutable.
 *
 * @param music the decoded music, whole
 * @param musicIn where in it the film begins; unit: samples of the music's rate
 * @param musicOut where it ends, exclusive
 * @param sampleRate of the music and so of the film, in Hz
 * @param fadeIn length of the music's fade at the beginning; unit: samples
 * @param fadeOut length of the music's fade at the end; unit: samples
 * @param clips the clips' own sound; empty when it is not heard
 * @param gainDb how much louder the whole is made; unit: decibels
 * @param limit the true peak that nothing exceeds, before it is coded; empty for no limit. Unit:
 *     decibels of full scale
 */
record FilmSound(
    Path music,
    long musicIn,
    long musicOut,
    int sampleRate,
    long fadeIn,
    long fadeOut,
    Optional<Clips> clips,
    double gainDb,
    Optional<Double> limit)
    implements SoundTrack {

  /** How it is coded in the film. */
  static final ImmutableList<String> CODING = ImmutableList.of("-c:a", "aac", "-b:a", "192k");

  /** Four times the rate of the film at least, so that peaks between samples are seen. */
  private static final int LIMITER_RATE = 192_000;

  /** Music is pressed down by a third of what the clips' sound has above its usual level. */
  private static final String DUCKING = "ratio=3:attack=20:release=400:knee=4";

  /** The quietest threshold that FFmpeg's compressor takes; unit: decibels. */
  private static final double LOWEST_THRESHOLD_DB = -60;

  /**
   * The clips' own sound, joined.
   *
   * @param samples as long as the film: stereo, 32-bit floats at the rate of {@link SoundCutter}
   * @param gainDb how much louder it is made; unit: decibels
   * @param duckingDb the level from which on it makes the music softer; unit: decibels of full
   *     scale
   */
  record Clips(Path samples, double gainDb, double duckingDb) {}

  FilmSound {
    checkArgument(fadeIn >= 0 && fadeIn <= musicOut - musicIn, "fade in of %s samples", fadeIn);
    checkArgument(fadeOut >= 0 && fadeOut <= musicOut - musicIn, "fade out of %s samples", fadeOut);
  }

  /** The music as the plan has it, untouched but for the plan's fade. */
  static FilmSound ofMusic(FilmParts parts) {
    return ofMusic(parts, MusicFades.planned(parts.plan()));
  }

  static FilmSound ofMusic(FilmParts parts, MusicFades fades) {
    long length = parts.musicOutSample() - parts.musicInSample();
    return new FilmSound(
        parts.music(),
        parts.musicInSample(),
        parts.musicOutSample(),
        parts.sampleRate(),
        Math.min(length, fades.inSamples(parts.sampleRate())),
        Math.min(length, fades.outSamples(parts.sampleRate())),
        Optional.empty(),
        0,
        Optional.empty());
  }

  FilmSound with(Clips heard) {
    return new FilmSound(
        music, musicIn, musicOut, sampleRate, fadeIn, fadeOut, Optional.of(heard), gainDb, limit);
  }

  FilmSound at(double newGainDb, Optional<Double> newLimit) {
    return new FilmSound(
        music, musicIn, musicOut, sampleRate, fadeIn, fadeOut, clips, newGainDb, newLimit);
  }

  @Override
  public FfmpegCommand inputs(FfmpegCommand command) {
    FfmpegCommand withMusic = command.audioInput(music);
    return clips
        .map(own -> withMusic.rawStereoInput(own.samples(), SoundCutter.SAMPLE_RATE))
        .orElse(withMusic);
  }

  @Override
  public String mapped() {
    return clips.isPresent() ? "[sound]" : "1:a:0";
  }

  @Override
  public List<String> options() {
    return ImmutableList.<String>builder().addAll(filters()).addAll(CODING).build();
  }

  /** The option that makes the sound. */
  List<String> filters() {
    return clips.isPresent()
        ? List.of("-filter_complex", graph(1))
        : List.of("-af", cutMusic() + levelled());
  }

  /**
   * The same as a graph whose only output is {@code [sound]}; its inputs count from {@code first}.
   */
  String graph(int first) {
    if (clips.isEmpty()) {
      return "[%d:a:0]%s%s[sound]".formatted(first, cutMusic(), levelled());
    }
    Clips own = clips.get();
    String resampled =
        sampleRate == SoundCutter.SAMPLE_RATE ? "" : ",aresample=%d".formatted(sampleRate);
    // The compressor throws away what it holds when an input ends: none does before the film.
    return "[%d:a:0]%s,apad[music];".formatted(first, cutMusic())
        + "[%d:a:0]volume=%s%s,apad,asplit[clips][key];"
            .formatted(first + 1, decibels(own.gainDb()), resampled)
        + "[music][key]sidechaincompress=threshold=%s:%s[ducked];"
            .formatted(linear(Math.max(LOWEST_THRESHOLD_DB, own.duckingDb())), DUCKING)
        + "[ducked][clips]amix=inputs=2:duration=longest:normalize=0,atrim=end_sample=%d%s[sound]"
            .formatted(musicOut - musicIn, levelled());
  }

  private String cutMusic() {
    StringBuilder chain =
        new StringBuilder(
            "atrim=start_sample=%d:end_sample=%d,asetpts=N/SR/TB".formatted(musicIn, musicOut));
    if (fadeIn > 0) {
      chain.append(",afade=t=in:ss=0:ns=%d".formatted(fadeIn));
    }
    if (fadeOut > 0) {
      long from = musicOut - musicIn - fadeOut;
      chain.append(",afade=t=out:ss=%d:ns=%d".formatted(from, fadeOut));
    }
    return chain.toString();
  }

  private String levelled() {
    String gain = gainDb == 0 ? "" : ",volume=" + decibels(gainDb);
    return gain
        + limit
            .map(
                most ->
                    ",aresample=%d,alimiter=limit=%s:attack=5:release=80:level=0:latency=1,aresample=%d"
                        .formatted(LIMITER_RATE, linear(most), sampleRate))
            .orElse("");
  }

  private static String decibels(double gain) {
    return String.format(Locale.ROOT, "%.3fdB", gain);
  }

  private static String linear(double level) {
    return String.format(Locale.ROOT, "%.6f", Math.min(1, StrictMath.pow(10, level / 20)));
  }
}
