package io.autocut.ingest;

import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.PictureWishes;
import io.autocut.schemas.ProofDepth;
import io.autocut.schemas.SoundWishes;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Applies what somebody wants otherwise to what was asked for earlier; checks each part of it. */
final class RequestChanges implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ChangeSpec said;
  private final AllowedPaths allowed;
  private final String baseFolder;

  /**
   * @param baseFolder where relative paths count from
   */
  RequestChanges(ChangeSpec said, AllowedPaths allowed, String baseFolder) {
    this.said = said;
    this.allowed = allowed;
    this.baseFolder = baseFolder;
  }

  boolean concernCuts() {
    return said.concernsCuts();
  }

  /** The template that takes the place of the earlier one; empty when that stays. */
  Optional<EditTemplate> template() throws IngestException {
    return said.template().isEmpty()
        ? Optional.empty()
        : Optional.of(EditTemplates.resolve(said.template(), Path.of(baseFolder)));
  }

  /**
   * The request as it is wanted now.
   *
   * @param before with its clips, its music and its template
   */
  MontageRequest applied(MontageRequest before) throws IngestException {
    MontageRequest.Builder request = MontageRequest.newBuilder(before);
    EditTemplate template = template().orElse(before.getTemplate());
    request.setTemplate(template).setCanvas(canvas(before, template));
    if (!said.fps().isEmpty()) {
      request.setFps(parsed("--fps", said.fps(), FpsSpec::parse).toString());
    }
    if (!said.seed().isEmpty()) {
      request.setSeed(parsed("--seed", said.seed(), Long::valueOf));
    }
    if (!said.music().isEmpty()) {
      // What was corrected about the beats was said of the other music.
      request.setMusic(music()).setBeatCorrection(null);
    }
    return request
        .setWishes(wishes(before, template).orElse(null))
        .setPicture(picture(before).orElse(null))
        .setSound(sound(before).orElse(null))
        .setProof(proof(before))
        .build();
  }

  /** A canvas that the earlier template brought goes with it. */
  private String canvas(MontageRequest before, EditTemplate template) throws IngestException {
    boolean ofTemplate = before.getCanvas().equals(before.getTemplate().getCanvas());
    if (said.canvas().isEmpty()) {
      return ofTemplate ? template.getCanvas() : before.getCanvas();
    }
    CanvasSpec asked = parsed("--canvas", said.canvas(), CanvasSpec::parse);
    return asked.isAuto() ? template.getCanvas() : asked.toString();
  }

  private String music() throws IngestException {
    String music = allowed.check(said.music(), baseFolder);
    if (!AllowedPaths.isRemote(music) && !Files.isRegularFile(Path.of(music))) {
      throw new IngestException("--music: there is no such file: " + said.music());
    }
    return music;
  }

  private Optional<MontageWishes> wishes(MontageRequest before, EditTemplate template)
      throws IngestException {
    WishSpec spec = said.wishes();
    Optional<MontageWishes> earlier = Optional.ofNullable(before.getWishes());
    if (spec.equals(WishSpec.unsaid())) {
      return earlier;
    }
    MontageWishes none = MontageWishes.newBuilder().build();
    MontageWishes now =
        new Wishes(spec, new AllOf(before.getClips(), earlier)).of(template).orElse(none);
    MontageWishes.Builder wishes = MontageWishes.newBuilder(earlier.orElse(none));
    if (!spec.order().isEmpty()) {
      wishes.setOrder(now.getOrder()).setGivenOrder(now.getGivenOrder());
    }
    if (!spec.repeat().isEmpty()) {
      wishes.setRepeat(now.getRepeat());
    }
    if (spec.durationMillis() > 0) {
      wishes.setDurationMillis(now.getDurationMillis());
    }
    if (spec.minShotMillis() > 0) {
      wishes.setMinShotMillis(now.getMinShotMillis());
    }
    if (spec.maxShotMillis() > 0) {
      wishes.setMaxShotMillis(now.getMaxShotMillis());
    }
    MontageWishes all = wishes.build();
    return all.equals(none) ? Optional.empty() : Optional.of(all);
  }

  /** The clips that were offered, for wishes that name none. */
  private record AllOf(List<String> clips, Optional<MontageWishes> earlier)
      implements Wishes.Checked {
    @Override
    public String path(String named) {
      return named;
    }

    @Override
    public OfferedClips offered() {
      return new OfferedClips(clips);
    }

    @Override
    public List<String> asGiven() {
      return earlier
          .map(MontageWishes::getGivenOrder)
          .filter(order -> !order.isEmpty())
          .orElse(clips);
    }
  }

  private Optional<PictureWishes> picture(MontageRequest before) throws IngestException {
    PictureWishes none = PictureWishes.newBuilder().build();
    PictureWishes wishes =
        said.picture().over(before.getPicture() == null ? none : before.getPicture());
    return wishes.equals(none) ? Optional.empty() : Optional.of(wishes);
  }

  private Optional<SoundWishes> sound(MontageRequest before) throws IngestException {
    SoundWishes none = SoundWishes.newBuilder().build();
    SoundWishes wishes = said.sound().over(before.getSound() == null ? none : before.getSound());
    return wishes.equals(none) ? Optional.empty() : Optional.of(wishes);
  }

  private ProofDepth proof(MontageRequest before) throws IngestException {
    return switch (said.proof()) {
      case "" -> before.getProof();
      case "structure" -> ProofDepth.STRUCTURE;
      case "pixels" -> ProofDepth.PIXELS;
      default ->
          throw new IngestException(
              "--verify must be structure or pixels, not " + Quoted.of(said.proof()));
    };
  }

  private static <T> T parsed(String option, String value, Function<String, T> parser)
      throws IngestException {
    try {
      return parser.apply(value);
    } catch (NumberFormatException e) {
      throw new IngestException(option + " must be a whole number: " + Quoted.of(value), e);
    } catch (IllegalArgumentException e) {
      throw new IngestException(option + ": " + e.getMessage(), e);
    }
  }
}
