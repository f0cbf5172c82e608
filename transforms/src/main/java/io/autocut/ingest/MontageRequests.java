package io.autocut.ingest;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.Event;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MontageRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Makes montage requests of what a person asked for: checks every value, makes paths absolute,
 * expands folders.
 *
 * <pre>{@code
 * MontageRequest request = MontageRequests.relativeTo(Path.of("."), AllowedPaths.everyLocalPath(), List.of(".mp4"))
 *     .fromClips(List.of("holiday"), "song.mp3", "holiday.mp4", MontageStyle.standard());
 * }</pre>
 *
 * <p>The output is never one of the clips. Films of earlier runs that lie in a folder of clips are
 * left out of it. Remembers folders and templates that it has read. Not for use by several threads.
 */
public final class MontageRequests {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final int LONGEST_ID = 128;

  private final String baseFolder;
  private final AllowedPaths allowed;
  private final List<String> suffixes;
  private final ClipFolders folders;
  private final Map<String, EditTemplate> templates = new HashMap<>();

  MontageRequests(
      String baseFolder, AllowedPaths allowed, List<String> suffixes, ClipFolders folders) {
    checkArgument(!suffixes.isEmpty(), "no suffix for outputs: %s", suffixes);
    this.baseFolder = baseFolder;
    this.allowed = allowed;
    this.suffixes = List.copyOf(suffixes);
    this.folders = folders;
  }

  /**
   * For a command line: files that are not there are errors.
   *
   * @param baseFolder where relative paths count from
   * @param suffixes what outputs may end in, in any case, for example {@code .mp4}
   */
  public static MontageRequests relativeTo(
      Path baseFolder, AllowedPaths allowed, List<String> suffixes) {
    return new MontageRequests(
        baseFolder.toString(), allowed, suffixes, ClipFolders.refusingMissing(allowed));
  }

  /** One montage of clips and folders; its id is the output's file name without the suffix. */
  public MontageRequest fromClips(
      List<String> clips, String music, String output, MontageStyle style) throws IngestException {
    String film = output(output);
    Clips offered = clips(clips, film);
    String sound = path(music, "music");
    if (!AllowedPaths.isRemote(sound) && !Files.exists(Path.of(sound))) {
      throw new IngestException("\"music\": " + Quoted.of(sound) + ": there is no such file");
    }
    return request(idOf(film), offered, sound, film, style);
  }

  /**
   * One film by a plan that is followed to the letter; its clips and music are those that the plan
   * names, and of {@code style} only picture, sound and proof count.
   */
  public MontageRequest fromPlan(String plan, String output, MontageStyle style)
      throws IngestException {
    String film = output(output);
    String file = path(plan, "plan");
    if (AllowedPaths.isRemote(file)) {
      throw new IngestException("\"plan\" must be a local file: " + Quoted.of(file));
    }
    EditDecisionList list = PlanFile.read(Path.of(file));
    Set<String> clips = new TreeSet<>();
    for (Event event : list.getEvents()) {
      clips.add(present(event.getClipUri(), plan));
    }
    String music = present(list.getMusicUri(), plan);
    if (clips.contains(film) || music.equals(film)) {
      throw new IngestException(
          "\"output\" would overwrite what the plan uses: " + Quoted.of(film));
    }
    return MontageRequest.newBuilder()
        .setMontageId(idOf(film))
        .setClips(List.copyOf(clips))
        .setMusic(music)
        .setOutput(film)
        .setTemplate(
            EditTemplate.newBuilder(EditTemplates.named(EditTemplates.STANDARD))
                .setName(list.getTemplate())
                .build())
        .setCanvas(CanvasSpec.AUTO.toString())
        .setFps(FpsSpec.AUTO.toString())
        .setSeed(list.getSeed())
        .setPlan(file)
        .setPicture(style.picture().wishes().orElse(null))
        .setSound(style.sound().wishes().orElse(null))
        .setProof(style.proof())
        .build();
  }

