package io.autocut.runners;

import io.autocut.pipelines.FilmOptions;
import picocli.CommandLine.Option;

/** What only a film has and no plan: its sound, and how deep it is proved. */
final class FinishArguments {
  @Option(
      names = "--original-audio",
      paramLabel = "LEVEL",
      description =
          "The clips' own sound: off, under (the music) or so many dB above it, as -6dB. Default: off,"
              + " and the music is untouched.")
  private String originalAudio = "";

  @Option(
      names = "--loudness",
      paramLabel = "LUFS",
      description =
          "Brings the whole film to this loudness, as -14, its true peak below -1 dB. Default: the"
              + " music's own.")
  private String loudness = "";

  @Option(
      names = "--music-fade-in",
      paramLabel = "SECONDS",
      description = "Lets the music come out of silence. Default: 0.")
  private String fadeIn = "";

  @Option(
      names = "--music-fade-out",
      paramLabel = "SECONDS",
      description =
          "Lets the music go into silence at the end. Default: only where the film ends before the"
              + " music.")
  private String fadeOut = "";

  @Option(
      names = "--verify",
      paramLabel = "structure|pixels",
      description =
          "structure proves the film by its packets; pixels decodes it once as well and measures every"
              + " cut. Default: structure.")
  private String proof = "";

  /** Puts what is said on the options of a pipeline. */
  void fill(FilmOptions options) {
    options.setOriginalAudio(originalAudio);
    options.setLoudness(loudness);
    options.setMusicFadeIn(fadeIn);
    options.setMusicFadeOut(fadeOut);
    options.setVerify(proof);
  }
}
