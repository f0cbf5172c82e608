package io.autocut.runners;

import io.autocut.pipelines.FilmOptions;
import picocli.CommandLine.Option;

/** How the picture of a film is to be: how good, how large, how it fills the film. */
final class PictureArguments {
  @Option(
      names = "--quality",
      paramLabel = "QUALITY",
      description =
          "draft, standard or high, the better the slower; match keeps footage of one camera as it is"
              + " coded and copies all that can be copied. Default: auto, which is match where that"
              + " can be, else standard.")
  private String quality = "";

  @Option(
      names = "--preview",
      description =
          "Makes a film of 360 lines by the plan of the whole, in a fraction of the time.")
  private boolean preview;

  @Option(
      names = "--fit",
      paramLabel = "FIT",
      description =
          "How footage of another shape is shown: on black (bars), on a blurred blow-up of itself"
              + " (blur), or cropped around faces and what moves (crop). Default: bars.")
  private String fit = "";

  @Option(
      names = "--hdr",
      paramLabel = "map|keep",
      description =
          "map shows high dynamic range in a film that every screen can show; keep leaves it, where"
              + " all the footage has it and this FFmpeg encodes HEVC. Default: map.")
  private String hdr = "";

  /** Puts what is said on the options of a pipeline. */
  void fill(FilmOptions options) {
    options.setQuality(quality);
    options.setPreview(preview);
    options.setFit(fit);
    options.setHdr(hdr);
  }
}
