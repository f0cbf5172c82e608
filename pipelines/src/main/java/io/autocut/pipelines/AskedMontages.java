package io.autocut.pipelines;

import com.google.common.base.Strings;
import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.Inbox;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.ManifestReader;
import io.autocut.ingest.MontageRequests;
import io.autocut.ingest.MontageStyle;
import io.autocut.ingest.ReadManifests;
import io.autocut.ingest.WatchInbox;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.Uris;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Which montages options ask for: one by its clips or by a plan, many by a manifest, or those of a
 * watched folder. Relative paths count from the folder of this JVM.
 */
final class AskedMontages {
  private final MontagePipelineOptions options;
  private final List<String> suffixes;
  private final String manifest;
  private final String plan;
  private final String watch;
  private final String output;
  private final List<String> clips;

  /**
   * @param suffixes what results end in; the first is given to those without a name
   */
  AskedMontages(MontagePipelineOptions options, List<String> suffixes) throws IngestException {
    this.options = options;
    this.suffixes = List.copyOf(suffixes);
    this.manifest = Strings.nullToEmpty(options.getManifest());
    this.plan = Strings.nullToEmpty(options.getPlan());
    this.watch = Strings.nullToEmpty(options.getWatch());
    this.output = Strings.nullToEmpty(options.getOutput());
    this.clips = options.getClips() == null ? List.of() : options.getClips();
    requireOneKind();
  }

  /**
   * What the graph will be asked for; nothing that is known yet where a folder is watched.
   *
   * @throws IngestException when something is missing, is not there or makes no sense
   */
  List<MontageRequest> requests() throws IngestException {
    if (!watch.isEmpty()) {
      inbox();
      return List.of();
    }
    if (!plan.isEmpty()) {
      return List.of(requestsHere().fromPlan(plan, output, FilmWords.style(options)));
    }
    if (manifest.isEmpty()) {
      return List.of(
          requestsHere().fromClips(clips, options.getMusic(), output, FilmWords.style(options)));
    }
    List<MontageRequest> requests = ReadManifests.read(manifest, reader("manifest"));
    if (requests.isEmpty()) {
      throw new IngestException(manifest + " asks for no montage: it has no lines.");
    }
    return requests;
  }

  /** How the graph gets them; what does not lie in a manifest or a folder is made here. */
  PTransform<PBegin, PCollection<MontageRequest>> source() throws IngestException {
    if (!watch.isEmpty()) {
      return WatchInbox.of(inbox());
    }
    return manifest.isEmpty()
        ? ReadManifests.given(requests())
        : ReadManifests.from(
            Uris.isLocal(manifest)
                ? Uris.localPath(manifest).toAbsolutePath().toString()
                : manifest,
            reader("manifest"));
  }

  private void requireOneKind() throws IngestException {
    if (!watch.isEmpty()) {
      requireWatchable();
    } else if (!plan.isEmpty()) {
      requireNothingBesideThePlan();
    } else if (!manifest.isEmpty()) {
      if (!clips.isEmpty() || !options.getMusic().isEmpty()) {
        throw new IngestException(
            "\"manifest\" names clips and music itself: leave out \"clips\" and \"music\".");
      }
    } else {
      requireClips();
    }
  }

  private void requireClips() throws IngestException {
    List<String> missing = new ArrayList<>();
    if (clips.isEmpty()) {
      missing.add("\"clips\"");
    }
    if (options.getMusic().isEmpty()) {
      missing.add("\"music\"");
    }
    if (output.isEmpty()) {
      missing.add("\"output\"");
    }
    if (!missing.isEmpty()) {
      throw new IngestException(
          "Missing: "
              + String.join(", ", missing)
              + ". Give \"clips\", \"music\" and \"output\", or \"manifest\".");
    }
  }

  private void requireNothingBesideThePlan() throws IngestException {
    if (output.isEmpty()) {
      throw new IngestException("Missing: \"output\". Give \"plan\" and \"output\".");
    }
    MontageStyle said = FilmWords.style(options);
    MontageStyle unsaid =
        MontageStyle.standard()
            .withPicture(said.picture())
            .withSound(said.sound())
            .withProof(said.proof());
    boolean more = !clips.isEmpty() || !manifest.isEmpty() || !options.getMusic().isEmpty();
    if (more || !said.equals(unsaid)) {
      throw new IngestException(
          "\"plan\" has decided on every cut: leave out all but \"output\" and options of picture,"
              + " sound and run.");
    }
  }

  private void requireWatchable() throws IngestException {
    if (!plan.isEmpty()) {
      throw new IngestException("\"watch\" takes no \"plan\".");
    }
    if (!manifest.isEmpty() || !clips.isEmpty() || output.isEmpty()) {
      throw new IngestException(
          "\"watch\" takes manifests and folders of clips from DIR: leave out \"manifest\" and"
              + " \"clips\", and say with \"output\" in which folder the films are to appear.");
    }
    if (!Files.isDirectory(Path.of(watch))) {
      throw new IngestException("\"watch\": there is no such folder: " + watch);
    }
    Path films = Path.of(output).toAbsolutePath().normalize();
    if (films.startsWith(Path.of(watch).toAbsolutePath().normalize())) {
      throw new IngestException("\"output\" must not lie in the folder that is watched: " + output);
    }
  }

  private Inbox inbox() throws IngestException {
    Inbox inbox = Inbox.of(Path.of(watch), reader("watch"));
    return options.getMusic().isEmpty() ? inbox : inbox.withFilmsOfFolders(music());
  }

  private String music() throws IngestException {
    String file = options.getMusic();
    if (AllowedPaths.isRemote(file)) {
      return file;
    }
    Path path = Path.of(file).toAbsolutePath();
    if (!Files.isRegularFile(path)) {
      throw new IngestException("\"music\": there is no such file: " + file);
    }
    return path.toString();
  }

  private ManifestReader reader(String option) throws IngestException {
    if (!options.getBeats().isEmpty()) {
      throw new IngestException(
          "\"%s\" names the files of beats itself: leave out \"beats\", and give it in its lines."
              .formatted(option));
    }
    if (FilmWords.nameClips(options)) {
      throw new IngestException(
          "\"%s\" names its clips itself: leave out \"include\", \"exclude\" and the like, and give \"wishes\" in its lines."
              .formatted(option));
    }
    ManifestReader reader =
        ManifestReader.within(allowed())
            .withOutputSuffixes(suffixes)
            .withStyle(FilmWords.style(options));
    if (output.isEmpty()) {
      return reader;
    }
    return reader.withOutputFolder(
        AllowedPaths.isRemote(output) ? output : Path.of(output).toAbsolutePath().toString());
  }

  private MontageRequests requestsHere() throws IngestException {
    return MontageRequests.relativeTo(Path.of("").toAbsolutePath(), allowed(), suffixes);
  }

  private AllowedPaths allowed() throws IngestException {
    try {
      AllowedPaths allowed = AllowedPaths.everyLocalPath().withSchemes(options.getAllowScheme());
      List<String> roots = options.getAllowRoot();
      return roots.isEmpty() ? allowed : allowed.withRoots(roots.stream().map(Path::of).toList());
    } catch (IllegalArgumentException e) {
      throw new IngestException("\"allowScheme\": " + e.getMessage(), e);
    }
  }
}
