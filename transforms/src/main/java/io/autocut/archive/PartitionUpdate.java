package io.autocut.archive;

import io.autocut.accounting.Sums;
import io.autocut.analysis.ClipAnalyzer;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.CatalogEntry;
import io.autocut.schemas.CatalogReport;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.ClipChange;
import io.autocut.schemas.Failure;
import io.autocut.schemas.ListedClip;
import io.autocut.schemas.PartitionChanges;
import io.autocut.schemas.StageWork;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings the file of one partition up to date when all of its clips have been looked at; one in
 * which nothing has changed stays as it is. Not safe for several threads.
 */
final class PartitionUpdate {
  private static final String ANALYSIS = "analysis";

  private final PartitionFile file;
  private final WorkerContext context;
  private final ClipAnalyzer analyzer;
  private final Map<ClipChange, Long> changes = new java.util.EnumMap<>(ClipChange.class);
  private final TreeMap<String, PartitionFile.Source> fresh = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private StageWork analysis = Sums.none(ANALYSIS);
  private long failedAgain;

  PartitionUpdate(PartitionFile file, WorkerContext context) {
    this.file = file;
    this.context = context;
    this.analyzer = new ClipAnalyzer(context.ffmpeg());
  }

  /** Takes in a clip that was looked at, and what came of it. */
  void looked(ListedClip clip, AnalysisOutcome outcome) {
    boolean failed = outcome.getFailure() != null;
    analysis =
        Sums.of(
            analysis,
            failed
                ? Sums.failed(ANALYSIS, outcome.getWork())
                : Sums.done(ANALYSIS, outcome.getWork()));
    if (failed) {
      failures.add(outcome.getFailure());
    }
    if (failed && clip.getChange() == ClipChange.RETRIED) {
      failedAgain++;
      return;
    }
    ClipChange change = clip.getChange() == ClipChange.NEW ? ClipChange.NEW : ClipChange.CHANGED;
    changes.merge(change, 1L, Long::sum);
    fresh.put(clip.getUri(), () -> entry(clip, outcome));
  }

  private CatalogEntry entry(ListedClip listed, AnalysisOutcome outcome) throws IOException {
    String fingerprint = outcome.getFingerprint();
    CatalogEntry.Builder entry;
    if (outcome.getFailure() == null) {
      ClipAnalysis clip =
          context.records().get(ContentKey.parse(outcome.getKey()), ClipAnalysis.class);
      entry = CatalogEntries.of(listed.getUri(), outcome.getKey(), clip);
    } else {
      // On behalf of a catalogue: the partition stood in for the montage.
      Failure failure = Failure.newBuilder(outcome.getFailure()).setMontageId("").build();
      String key = fingerprint.isEmpty() ? "" : analyzer.key(fingerprint).toString();
      entry = CatalogEntries.failed(listed.getUri(), fingerprint, failure).setAnalysisKey(key);
    }
    return entry.setBytes(listed.getBytes()).setModifiedMillis(listed.getModifiedMillis()).build();
  }

  /** Writes the file where something has changed, and tells what was done. */
  CatalogReport finish(PartitionChanges known, Iterable<String> gone)
      throws IOException, InterruptedException {
    Set<String> left = new HashSet<>();
    gone.forEach(left::add);
    boolean changed = !fresh.isEmpty() || !left.isEmpty();
    if (changed) {
      try (WorkFolder work = context.store().newWorkFolder()) {
        file.rewrite(fresh, left, work);
      }
    }
    failures.addAll(known.getFailures());
    return CatalogReport.newBuilder()
        .setClips(known.getUnchanged() + failedAgain + fresh.size())
        .setAdded(changes.getOrDefault(ClipChange.NEW, 0L))
        .setChanged(changes.getOrDefault(ClipChange.CHANGED, 0L))
        .setUnchanged(known.getUnchanged() + failedAgain)
        .setGone(left.size())
        .setUnusable(known.getUnusable() + analysis.getFailed())
        .setPartitions(1)
        .setPartitionsWritten(changed ? 1 : 0)
        .setFailures(failures.stream().limit(PartitionComparison.MOST_FAILURES).toList())
        .setAnalysis(analysis)
        .build();
  }
}
