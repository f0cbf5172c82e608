package io.autocut.testing;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.media.FfmpegCommand;
import io.autocut.planning.AnalyzedClip;
import io.autocut.planning.FilmPiece;
import io.autocut.planning.MontagePlanner;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.OfferedClip;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.SegmentSource;
import io.autocut.segments.SegmentCutter;
import io.autocut.segments.SegmentTask;
import io.autocut.store.ContentKey;
import io.autocut.store.Fingerprint;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A montage of real clips whose plan lies in a store, with music of noise, as the stages after
 * planning find it. Not safe for several threads.
 */
public final class TestMontage {
  private static final int MUSIC_SECONDS = 6;

  private final WorkerContext context;
  private final List<AnalyzedClip> clips = new ArrayList<>();

  public TestMontage(WorkerContext context) {
    this.context = context;
  }

  /** Offers a clip, and puts its analysis into the store. */
  public TestMontage offer(Path file) throws Exception {
    String fingerprint = Fingerprint.of(file);
    ClipAnalyzer analyzer = new ClipAnalyzer(context.ffmpeg());
    ClipAnalysis analysis = analyzer.analyze(file, fingerprint);
    context.records().put(analyzer.key(fingerprint), analysis);
    clips.add(new AnalyzedClip(file.toString(), analysis));
    return this;
  }

  /** Those offered so far. */
  public List<AnalyzedClip> clips() {
    return clips;
  }

  /** A plan of the clips for six seconds of noise with the beats of {@code beats}. */
  public PlannedMontage plan(MontageRequest request, TestBeats beats) throws Exception {
    ContentKey pcm = music();
    BeatTimeline timeline = beats.of(pcm).lasting(MUSIC_SECONDS);
    ContentKey musicKey =
        ContentKey.of(ContentKey.Kind.BEATS).with("timeline", timeline.toString()).build();
    context.records().put(musicKey, timeline);
    EditDecisionList list =
        EditDecisionList.newBuilder(new MontagePlanner().plan(request, clips, timeline))
            .setOffered(
                clips.stream()
                    .map(clip -> new OfferedClip(clip.uri(), clip.analysis().getFingerprint()))
                    .toList())
            .build();
    return planned(request, list, musicKey.toString());
  }

  /** Keeps {@code list} in the store, as planning does. */
  public PlannedMontage planned(MontageRequest request, EditDecisionList list, String musicKey)
      throws Exception {
    ContentKey planKey = ContentKey.of(ContentKey.Kind.PLAN).with("list", list.toString()).build();
    context.records().put(planKey, list);
    return PlannedMontage.newBuilder()
        .setRequest(request)
        .setPlanKey(planKey.toString())
        .setMusicKey(musicKey)
        .setPieces(FilmPiece.of(list).size())
        .setProfile(
            TestProfile.of(list.getCanvas(), list.getEditRate(), context.encoder().ffmpegName()))
        .setFailures(List.of())
        .setStages(List.of())
        .setMakeable(true)
        .build();
  }

  /** The decisions of a plan. */
  public EditDecisionList list(PlannedMontage plan) throws Exception {
    return context.records().get(ContentKey.parse(plan.getPlanKey()), EditDecisionList.class);
  }

  /** Cuts all segments of a plan into the store. */
  public List<SegmentOutcome> cut(PlannedMontage plan) throws Exception {
    List<SegmentOutcome> outcomes = new ArrayList<>();
    for (FilmPiece piece : FilmPiece.of(list(plan))) {
      String key = cut(plan, piece, plan.getProfile());
      outcomes.add(
          SegmentOutcome.newBuilder()
              .setMontageId(plan.getRequest().getMontageId())
              .setIndex(piece.index())
              .setSegmentKey(key)
              .setWork(TestWork.computed(10, 20))
              .setNote("")
              .setFailure(null)
              .build());
    }
    return outcomes;
  }

  /** Cuts one segment in a profile of its own into the store, and returns its key. */
  public String cut(PlannedMontage plan, FilmPiece piece, OutputProfile profile) throws Exception {
    SegmentCutter cutter = new SegmentCutter(context.ffmpeg());
    ContentKey key = cutter.key(piece, profile);
    SegmentRequest request =
        SegmentRequest.newBuilder()
            .setMontageId(plan.getRequest().getMontageId())
            .setIndex(piece.index())
            .setSegmentKey(key.toString())
            .setClipUri(piece.event().getClipUri())
            .setClipFingerprint(piece.event().getClipFingerprint())
            .setAnalysisKey("")
            .setSourceIn(piece.sourceIn().toRecord())
            .setFrames(piece.frames())
            .setFadeInFrames(piece.fades().in())
            .setFadeOutFrames(piece.fades().out())
            .setProfile(profile)
            .setInto(
                piece
                    .into()
                    .map(
                        into ->
                            SegmentSource.newBuilder()
                                .setClipUri(into.event().getClipUri())
                                .setClipFingerprint(into.event().getClipFingerprint())
                                .setAnalysisKey("")
                                .setSourceIn(into.sourceIn().toRecord())
                                .build())
                    .orElse(null))
            .build();
    SegmentTask task =
        new SegmentTask(
            request, source(piece.event()), piece.into().map(into -> source(into.event())));
    try (WorkFolder folder = context.store().newWorkFolder()) {
      Path output = folder.resolve("segment.mp4");
      Segment segment = cutter.cut(task, output);
      context.store().put(key, output);
      context.records().put(key.as(ContentKey.Kind.SEGMENT_RECORD), segment);
    }
    return key.toString();
  }

  private ContentKey music() throws Exception {
    ContentKey key = ContentKey.of(ContentKey.Kind.PCM).with("noise", 1).build();
    try (WorkFolder folder = context.store().newWorkFolder()) {
      Path wav = folder.resolve("music.wav");
      context
          .ffmpeg()
          .run(
              FfmpegCommand.ffmpeg()
                  .generatedInput("anoisesrc=seed=1:c=pink:a=0.5:r=44100:d=" + MUSIC_SECONDS)
                  .option("-c:a", "pcm_s16le")
                  .output(wav));
      context.store().put(key, wav);
    }
    return key;
  }

  private SegmentTask.Source source(Event event) {
    ClipAnalysis analysis =
        clips.stream()
            .map(AnalyzedClip::analysis)
            .filter(clip -> clip.getFingerprint().equals(event.getClipFingerprint()))
            .findFirst()
            .orElseThrow();
    return new SegmentTask.Source(Path.of(event.getClipUri()), analysis);
  }
}