  private String present(String uri, String plan) throws IngestException {
    try {
      String checked = allowed.check(uri, baseFolder);
      if (!AllowedPaths.isRemote(checked) && !Files.isRegularFile(Path.of(checked))) {
        throw new IngestException(Quoted.of(checked) + ": there is no such file");
      }
      return checked;
    } catch (IngestException e) {
      throw new IngestException("plan " + plan + ": " + e.getMessage(), e);
    }
  }

  /** One montage of a manifest; {@code outputFolder} takes the film of a line that names none. */
  MontageRequest fromLine(ManifestLine line, String outputFolder, MontageStyle defaults)
      throws IngestException {
    String id = line.montageId();
    if (!ID.matcher(id).matches()) {
      throw new IngestException(
          "\"montageId\" must be 1 to %d letters, digits, dots, dashes or underscores, not begin with a dot or dash: %s"
              .formatted(LONGEST_ID, Quoted.of(id)));
    }
    String film =
        line.output().isPresent()
            ? output(line.output().get())
            : output(outputFolder.replaceFirst("/*$", "/") + id + suffixes.get(0));
    MontageStyle style =
        new MontageStyle(
            line.template().orElse(defaults.template()),
            line.canvas().orElse(defaults.canvas()),
            line.fps().orElse(defaults.fps()),
            line.seed().orElse(defaults.seed()),
            line.beats().isUnsaid() ? defaults.beats() : line.beats(),
            line.wishes().orElse(defaults.wishes()),
            line.picture().orElse(defaults.picture()),
            line.sound().orElse(defaults.sound()),
            defaults.proof());
    return request(id, clips(line.clips(), film), path(line.music(), "music"), film, style);
  }

  private MontageRequest request(
      String id, Clips clips, String music, String film, MontageStyle style)
      throws IngestException {
    if (music.equals(film)) {
      throw new IngestException("\"output\" would overwrite the music: " + Quoted.of(film));
    }
    EditTemplate template = template(style.template());
    CanvasSpec asked = parsed("canvas", style.canvas(), CanvasSpec::parse);
    String canvas = asked.isAuto() ? template.getCanvas() : asked.toString();
    String fps = parsed("fps", style.fps(), FpsSpec::parse).toString();
    return MontageRequest.newBuilder()
        .setMontageId(id)
        .setClips(clips.offered().sorted())
        .setPassedOver(passedOver(clips, id))
        .setMusic(music)
        .setOutput(film)
        .setTemplate(template)
        .setCanvas(canvas)
        .setFps(fps)
        .setSeed(style.seed())
        .setBeatCorrection(correction(style.beats()).orElse(null))
        .setWishes(new Wishes(style.wishes(), clips).of(template).orElse(null))
        .setPicture(style.picture().wishes().orElse(null))
        .setSound(style.sound().wishes().orElse(null))
        .setProof(style.proof())
        .build();
  }

  /** A file of beats is looked for where the music is, and may lie nowhere else. */
  private Optional<BeatCorrection> correction(BeatSpec beats) throws IngestException {
    return beats.correction(beats.file().isEmpty() ? "" : path(beats.file(), "beats"));
  }

  private static List<Failure> passedOver(Clips clips, String id) {
    return clips.refused.stream()
        .map(failure -> Failure.newBuilder(failure).setMontageId(id).build())
        .toList();
  }

  private Clips clips(List<String> named, String film) throws IngestException {
    if (named.isEmpty()) {
      throw new IngestException("\"clips\" is empty. A montage needs at least one.");
    }
    if (named.size() > ClipFolders.MOST_CLIPS) {
      throw new IngestException(
          "\"clips\" names %d, more than %d".formatted(named.size(), ClipFolders.MOST_CLIPS));
    }
    List<String> checked = new ArrayList<>();
    for (String clip : named) {
      checked.add(path(clip, "clips"));
    }
    ClipFolders.Found found = expanded(checked);
    if (found.clips().contains(film)) {
      throw new IngestException("\"output\" would overwrite a clip: " + Quoted.of(film));
    }
    return new Clips(new OfferedClips(found.clips()), found.refused(), checked);
  }

