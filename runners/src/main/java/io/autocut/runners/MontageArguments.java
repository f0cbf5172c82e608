package io.autocut.runners;

import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.Inbox;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.ManifestException;
import io.autocut.ingest.ManifestReader;
import io.autocut.ingest.MontageRequests;
import io.autocut.ingest.MontageStyle;
import io.autocut.ingest.ReadManifests;
import io.autocut.schemas.MontageRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private List<Path> allowedRoots = List.of();

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

  /** The montages, checked, and how a graph gets them. */
  record Wanted(List<MontageRequest> requests, ReadManifests source) {}

  /**
   * Montages of which nothing is cut.
   *
   * @param suffixes what results end in; the first is given to those without a name
   */
  Wanted wanted(List<String> suffixes) throws UsageException {
    return wanted(suffixes, style -> style);
  }

  /** As {@link #wanted(List)}, of films. */
  Wanted wanted(List<String> suffixes, FinishArguments finish) throws UsageException {
    return wanted(suffixes, finish::of);
  }

  /** What else is said of the style of a montage. */
  private interface Finish {
    MontageStyle of(MontageStyle style) throws UsageException;
  }

  private Wanted wanted(List<String> suffixes, Finish finish) throws UsageException {
    try {
      AllowedPaths allowed = allowed();
      return manifest == null ? one(allowed, suffixes, finish) : many(allowed, suffixes, finish);
    } catch (ManifestException e) {
      throw new UsageException(e.getMessage(), e);
    } catch (IngestException | IllegalArgumentException e) {
      throw new UsageException(WishArguments.inOptions(e.getMessage()), e);
    }
  }

  /** The film of a plan that is followed to the letter; the plan names clips and music. */
  Wanted following(String plan, List<String> suffixes, FinishArguments finish)
      throws UsageException {
    if (output == null) {
      throw new UsageException("Missing: --output. Give --plan and --output.");
    }
    try {
      MontageRequest request =
          requests(allowed(), suffixes).fromPlan(plan, output, finish.of(style()));
      return new Wanted(List.of(request), ReadManifests.given(List.of(request)));
    } catch (IngestException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private AllowedPaths allowed() throws IngestException {
    AllowedPaths allowed = AllowedPaths.everyLocalPath().withSchemes(allowedSchemes);
    return allowedRoots.isEmpty() ? allowed : allowed.withRoots(allowedRoots);
  }

  private static MontageRequests requests(AllowedPaths allowed, List<String> suffixes) {
    return MontageRequests.relativeTo(Path.of("").toAbsolutePath(), allowed, suffixes);
  }

  private Wanted one(AllowedPaths allowed, List<String> suffixes, Finish finish)
      throws IngestException, UsageException {
    List<String> missing = new ArrayList<>();
    if (clips.isEmpty()) {
      missing.add("--clips");
    }
    if (music == null) {
      missing.add("--music");
    }
    if (output == null) {
      missing.add("--output");
    }
    if (!missing.isEmpty()) {
      throw new UsageException(
          "Missing: "
              + String.join(", ", missing)
              + ". Give --clips, --music and --output, or --manifest.");
    }
    MontageRequest request =
        requests(allowed, suffixes).fromClips(clips, music, output, finish.of(style()));
    return new Wanted(List.of(request), ReadManifests.given(List.of(request)));
  }

  private Wanted many(AllowedPaths allowed, List<String> suffixes, Finish finish)
      throws IngestException, UsageException {
    if (!clips.isEmpty() || music != null) {
      throw new UsageException(
          "--manifest names clips and music itself: leave out --clips and --music.");
    }
    ManifestReader reader = reader("--manifest", allowed, suffixes, finish);
    List<MontageRequest> requests = ReadManifests.read(manifest, reader);
    if (requests.isEmpty()) {
      throw new UsageException(manifest + " asks for no montage: it has no lines.");
    }
    return new Wanted(
        requests,
        ReadManifests.from(
            io.autocut.store.Uris.isLocal(manifest)
                ? Path.of(manifest).toAbsolutePath().toString()
                : manifest,
            reader));
  }

  private ManifestReader reader(
      String option, AllowedPaths allowed, List<String> suffixes, Finish finish)
      throws UsageException {
    if (beats.fromFile()) {
      throw new UsageException(
          option
              + " names the files of beats itself: leave out --beats, and give \"beats\" in its lines.");
    }
    if (wishes.nameClips()) {
      throw new UsageException(
          option
              + " names its clips itself: leave out --include, --exclude and the like, and give"
              + " \"wishes\" in its lines.");
    }
    ManifestReader reader =
        ManifestReader.within(allowed).withOutputSuffixes(suffixes).withStyle(finish.of(style()));
    return output == null
        ? reader
        : reader.withOutputFolder(Path.of(output).toAbsolutePath().toString());
  }

  /** A folder that is watched, and the one in which its films appear. */
  record Watched(Inbox inbox, Path films) {}

  /**
   * The films of manifests in {@code folder}, and of folders of clips where there is music for
   * them.
   */
  Watched watched(Path folder, List<String> suffixes, FinishArguments finish)
      throws UsageException {
    if (manifest != null || !clips.isEmpty() || output == null) {
      throw new UsageException(
          "--watch takes manifests and folders of clips from DIR: leave out --manifest and --clips,"
              + " and say with --output in which folder the films are to appear.");
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException("--watch: there is no such folder: " + folder);
    }
    Path films = Path.of(output).toAbsolutePath().normalize();
    if (films.startsWith(folder.toAbsolutePath().normalize())) {
      throw new UsageException("--output must not lie in the folder that is watched: " + output);
    }
    try {
      Inbox inbox = Inbox.of(folder, reader("--watch", allowed(), suffixes, finish::of));
      return new Watched(music == null ? inbox : inbox.withFilmsOfFolders(absolute(music)), films);
    } catch (IngestException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static String absolute(String file) throws UsageException {
    if (AllowedPaths.isRemote(file)) {
      return file;
    }
    Path path = Path.of(file).toAbsolutePath();
    if (!Files.isRegularFile(path)) {
      throw new UsageException("--music: there is no such file: " + file);
    }
    return path.toString();
  }

  private MontageStyle style() throws UsageException {
    MontageStyle standard = MontageStyle.standard();
    return new MontageStyle(
        template == null ? standard.template() : template,
        canvas == null ? standard.canvas() : canvas,
        fps == null ? standard.fps() : fps,
        seed,
        beats.spec(),
        wishes.spec(),
        picture.spec(),
        standard.sound(),
        standard.proof());
  }
}
