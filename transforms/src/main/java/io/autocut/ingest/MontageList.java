package io.autocut.ingest;

import io.autocut.schemas.MontageRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The montages of one manifest as its lines come in, and what was wrong with the others. Takes care
 * of what no line can see alone: an id or an output twice, and limits of the whole.
 */
final class MontageList {
  static final int MOST_ERRORS = 20;
  private static final int MOST_MONTAGES = 100_000;
  private static final long MOST_CLIPS = 5_000_000;

  private final String manifest;
  private final LineRequest requests;
  private final List<MontageRequest> montages = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final Map<String, String> placeOfId = new HashMap<>();
  private final Map<String, String> placeOfOutput = new HashMap<>();
  private long clips;

  MontageList(String manifest, LineRequest requests) {
    this.manifest = manifest;
    this.requests = requests;
  }

  /** Makes the request of a line. */
  interface LineRequest {
    MontageRequest of(ManifestLine line) throws IngestException;
  }

  /** Takes a line out of its format. */
  interface LineParser {
    ManifestLine parse() throws IngestException;
  }

  /**
   * Adds the montage of one line or, when something is wrong with it, the error; {@code place} is
   * for example "line 12".
   */
  void add(String place, LineParser parser) throws ManifestException {
    try {
      add(place, requests.of(parser.parse()));
    } catch (IngestException e) {
      errors.add(manifest + " " + place + ": " + e.getMessage());
      if (errors.size() == MOST_ERRORS) {
        throw stop("reading stopped after " + MOST_ERRORS + " errors");
      }
    }
    if (montages.size() > MOST_MONTAGES || clips > MOST_CLIPS) {
      throw stop(
          "more than %d montages or %d clips in all; split it"
              .formatted(MOST_MONTAGES, MOST_CLIPS));
    }
  }

  /** The end of reading, because of something that concerns more than one line. */
  ManifestException stop(String why) {
    errors.add(manifest + ": " + why);
    return new ManifestException(errors);
  }

  /** The end of reading at a line that cannot be got over. */
  ManifestException stopAt(String place, String why) {
    errors.add(manifest + " " + place + ": " + why);
    return new ManifestException(errors);
  }

  List<MontageRequest> finish() throws ManifestException {
    if (!errors.isEmpty()) {
      throw new ManifestException(errors);
    }
    if (montages.isEmpty()) {
      throw stop("names no montage");
    }
    return List.copyOf(montages);
  }

  private void add(String place, MontageRequest request) throws IngestException {
    String id = request.getMontageId();
    String output = request.getOutput();
    String earlier = placeOfId.putIfAbsent(id, place);
    if (earlier != null) {
      throw new IngestException(
          "\"montageId\" " + Quoted.of(id) + " is that of " + earlier + " too");
    }
    String target =
        AllowedPaths.isRemote(output)
            ? output
            : AllowedPaths.realPathOf(Path.of(output)).toString();
    earlier = placeOfOutput.putIfAbsent(target, place);
    if (earlier != null) {
      throw new IngestException(
          "\"output\" " + Quoted.of(output) + " is that of " + earlier + " too");
    }
    montages.add(request);
    clips += request.getClips().size();
  }
}