  /** The clips of a montage, and the files and folders by which they were named. */
  private final class Clips implements Wishes.Checked {
    private final OfferedClips offered;
    private final List<Failure> refused;
    private final List<String> named;

    Clips(OfferedClips offered, List<Failure> refused, List<String> named) {
      this.offered = offered;
      this.refused = refused;
      this.named = named;
    }

    @Override
    public String path(String wished) throws IngestException {
      return allowed.check(wished, baseFolder);
    }

    @Override
    public OfferedClips offered() {
      return offered;
    }

    /** The clips of a folder in the order of their names. */
    @Override
    public List<String> asGiven() throws IngestException {
      Set<String> clips = new LinkedHashSet<>();
      for (String one : named) {
        clips.addAll(expanded(List.of(one)).clips());
      }
      clips.retainAll(new HashSet<>(offered.sorted()));
      return List.copyOf(clips);
    }
  }

  private ClipFolders.Found expanded(List<String> checked) throws IngestException {
    try {
      return folders.expand(checked);
    } catch (IngestException e) {
      throw new IngestException("\"clips\": " + e.getMessage(), e);
    }
  }

  private String output(String named) throws IngestException {
    String output = path(named, "output");
    String lower = output.toLowerCase(Locale.ROOT);
    if (suffixes.stream().noneMatch(lower::endsWith)) {
      throw new IngestException(
          "\"output\" must end in " + String.join(" or ", suffixes) + ": " + Quoted.of(named));
    }
    if (!AllowedPaths.isRemote(output) && Files.isDirectory(Path.of(output))) {
      throw new IngestException("\"output\" is a folder: " + Quoted.of(named));
    }
    if (!AllowedPaths.isRemote(output)) {
      requireFolder(Path.of(output));
    }
    return output;
  }

  /**
   * Before hours of work, not after: the place of a film must be a folder or one that can be made.
   */
  private static void requireFolder(Path film) throws IngestException {
    Path folder = film.getParent();
    while (!Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IngestException(
          "\"output\": no file can be made in " + Quoted.of(folder.toString()));
    }
  }

  private String path(String named, String field) throws IngestException {
    try {
      return allowed.check(named, baseFolder);
    } catch (IngestException e) {
      throw new IngestException("\"" + field + "\": " + e.getMessage(), e);
    }
  }

  private EditTemplate template(String nameOrFile) throws IngestException {
    EditTemplate known = templates.get(nameOrFile);
    if (known == null) {
      known =
          EditTemplates.isFile(nameOrFile) ? ofFile(nameOrFile) : EditTemplates.named(nameOrFile);
      templates.put(nameOrFile, known);
    }
    return known;
  }

  private EditTemplate ofFile(String named) throws IngestException {
    String file = path(named, "template");
    if (AllowedPaths.isRemote(file)) {
      throw new IngestException("\"template\" must be a local file: " + Quoted.of(file));
    }
    return EditTemplates.read(Path.of(file));
  }

  private static <T> T parsed(String field, String value, Function<String, T> parser)
      throws IngestException {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IngestException("\"" + field + "\": " + e.getMessage(), e);
    }
  }

  private String idOf(String film) {
    String name = film.substring(film.lastIndexOf('/') + 1);
    String stem = name;
    for (String suffix : suffixes) {
      if (name.toLowerCase(Locale.ROOT).endsWith(suffix)) {
        stem = name.substring(0, name.length() - suffix.length());
      }
    }
    String id = stem.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
    return id.isEmpty() ? "montage" : id.substring(0, Math.min(id.length(), LONGEST_ID));
  }
}
