package io.autocut.planning;

import io.autocut.ingest.CanvasSpec;
import io.autocut.ingest.FpsSpec;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Lays ranges of clips on the beats of the music, and on its strong onsets where the beats cannot
 * be trusted.
 *
 * <p>The template and the music's energy divide the film into slots; ranges of clips fill them so
 * that the {@link Objective} of the whole is as high as a local search makes it, measured against
 * an {@link UpperBound}. A pure function: the same content, options, seed and {@link #VERSION} give
 * the same list, whatever the order of the clips.
 */
public final class MontagePlanner implements PlanEngine {
  private static final long serialVersionUID = 1L;

  /** Changes whenever the same input would be planned otherwise. */
  public static final String VERSION = "planner-5";

  private static final int FADE_BEATS = 3;
  private static final int LONGEST_FADE_MILLIS = 3000;

  /**
   * Plans one montage.
   *
   * @param clips those that can be used, in any order
   * @throws UnplannableException when no single event can be made of them
   */
  @Override
  public EditDecisionList plan(
      MontageRequest request, List<AnalyzedClip> clips, BeatTimeline timeline)
      throws UnplannableException {
    MontageWishes wishes =
        request.getWishes() == null ? MontageWishes.newBuilder().build() : request.getWishes();
    List<AnalyzedClip> offered = clips(library(clips, wishes, InPoints.ANY_FRAME));
    MatchChoice choice = MatchChoice.of(request, offered);
    Optional<EditDecisionList> copied = copied(request, wishes, clips, timeline, choice);
    if (copied.isPresent()) {
      return copied.get();
    }
    boolean kept = choice.isInsistedOn() && choice.canEncode();
    return plan(request, wishes, clips, timeline, InPoints.ANY_FRAME, kept ? choice : choice.not());
  }

  /** Empty where the footage does not suffice from keyframes on, and would from any frame on. */
  private static Optional<EditDecisionList> copied(
      MontageRequest request,
      MontageWishes wishes,
      List<AnalyzedClip> clips,
      BeatTimeline timeline,
      MatchChoice choice) {
    if (choice.match().isEmpty()) {
      return Optional.empty();
    }
    try {
      EditDecisionList list = plan(request, wishes, clips, timeline, InPoints.COPYABLE, choice);
      return choice.isInsistedOn() || isWhole(list, timeline, wishes)
          ? Optional.of(list)
          : Optional.empty();
    } catch (UnplannableException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(
      EditDecisionList list, BeatTimeline timeline, MontageWishes wishes) {
    BeatClock music = new BeatClock(timeline, FrameRate.of(list.getEditRate()));
    return list.getFrames() == ending(music, timeline, wishes).endFrame();
  }

  private static EditDecisionList plan(
      MontageRequest request,
      MontageWishes wishes,
      List<AnalyzedClip> clips,
      BeatTimeline timeline,
      InPoints inPoints,
      MatchChoice choice)
      throws UnplannableException {
    Library library = library(clips, wishes, inPoints);
    List<WeighedVideo> footage = library.shown().stream().map(WeighedVideo::of).toList();
    Optional<MatchChoice.Match> match = choice.match();
    Canvas canvas =
        match
            .map(MatchChoice.Match::canvas)
            .orElseGet(
                () -> new CanvasChooser().choose(CanvasSpec.parse(request.getCanvas()), footage));
    FrameRate rate =
        match
            .map(MatchChoice.Match::rate)
            .orElseGet(
                () -> new FrameRateChooser().choose(FpsSpec.parse(request.getFps()), footage));
    EditTemplate paced = paced(request.getTemplate(), wishes);
    EditTemplate template = choice.template(paced);
    BeatClock music = new BeatClock(timeline, rate);
    BeatClock clock = ending(music, timeline, wishes);
    SlotPacer pacer = pacer(clock, timeline, template, library, rate);
    Objective objective = new Objective(MotionRanks.of(library.shown()), request.getSeed());
    Composer composer =
        new Composer(
            library.shown(), objective, new FilmOrder(wishes.getOrder()), wishes.getRepeat(), rate);
    Arrangement arrangement = composed(composer, pacer, template);
    EditDecisionList.Builder list = header(request, timeline, clock, canvas, rate, arrangement);
    boolean whole = list.getFrames() == music.endFrame();
    list.setFadeOutMillis(whole ? 0 : fadeMillis(timeline, rate, list.getFrames()));
    Transitions transitions = Transitions.of(arrangement, template, rate);
    new PlanWriter(arrangement, composer, objective, clock, rate).write(list, transitions);
    explain(list, wishes, clips, library, arrangement, composer, rate);
    List<String> notes = new ArrayList<>(choice.notes(paced));
    notes.addAll(new PlanNotes(request, timeline, clock).of(clips(library), list));
    transitions.note().ifPresent(notes::add);
    list.setNotes(notes);
    return list.setPlanId(PlanId.of(list)).build();
  }

  private static Library library(List<AnalyzedClip> clips, MontageWishes wishes, InPoints inPoints)
      throws UnplannableException {
    Library library = Library.of(clips, wishes, inPoints);
    if (library.shown().isEmpty()) {
      throw new UnplannableException(
          "NO_CLIPS",
          clips.isEmpty()
              ? "none of its clips can be used"
              : "all of its clips that can be used are excluded, as asked for");
    }
    return library;
  }

  private static SlotPacer pacer(
      BeatClock clock,
      BeatTimeline timeline,
      EditTemplate template,
      Library library,
      FrameRate rate) {
    return new SlotPacer(
        clock,
        template,
        EnergyCurve.of(clock, timeline),
        FilmEnd.sections(clock, timeline),
        rate,
        longestFootage(library, rate));
  }

  private static Arrangement composed(Composer composer, SlotPacer pacer, EditTemplate template)
      throws UnplannableException {
    Arrangement arrangement = composer.compose(pacer);
    if (arrangement.size() == 0) {
      throw new UnplannableException(
          "NO_ROOM",
          "no clip has an unbroken shot as long as the shortest that template %s and the music allow"
              .formatted(template.getName()));
    }
    return arrangement;
  }

  private static List<AnalyzedClip> clips(Library library) {
    return library.shown().stream().map(Footage::clip).toList();
  }

  /** What somebody wishes takes the place of what the template says. */
  private static EditTemplate paced(EditTemplate template, MontageWishes wishes) {
    EditTemplate.Builder paced = EditTemplate.newBuilder(template);
    if (wishes.getMinShotMillis() > 0) {
      paced.setMinShotMillis(wishes.getMinShotMillis());
      paced.setMaxShotMillis(Math.max(wishes.getMinShotMillis(), template.getMaxShotMillis()));
    }
    if (wishes.getMaxShotMillis() > 0) {
      paced.setMaxShotMillis(wishes.getMaxShotMillis());
      paced.setMinShotMillis(Math.min(wishes.getMaxShotMillis(), paced.getMinShotMillis()));
    }
    return paced.build();
  }

  private static BeatClock ending(BeatClock clock, BeatTimeline timeline, MontageWishes wishes) {
    if (wishes.getDurationMillis() == 0) {
      return clock;
    }
    var end = new FilmEnd(clock, timeline).pulse(RationalTime.ofMillis(wishes.getDurationMillis()));
    return end.isPresent() ? clock.endingOn(end.getAsInt()) : clock;
  }

  private static long longestFootage(Library library, FrameRate rate) {
    long longest = library.shown().stream().mapToLong(Footage::longest).max().orElse(0);
    long frames = Flicks.frameFrom(longest, rate);
    return Flicks.ofFrame(frames, rate) > longest ? frames - 1 : frames;
  }

  private static EditDecisionList.Builder header(
      MontageRequest request,
      BeatTimeline timeline,
      BeatClock clock,
      Canvas canvas,
      FrameRate rate,
      Arrangement arrangement) {
    long frames = arrangement.slots().get(arrangement.size() - 1).recordOut();
    return EditDecisionList.newBuilder()
        .setPlanId("")
        .setEditRate(rate.toRecord())
        .setCanvas(canvas)
        .setTemplate(request.getTemplate().getName())
        .setSeed(request.getSeed())
        .setMusicUri(request.getMusic())
        .setMusicFingerprint(timeline.getFingerprint())
        .setMusicIn(clock.musicIn().toRecord())
        .setMusicOut(clock.musicIn().plus(rate.timeOf(frames)).toRecord())
        .setFrames(frames);
  }

  private static void explain(
      EditDecisionList.Builder list,
      MontageWishes wishes,
      List<AnalyzedClip> clips,
      Library library,
      Arrangement arrangement,
      Composer composer,
      FrameRate rate) {
    Explanation explanation = new Explanation(arrangement, composer.candidates(), rate);
    long shortest =
        IntStream.range(0, arrangement.size()).mapToLong(arrangement::length).min().orElse(0);
    list.setUnused(explanation.unused(library, shortest));
    Set<String> known = new HashSet<>();
    clips.forEach(clip -> known.add(clip.uri()));
    list.setUnmet(new UnmetWishes(wishes, arrangement, explanation, rate).list(known, shortest));
  }

  private static int fadeMillis(BeatTimeline timeline, FrameRate rate, long frames) {
    long beats = FADE_BEATS * 60_000_000L / Math.max(1, timeline.getMilliBpm());
    long halfFilm = rate.timeOf(frames).toTicks(1, 1000) / 2;
    return (int) Math.min(LONGEST_FADE_MILLIS, Math.min(beats, halfFilm));
  }
}
