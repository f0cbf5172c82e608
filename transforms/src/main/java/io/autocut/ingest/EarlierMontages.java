package io.autocut.ingest;

import io.autocut.schemas.ClipWish;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.OfferedClip;
import io.autocut.schemas.UnusedClip;
import io.autocut.time.FrameRate;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks for films again that were made before: for the same clips, with what somebody wants
 * otherwise.
 *
 * <pre>{@code
 * MontageRequest again = EarlierMontages.within(allowed, here).changing(said).request(plan);
 * }</pre>
 *
 * <p>A plan that somebody has edited is followed to the letter, unless what is wanted concerns its
 * cuts: then the film is planned anew. A plan from before its request was kept is taken for the
 * wish for its own template, canvas, frame rate and seed, and for the clips that it names.
 */
public final class EarlierMontages implements Serializable {
  private static final long serialVersionUID = 1L;

  private final AllowedPaths allowed;
  private final String baseFolder;
  private final RequestChanges changes;

  /** Where clips lie now, by their fingerprints. */
  private final HashMap<String, String> moved;

  private EarlierMontages(
      AllowedPaths allowed,
      String baseFolder,
      RequestChanges changes,
      HashMap<String, String> moved) {
    this.allowed = allowed;
    this.baseFolder = baseFolder;
    this.changes = changes;
    this.moved = moved;
  }

  /** As they were; relative paths of what is wanted otherwise count from {@code baseFolder}. */
  public static EarlierMontages within(AllowedPaths allowed, Path baseFolder) {
    String folder = baseFolder.toString();
    return new EarlierMontages(
        allowed, folder, new RequestChanges(ChangeSpec.none(), allowed, folder), new HashMap<>());
  }

  /** With what somebody wants otherwise. */
  public EarlierMontages changing(ChangeSpec said) {
    return new EarlierMontages(
        allowed, baseFolder, new RequestChanges(said, allowed, baseFolder), moved);
  }

  /** Clips that are not where they were are taken from where they are, by their fingerprints. */
  public EarlierMontages withMoved(Map<String, String> clips) {
    return new EarlierMontages(allowed, baseFolder, changes, new HashMap<>(clips));
  }

  /** The fingerprints of clips that are not where the plan has them. */
  public static Set<String> missing(EditDecisionList list) {
    Set<String> missing = new HashSet<>();
    for (OfferedClip clip : offered(list)) {
      if (!clip.getClipFingerprint().isEmpty() && isMissing(clip.getClipUri())) {
        missing.add(clip.getClipFingerprint());
      }
    }
    return missing;
  }

  private static boolean isMissing(String uri) {
    return !AllowedPaths.isRemote(uri) && !Files.exists(Path.of(uri));
  }

  /**
   * The film of a plan, asked for again.
   *
   * @throws IngestException when the plan cannot be read, or what is wanted makes no sense
   */
  public MontageRequest request(EarlierPlan earlier) throws IngestException {
    EditDecisionList list = PlanFile.read(Path.of(earlier.plan()));
    try {
      return request(earlier, list);
    } catch (IngestException e) {
      throw new IngestException("plan " + earlier.plan() + ": " + e.getMessage(), e);
    }
  }

  private MontageRequest request(EarlierPlan earlier, EditDecisionList list)
      throws IngestException {
    boolean followed = list.getEdited() && !changes.concernCuts();
    Map<String, String> places = places(list, followed);
    String music = allowed.check(list.getMusicUri(), baseFolder);
    MontageRequest asked = list.getRequest() == null ? guessed(list) : list.getRequest();
    MontageRequest before =
        MontageRequest.newBuilder(asked)
            .setMontageId(earlier.montageId())
            .setOutput(earlier.output())
            .setMusic(music)
            .setClips(places.values().stream().sorted().distinct().toList())
            .setWishes(asked.getWishes() == null ? null : moved(asked.getWishes(), places))
            .setPlan(followed ? earlier.plan() : "")
            .build();
    MontageRequest now = changes.applied(before);
    if (now.getClips().contains(now.getOutput()) || now.getMusic().equals(now.getOutput())) {
      throw new IngestException(
          "its film would overwrite what it is made of: " + Quoted.of(now.getOutput()));
    }
    return now;
  }

  /** Where each clip lies now, by where it was. */
  private Map<String, String> places(EditDecisionList list, boolean followed)
      throws IngestException {
    Map<String, String> places = new TreeMap<>();
    for (OfferedClip clip : followed ? shown(list) : offered(list)) {
      String was = clip.getClipUri();
      String is =
          !followed && isMissing(was) ? moved.getOrDefault(clip.getClipFingerprint(), was) : was;
      places.put(was, allowed.check(is, baseFolder));
    }
    return places;
  }

  private static List<OfferedClip> shown(EditDecisionList list) {
    List<OfferedClip> shown = new ArrayList<>();
    for (Event event : list.getEvents()) {
      shown.add(new OfferedClip(event.getClipUri(), event.getClipFingerprint()));
    }
    return shown;
  }

  private static List<OfferedClip> offered(EditDecisionList list) {
    if (!list.getOffered().isEmpty()) {
      return list.getOffered();
    }
    List<OfferedClip> named = shown(list);
    for (UnusedClip clip : list.getUnused()) {
      named.add(new OfferedClip(clip.getClipUri(), ""));
    }
    return named;
  }

  /** What was asked for when a plan does not say: what it has. */
  private MontageRequest guessed(EditDecisionList list) throws IngestException {
    EditTemplate template =
        changes.template().isPresent()
            ? changes.template().get()
            : EditTemplates.named(list.getTemplate());
    return MontageRequest.newBuilder()
        .setMontageId("")
        .setClips(List.of())
        .setMusic("")
        .setOutput("")
        .setTemplate(template)
        .setCanvas(
            CanvasSpec.of(list.getCanvas().getWidth(), list.getCanvas().getHeight()).toString())
        .setFps(FpsSpec.of(FrameRate.of(list.getEditRate())).toString())
        .setSeed(list.getSeed())
        .build();
  }

  private static MontageWishes moved(MontageWishes wishes, Map<String, String> places) {
    List<ClipWish> clips = new ArrayList<>();
    for (ClipWish wish : wishes.getClips()) {
      String place = places.getOrDefault(wish.getClip(), wish.getClip());
      clips.add(ClipWish.newBuilder(wish).setClip(place).build());
    }
    clips.sort(Comparator.comparing(ClipWish::getClip));
    return MontageWishes.newBuilder(wishes)
        .setClips(clips)
        .setGivenOrder(
            wishes.getGivenOrder().stream().map(clip -> places.getOrDefault(clip, clip)).toList())
        .build();
  }
}
