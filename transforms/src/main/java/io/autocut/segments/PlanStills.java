package io.autocut.segments;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.media.Ffmpeg;
import io.autocut.media.Hardware;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.FilmStills;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Quality;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.Still;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a plan before anything is cut of it: the first picture of each event, small, as the film
 * would show it. Each is kept in the store, so that a changed plan costs its new events only.
 */
public final class PlanStills {
  private static final Logger LOG = LoggerFactory.getLogger(PlanStills.class);

  private final WorkerContext context;
  private final SegmentEngine engine;
  private final ClipAnalyzer analyzer;

  /**
   * @param ffmpeg through which all children run
   */
  public PlanStills(WorkerContext context, SegmentEngine.Factory engines, Ffmpeg ffmpeg) {
    this.context = context;
    this.engine = engines.using(ffmpeg, Hardware.NONE);
    this.analyzer = new ClipAnalyzer(ffmpeg);
  }

  /** A picture that cannot be had is left out. */
  public FilmStills of(EditDecisionList plan, OutputProfile profile)
      throws IOException, InterruptedException {
    OutputProfile small =
        OutputProfile.newBuilder(profile)
            .setCanvas(shrunk(profile.getCanvas()))
            .setQuality(Quality.DRAFT)
            .setCoded(null)
            .build();
    List<Still> stills = new ArrayList<>();
    for (Event event : plan.getEvents()) {
      try {
        Path jpeg = jpeg(event, small);
        stills.add(new Still(event.getRecordIn(), ByteBuffer.wrap(Files.readAllBytes(jpeg))));
      } catch (IOException e) {
        LOG.warn("no picture of event {} of {}", event.getIndex(), event.getClipUri(), e);
      }
    }
    return new FilmStills(stills, List.of());
  }

  private static Canvas shrunk(Canvas canvas) {
    int longSide = Math.max(canvas.getWidth(), canvas.getHeight());
    return new Canvas(shrunk(canvas.getWidth(), longSide), shrunk(canvas.getHeight(), longSide));
  }

  private static int shrunk(int side, int longSide) {
    return Math.max(2, 2 * Math.round(side * StillEncoding.PLAN_SIDE / (2f * longSide)));
  }

  private Path jpeg(Event event, OutputProfile small) throws IOException, InterruptedException {
    ContentKey key = key(event, small);
    Optional<Path> kept = context.store().find(key);
    if (kept.isPresent()) {
      return kept.get();
    }
    try (WorkFolder folder = context.store().newWorkFolder()) {
      Path jpeg = folder.resolve("still.jpg");
      engine.cutStill(task(event, key, small), jpeg);
      return context.store().put(key, jpeg);
    }
  }

  private ContentKey key(Event event, OutputProfile small) {
    return ContentKey.of(ContentKey.Kind.STILL)
        .with("clip", event.getClipFingerprint())
        .with("in", event.getSourceIn().toString())
        .with("focus", String.valueOf(event.getFocus()))
        .with("profile", small.toString())
        .with("still", StillEncoding.VERSION + " " + PictureGraph.VERSION)
        .with("ffmpeg", context.installation().identity())
        .build();
  }

  private SegmentTask task(Event event, ContentKey key, OutputProfile small) throws IOException {
    ContentKey analysis = analyzer.key(event.getClipFingerprint());
    SegmentRequest request =
        SegmentRequest.newBuilder()
            .setMontageId("")
            .setIndex(event.getIndex())
            .setSegmentKey(key.toString())
            .setClipUri(event.getClipUri())
            .setClipFingerprint(event.getClipFingerprint())
            .setAnalysisKey(analysis.toString())
            .setSourceIn(event.getSourceIn())
            .setFrames(1)
            .setProfile(small)
            .setFocus(event.getFocus())
            .build();
    return new SegmentTask(
        request,
        context.sources().local(event.getClipUri()),
        context.records().get(analysis, ClipAnalysis.class));
  }
}
