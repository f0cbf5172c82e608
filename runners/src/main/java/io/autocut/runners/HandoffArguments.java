package io.autocut.runners;

import io.autocut.pipelines.FilmOptions;
import picocli.CommandLine.Option;

/** What is written beside a film or a plan for other programs. */
final class HandoffArguments {
  @Option(
      names = "--export",
      paramLabel = "LIST",
      description =
          "Writes the plan for editing programs too: otio, fcpxml, edl, mlt, or several with commas."
              + " See 'autocut export'.")
  private String export = "";

  /** Puts what is said on the options of a pipeline. */
  void fill(FilmOptions options) {
    options.setExport(export);
  }
}
