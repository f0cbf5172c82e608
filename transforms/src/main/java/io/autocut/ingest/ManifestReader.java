package io.autocut.ingest;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.MontageRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads the montages of a manifest: JSON Lines ({@code .jsonl}, {@code .ndjson}), CSV ({@code
 * .csv}) or an Avro container file ({@code .avro}).
 *
 * <pre>
 * {@code List<MontageRequest> requests = ManifestReader.within(AllowedPaths.everyLocalPath()).read(Path.of("films.jsonl"));}
 * </pre>
 *
 * <p>A line gives montageId, clips (files and folders) and music, and if it likes output, template,
 * canvas, fps and seed, what {@link BeatSpec} says (beats, tempo, beatOffsetMillis, tempoScale) and
 * what {@link WishSpec} says: order, repeat, durationMillis, minShotMillis, maxShotMillis, include,
 * exclude, atMost (of each clip) and, in JSON, wishes; what {@link PictureSpec} says: quality, fit,
 * hdr; and what {@link SoundSpec} says: originalAudio, loudness, musicFadeInMillis,
 * musicFadeOutMillis. Relative paths count from the manifest's folder. A manifest is untrusted: it
 * is taken whole or not at all, and what is wrong is listed with file and line, up to twenty
 * errors. A clip or music that is not there is no error of the manifest: the request is made and
 * analysis reports it, so that one file does not stop a batch. Remote folders are not expanded.
 */
public final class ManifestReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final AllowedPaths allowed;
  private final String outputFolder;
  private final List<String> suffixes;
  private final MontageStyle style;

  private ManifestReader(
      AllowedPaths allowed, String outputFolder, List<String> suffixes, MontageStyle style) {
    this.allowed = allowed;
    this.outputFolder = outputFolder;
    this.suffixes = suffixes;
    this.style = style;
  }

  /**
   * Reads manifests whose paths are all allowed; films that name no output go to the manifest's
   * folder, as .mp4.
   */
  public static ManifestReader within(AllowedPaths allowed) {
    return new ManifestReader(allowed, ".", List.of(".mp4"), MontageStyle.standard());
  }

  /**
   * Where the film of a line goes that names no output: a path or URI, relative to the manifest's
   * folder.
   */
  public ManifestReader withOutputFolder(String pathOrUri) {
    checkArgument(!pathOrUri.isEmpty(), "output folder is empty: \"%s\"", pathOrUri);
    return new ManifestReader(allowed, pathOrUri, suffixes, style);
  }

  /** What outputs may end in; the first is that of lines that name no output. */
  public ManifestReader withOutputSuffixes(List<String> endings) {
    return new ManifestReader(allowed, outputFolder, List.copyOf(endings), style);
  }

  /**
   * What a line gets for each of template, canvas, fps and seed that it does not give, and about
   * the beats when it says nothing about them; and for each wish that it does not utter.
   */
  public ManifestReader withStyle(MontageStyle defaults) {
    return new ManifestReader(allowed, outputFolder, suffixes, defaults);
  }

  /** The montages of a local manifest, in its order. */
  public List<MontageRequest> read(Path manifest) throws ManifestException {
    String location = manifest.toAbsolutePath().normalize().toString();
    try (InputStream bytes = Files.newInputStream(manifest)) {
      return read(bytes, location);
    } catch (NoSuchFileException e) {
      throw new ManifestException(List.of(manifest + ": there is no such file"));
    } catch (IOException e) {
      throw new ManifestException(List.of(manifest + ": cannot be read: " + e.getMessage()));
    }
  }

  /**
   * The montages of a manifest that lies anywhere; {@code location} is its absolute path or URI.
   * Leaves the stream open.
   */
  public List<MontageRequest> read(InputStream bytes, String location) throws ManifestException {
    int slash = location.lastIndexOf('/');
    String name = location.substring(slash + 1);
    String folder = slash < 0 ? "." : location.substring(0, slash + 1);
    MontageRequests requests =
        new MontageRequests(folder, allowed, suffixes, ClipFolders.keepingMissing(allowed));
    MontageList montages =
        new MontageList(name, line -> requests.fromLine(line, outputFolder, style));
    try {
      read(bytes, name, montages);
    } catch (IOException e) {
      throw montages.stop("cannot be read: " + e.getMessage());
    }
    return montages.finish();
  }

  private static void read(InputStream bytes, String name, MontageList montages)
      throws IOException, ManifestException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
      JsonLines.read(bytes, montages);
    } else if (lower.endsWith(".csv")) {
      CsvLines.read(bytes, montages);
    } else if (lower.endsWith(".avro")) {
      AvroRecords.read(bytes, montages);
    } else {
      throw montages.stop("a manifest ends in .jsonl, .ndjson, .csv or .avro");
    }
  }
}
