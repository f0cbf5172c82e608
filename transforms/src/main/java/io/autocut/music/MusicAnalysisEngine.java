package io.autocut.music;

import io.autocut.analysis.AnalysisEngine;
import io.autocut.media.Ffmpeg;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.BeatTimeline;
import io.autocut.store.ContentKey;
import io.autocut.store.MediaStore;
import io.autocut.store.RecordStore;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Decodes music into the store once and finds its beats in what was decoded. */
public final class MusicAnalysisEngine implements AnalysisEngine {
  /** Changes whenever another timeline would be made of the same music. */
  private static final String VERSION = "tracker-3";

  private final Ffmpeg ffmpeg;
  private final MediaStore store;
  private final RecordStore records;
  private final WantedCorrections corrections;
  private final MusicEngine.Factory engines;

  public MusicAnalysisEngine(WorkerContext context) {
    this(context, FfmpegMusic::new);
  }

  public MusicAnalysisEngine(WorkerContext context, MusicEngine.Factory engines) {
    this.engines = engines;
    this.ffmpeg = context.ffmpeg();
    this.store = context.store();
    this.records = context.records();
    this.corrections = new WantedCorrections(context);
  }

  /** With the correction of beats that counts; see {@link WantedCorrections}. */
  @Override
  public AnalysisRequest concrete(AnalysisRequest request)
      throws UnusableMediaException, IOException {
    return AnalysisRequest.newBuilder(request).setBeatCorrection(corrections.of(request)).build();
  }

  /** A corrected timeline has a key of its own: what was detected is never written over. */
  @Override
  public ContentKey key(AnalysisRequest concrete) {
    ContentKey.Builder key =
        ContentKey.of(ContentKey.Kind.BEATS)
            .with("pcm", new MusicDecoder(ffmpeg).key(concrete.getFingerprint()).toString())
            .with("tracker", VERSION);
    return BeatCorrections.addTo(key, concrete.getBeatCorrection()).build();
  }

  @Override
  public boolean isStored(ContentKey key) throws IOException {
    Optional<BeatTimeline> timeline = records.find(key, BeatTimeline.class);
    return timeline.isPresent()
        && store.find(ContentKey.parse(timeline.get().getPcmKey())).isPresent();
  }

  @Override
  public void analyze(Path file, AnalysisRequest concrete, ContentKey key, Ffmpeg metered)
      throws UnusableMediaException, IOException, InterruptedException {
    MusicEngine engine = engines.using(metered);
    ContentKey pcmKey = new MusicDecoder(ffmpeg).key(concrete.getFingerprint());
    Optional<Path> stored = store.find(pcmKey);
    Path wav =
        stored.isPresent() ? stored.get() : decode(engine, file, concrete.getFingerprint(), pcmKey);
    records.put(key, engine.analyze(wav, concrete, pcmKey.toString()));
  }

  private Path decode(MusicEngine engine, Path file, String fingerprint, ContentKey pcmKey)
      throws UnusableMediaException, IOException, InterruptedException {
    try (WorkFolder folder = store.newWorkFolder()) {
      Path wav = folder.resolve("music.wav");
      engine.decode(file, fingerprint, wav);
      return store.put(pcmKey, wav);
    }
  }
}
