package io.autocut.ingest;

import static java.util.Objects.requireNonNull;

import io.autocut.schemas.Fit;
import io.autocut.schemas.PictureWishes;
import io.autocut.schemas.Quality;
import java.io.Serializable;
import java.util.Optional;

/**
 * What somebody says about the picture of a film, as it was written: each part empty when nothing
 * is said of it.
 *
 * @param quality auto, draft, standard, high or match
 * @param fit bars, blur or crop
 * @param hdr map or keep
 * @param size full or preview
 */
public record PictureSpec(String quality, String fit, String hdr, String size)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public PictureSpec {
    requireNonNull(quality, "quality");
    requireNonNull(fit, "fit");
    requireNonNull(hdr, "hdr");
    requireNonNull(size, "size");
  }

  public static PictureSpec unsaid() {
    return new PictureSpec("", "", "", "");
  }

  /** This, and what {@code others} say where this says nothing. */
  PictureSpec orElse(PictureSpec others) {
    return new PictureSpec(
        quality.isEmpty() ? others.quality : quality,
        fit.isEmpty() ? others.fit : fit,
        hdr.isEmpty() ? others.hdr : hdr,
        size.isEmpty() ? others.size : size);
  }

  /**
   * The wishes that are meant; empty when nothing but the usual is said.
   *
   * @throws IngestException when a part is not understood
   */
  public Optional<PictureWishes> wishes() throws IngestException {
    PictureWishes wishes =
        PictureWishes.newBuilder()
            .setQuality(qualityOf(quality))
            .setFit(fitOf(fit))
            .setKeepHighDynamicRange(isSecond("hdr", hdr, "map", "keep"))
            .setPreview(isSecond("size", size, "full", "preview"))
            .build();
    return wishes.equals(PictureWishes.newBuilder().build())
        ? Optional.empty()
        : Optional.of(wishes);
  }

  /** The wishes with what this says in place of what they say of the same. */
  PictureWishes over(PictureWishes before) throws IngestException {
    PictureWishes said = wishes().orElseGet(() -> PictureWishes.newBuilder().build());
    PictureWishes.Builder wishes = PictureWishes.newBuilder(before);
    if (!quality.isEmpty()) {
      wishes.setQuality(said.getQuality());
    }
    if (!fit.isEmpty()) {
      wishes.setFit(said.getFit());
    }
    if (!hdr.isEmpty()) {
      wishes.setKeepHighDynamicRange(said.getKeepHighDynamicRange());
    }
    if (!size.isEmpty()) {
      wishes.setPreview(said.getPreview());
    }
    return wishes.build();
  }

  private static Quality qualityOf(String text) throws IngestException {
    return switch (text) {
      case "", "auto" -> Quality.AUTO;
      case "draft" -> Quality.DRAFT;
      case "standard" -> Quality.STANDARD;
      case "high" -> Quality.HIGH;
      case "match" -> Quality.MATCH;
      default ->
          throw new IngestException(
              "\"quality\" must be auto, draft, standard, high or match, not " + Quoted.of(text));
    };
  }

  private static Fit fitOf(String text) throws IngestException {
    return switch (text) {
      case "", "bars" -> Fit.BARS;
      case "blur" -> Fit.BLUR;
      case "crop" -> Fit.CROP;
      default ->
          throw new IngestException("\"fit\" must be bars, blur or crop, not " + Quoted.of(text));
    };
  }

  private static boolean isSecond(String field, String text, String first, String second)
      throws IngestException {
    if (text.isEmpty() || text.equals(first) || text.equals(second)) {
      return text.equals(second);
    }
    throw new IngestException(
        "\"%s\" must be %s or %s, not %s".formatted(field, first, second, Quoted.of(text)));
  }
}
