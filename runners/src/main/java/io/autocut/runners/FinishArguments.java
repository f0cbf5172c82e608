package io.autocut.runners;

import io.autocut.ingest.IngestException;
import io.autocut.ingest.MontageStyle;
import io.autocut.ingest.SoundSpec;
import io.autocut.ingest.TimeSpec;
import io.autocut.schemas.ProofDepth;
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

  /** {@code style} with what the options say; what is not understood is refused. */
  MontageStyle of(MontageStyle style) throws UsageException {
    return style.withSound(sound()).withProof(depth());
  }

  /** What is said of the sound; what is not understood is refused. */
  SoundSpec sound() throws UsageException {
    SoundSpec sound =
        new SoundSpec(
            originalAudio,
            loudness,
            millis("--music-fade-in", fadeIn),
            millis("--music-fade-out", fadeOut));
    try {
      sound.wishes();
    } catch (IngestException e) {
      throw new UsageException(inOptions(e.getMessage()), e);
    }
    return sound;
  }

  /** How deep the film is to be proved; empty when nothing is said. */
  String proofIfSaid() throws UsageException {
    depth();
    return proof;
  }

  private ProofDepth depth() throws UsageException {
    return switch (proof) {
      case "", "structure" -> ProofDepth.STRUCTURE;
      case "pixels" -> ProofDepth.PIXELS;
      default -> throw new UsageException("--verify must be structure or pixels, not " + proof);
    };
  }

  private static String millis(String option, String text) throws UsageException {
    if (text.isEmpty()) {
      return "";
    }
    try {
      return Long.toString(TimeSpec.parseMillis(text));
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  private static String inOptions(String message) {
    return message
        .replace("\"originalAudio\"", "--original-audio")
        .replace("\"loudness\"", "--loudness")
        .replace(
            "\"musicFadeInMillis\" must be milliseconds", "--music-fade-in must be milliseconds")
        .replace(
            "\"musicFadeOutMillis\" must be milliseconds", "--music-fade-out must be milliseconds");
  }
}
