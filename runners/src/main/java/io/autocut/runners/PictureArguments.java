package io.autocut.runners;

import io.autocut.ingest.IngestException;
import io.autocut.ingest.PictureSpec;
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

  /** What the options say; what is not understood is refused. */
  PictureSpec spec() throws UsageException {
    PictureSpec spec = new PictureSpec(quality, fit, hdr, preview ? "preview" : "");
    try {
      spec.wishes();
    } catch (IngestException e) {
      throw new UsageException(inOptions(e.getMessage()), e);
    }
    return spec;
  }

  private static String inOptions(String message) {
    return message
        .replace("\"quality\"", "--quality")
        .replace("\"fit\"", "--fit")
        .replace("\"hdr\"", "--hdr");
  }
}
