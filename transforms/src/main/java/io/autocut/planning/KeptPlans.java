package io.autocut.planning;

import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.PlannedMontage;
import io.autocut.store.ContentKey;
import io.autocut.store.RecordStore;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What montages were planned to be, by all that a plan depends on: a run that asks for the same
 * again does not plan again. Safe for many threads, processes and hosts.
 */
final class KeptPlans {
  /** Another one where the same list of decisions would be coded or cut otherwise. */
  private static final String VERSION = "planned-1";

  private final WorkerContext context;
  private final RecordStore records;

  KeptPlans(WorkerContext context) {
    this.context = context;
    this.records = context.records();
  }

  /** The plan of an earlier run, with what the analyses have cost this one; or empty. */
  Optional<PlannedMontage> find(GatheredMontage gathered) throws IOException {
    if (!isKept(gathered)) {
      return Optional.empty();
    }
    Optional<PlannedMontage> kept = records.find(key(gathered), PlannedMontage.class);
    if (kept.isEmpty() || isLost(kept.get())) {
      return Optional.empty();
    }
    return Optional.of(
        PlannedMontage.newBuilder(kept.get())
            .setStages(MontagePlanning.analyses(gathered))
            .build());
  }

  /** Keeps a plan that can be made; why one cannot may have passed by the next time. */
  void keep(GatheredMontage gathered, PlannedMontage planned) throws IOException {
    if (isKept(gathered) && planned.getMakeable()) {
      records.put(key(gathered), PlannedMontage.newBuilder(planned).setStages(List.of()).build());
    }
  }

  /** A plan that is given lies in a file, which may have changed. */
  private static boolean isKept(GatheredMontage gathered) {
    return gathered.getRequest().getPlan().isEmpty();
  }

  private boolean isLost(PlannedMontage planned) throws IOException {
    return records.find(ContentKey.parse(planned.getPlanKey()), EditDecisionList.class).isEmpty();
  }

  private ContentKey key(GatheredMontage gathered) {
    ContentKey.Builder key =
        ContentKey.of(ContentKey.Kind.PLANNED)
            .with("version", VERSION)
            .with("planner", MontagePlanner.VERSION)
            .with("encoder", context.encoder().ffmpegName())
            .with("ffmpeg", context.installation().identity())
            .with("request", gathered.getRequest().toString());
    gathered.getOutcomes().stream()
        .map(KeptPlans::found)
        .sorted()
        .forEach(found -> key.with("found", found));
    return key.build();
  }

  private static String found(AnalysisOutcome outcome) {
    MediaKind kind = outcome.getKind();
    return String.join(
        "\n",
        kind.name(),
        outcome.getUri(),
        outcome.getFingerprint(),
        outcome.getKey(),
        String.valueOf(outcome.getFailure()));
  }
}
