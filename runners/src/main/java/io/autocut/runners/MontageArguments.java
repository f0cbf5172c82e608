package io.autocut.runners;

import com.google.common.base.Strings;
import io.autocut.pipelines.MontagePipelineOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which montages are wanted: one by its clips, or many by a manifest. */
final class MontageArguments {
  @Option(
      names = "--clips",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Clips and folders of clips, searched through and through; what is no video is skipped with a"
              + " reason. They are used in place.")
  private List<String> clips = List.of();

  @Option(
      names = "--music",
      paramLabel = "FILE",
      description = "The music: any file with sound that FFmpeg decodes.")
  private String music;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the result goes. With --manifest: the folder for those that name none.")
  private String output;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "Many montages in one run: a .jsonl, .csv or .avro file whose lines give montageId, clips,"
              + " music and, if wanted, output, template, canvas, fps, seed, beats, tempo, beatOffsetMillis,"
              + " tempoScale (half, double or as-detected), order, durationMillis, minShotMillis,"
              + " maxShotMillis, repeat, include, exclude, atMost, quality, fit, hdr, originalAudio,"
              + " loudness, musicFadeInMillis, musicFadeOutMillis and, as JSON, wishes.")
  private String manifest;

  @Option(
      names = "--allow-root",
      paramLabel = "DIR",
      description = "Lets a manifest name files below these folders only. Default: any file.")
  private List<String> allowedRoots = List.of();

  @Option(
      names = "--allow-scheme",
      paramLabel = "SCHEME",
      description =
          "Lets clips, music and output be URIs of this scheme, for example s3; its Beam file system must"
              + " be on the class path. Default: local files only.")
  private List<String> allowedSchemes = List.of();

  @Option(
      names = "--template",
      paramLabel = "NAME|FILE.json",
      description =
          "Pacing and look: dynamic, energetic, balanced, dramatic, buildup or a file. Default: dynamic,"
              + " which follows the energy of the music.")
  private String template;

  @Option(
      names = "--canvas",
      paramLabel = "SIZE",
      description = "auto, 16:9, 9:16, 1:1 or WIDTHxHEIGHT. Default: auto, what most clips have.")
  private String canvas;

  @Option(
      names = "--fps",
      paramLabel = "RATE",
      description = "auto, or frames a second as 30 or 30000/1001. Default: auto.")
  private String fps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Varies choices among equals; the same seed gives the same film. Default: 0.")
  private long seed;

  @Mixin private PictureArguments picture;
  @Mixin private WishArguments wishes;
  @Mixin private BeatArguments beats;

  /**
   * Puts what is said on the options of a pipeline; beats that contradict themselves are refused.
   */
  void fill(MontagePipelineOptions options) throws UsageException {
    options.setClips(clips);
    options.setMusic(Strings.nullToEmpty(music));
    options.setOutput(output);
    options.setManifest(manifest);
    options.setAllowRoot(allowedRoots);
    options.setAllowScheme(allowedSchemes);
    options.setTemplate(Strings.nullToEmpty(template));
    options.setCanvas(Strings.nullToEmpty(canvas));
    options.setFps(Strings.nullToEmpty(fps));
    options.setSeed(Long.toString(seed));
    picture.fill(options);
    wishes.fill(options);
    wishes.fillClips(options);
    beats.fill(options);
  }

  /** Where the films of a watched folder appear. */
  Path films() {
    return Path.of(output).toAbsolutePath().normalize();
  }
}
