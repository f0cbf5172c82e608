package io.autocut.runners.simulation;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hashing;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.MontageRequest;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An archive that does not exist, and the films that are wanted of it: no two films share a clip or
 * a piece of music, so that nothing is found in the store that the film itself has not put there.
 *
 * @param montages how many films
 * @param clipsPerMontage how many clips each is offered
 * @param segmentsPerMontage how many seconds its music lasts, each of them a segment
 * @param unusablePermille how many of a thousand clips cannot be used
 * @param uncuttablePermille of how many of a thousand clips no segment can be cut
 */
public record SimulatedArchive(
    long montages,
    int clipsPerMontage,
    int segmentsPerMontage,
    int unusablePermille,
    int uncuttablePermille)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int DIGITS = 40;
  private static final int FILMS_A_FOLDER = 1000;

  /** Cuts on every second beat; the music has two a second. */
  private static final EditTemplate TEMPLATE =
      EditTemplate.newBuilder()
          .setName("simulated")
          .setDescription("A segment a second.")
          .setBeatsPerShot(List.of(2))
          .setMinShotMillis(300)
          .setMaxShotMillis(8000)
          .build();

  public SimulatedArchive {
    checkArgument(montages > 0, "montages must be positive: %s", montages);
    checkArgument(clipsPerMontage > 0, "clips per montage must be positive: %s", clipsPerMontage);
    checkArgument(
        segmentsPerMontage > 1, "a montage has two segments or more: %s", segmentsPerMontage);
    checkPermille(unusablePermille);
    checkPermille(uncuttablePermille);
  }

  private static void checkPermille(int permille) {
    checkArgument(permille >= 0 && permille <= 1000, "of a thousand: %s", permille);
  }

  public long clips() {
    return montages * clipsPerMontage;
  }

  /** The request for a film, counted from 0, that goes into {@code films}. */
  MontageRequest request(long film, Path films) {
    String id = "film-%09d".formatted(film);
    return MontageRequest.newBuilder()
        .setMontageId(id)
        .setClips(
            IntStream.range(0, clipsPerMontage)
                .mapToObj(clip -> "/simulated/clips/%s-%06d.mp4".formatted(id, clip))
                .toList())
        .setMusic("/simulated/music/%s.mp3".formatted(id))
        .setOutput(place(film, films).resolve(id + ".mp4").toString())
        .setTemplate(TEMPLATE)
        .setCanvas("auto")
        .setFps("auto")
        .setSeed(film)
        .build();
  }

  private static Path place(long film, Path films) {
    return films.resolve("%06d".formatted(film / FILMS_A_FOLDER));
  }

  /** What tells the content of a file that does not exist. */
  public static String fingerprint(String uri) {
    return Hashing.sha256().hashString(uri, StandardCharsets.UTF_8).toString().substring(0, DIGITS);
  }

  /** Whether the clip with that fingerprint cannot be used. */
  public boolean isUnusable(String fingerprint) {
    return lot(fingerprint, 0) < unusablePermille;
  }

  /** Whether no segment can be cut of the clip with that fingerprint. */
  public boolean isUncuttable(String fingerprint) {
    return lot(fingerprint, 8) < uncuttablePermille;
  }

  private static int lot(String fingerprint, int digit) {
    return (int) (Long.parseLong(fingerprint.substring(digit, digit + 8), 16) % 1000);
  }
}
