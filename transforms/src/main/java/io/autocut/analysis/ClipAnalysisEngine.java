package io.autocut.analysis;

import io.autocut.media.Ffmpeg;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.store.ContentKey;
import io.autocut.store.RecordStore;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;

/** Analyses clips into the store. */
public final class ClipAnalysisEngine implements AnalysisEngine {
  private final Ffmpeg ffmpeg;
  private final RecordStore records;
  private final ClipEngine.Factory clips;

  public ClipAnalysisEngine(WorkerContext context) {
    this(context, FfmpegClips::new);
  }

  public ClipAnalysisEngine(WorkerContext context, ClipEngine.Factory clips) {
    this.ffmpeg = context.ffmpeg();
    this.records = context.records();
    this.clips = clips;
  }

  @Override
  public ContentKey key(AnalysisRequest concrete) {
    return new ClipAnalyzer(ffmpeg).key(concrete.getFingerprint());
  }

  @Override
  public boolean isStored(ContentKey key) throws IOException {
    return records.find(key, ClipAnalysis.class).isPresent();
  }

  @Override
  public void analyze(Path file, AnalysisRequest concrete, ContentKey key, Ffmpeg metered)
      throws UnusableMediaException, IOException, InterruptedException {
    records.put(key, clips.using(metered).analyze(file, concrete.getFingerprint()));
  }
}
