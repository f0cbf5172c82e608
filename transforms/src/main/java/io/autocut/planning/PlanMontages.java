package io.autocut.planning;

import io.autocut.accounting.Expense;
import io.autocut.accounting.Meter;
import io.autocut.accounting.Sums;
import io.autocut.ingest.FilmGuess;
import io.autocut.progress.Progress;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Work;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans each montage whose analyses have been gathered.
 *
 * <pre>{@code plans = gathered.apply("Plan montages", PlanMontages.using(context)); }</pre>
 *
 * <p>Output: one {@link PlannedMontage} for every request; one that cannot be made says so in its
 * failures.
 */
public final class PlanMontages
    extends PTransform<PCollection<GatheredMontage>, PCollection<PlannedMontage>> {
  private static final long serialVersionUID = 1L;

  private final WorkerContext context;
  private final PlanEngine planner;

  private PlanMontages(WorkerContext context, PlanEngine planner) {
    this.context = context;
    this.planner = planner;
  }

  public static PlanMontages using(WorkerContext context) {
    return using(context, new MontagePlanner());
  }

  public static PlanMontages using(WorkerContext context, PlanEngine planner) {
    return new PlanMontages(context, planner);
  }

  @Override
  public PCollection<PlannedMontage> expand(PCollection<GatheredMontage> gathered) {
    return gathered
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("Plan", ParDo.of(new PlanFn(context, planner)))
        .setCoder(AvroCoder.of(PlannedMontage.class));
  }

  private static final class PlanFn extends DoFn<GatheredMontage, PlannedMontage> {
    private static final long serialVersionUID = 1L;
    private static final String STAGE = "planning";
    private static final Logger LOG = LoggerFactory.getLogger(PlanMontages.class);

    private final WorkerContext context;
    private final PlanEngine planner;

    PlanFn(WorkerContext context, PlanEngine planner) {
      this.context = context;
      this.planner = planner;
    }

    @ProcessElement
    public void process(@Element GatheredMontage gathered, OutputReceiver<PlannedMontage> output)
        throws InterruptedException {
      Meter meter = Meter.begin(context.ffmpeg());
      Expense expense = Expense.of(context, STAGE, gathered.getRequest());
      PlannedMontage planned = planned(gathered, meter, expense);
      expense.charge(meter.reading());
      Work work = expense.settle();
      List<StageWork> stages = new ArrayList<>(planned.getStages());
      stages.add(planned.getMakeable() ? Sums.done(STAGE, work) : Sums.failed(STAGE, work));
      output.output(PlannedMontage.newBuilder(planned).setStages(stages).build());
    }

    private PlannedMontage planned(GatheredMontage gathered, Meter meter, Expense expense)
        throws InterruptedException {
      KeptPlans plans = new KeptPlans(context);
      try {
        Optional<PlannedMontage> kept = plans.find(gathered);
        if (kept.isPresent()) {
          Progress.reused(Progress.Stage.PLANNING, FilmGuess.frames(gathered.getRequest()));
          return kept.get();
        }
      } catch (IOException e) {
        LOG.warn("{} is planned anew", gathered.getRequest().getMontageId(), e);
      }
      expense.attempt();
      PlannedMontage planned =
          new MontagePlanning(
                  context.records(), context.encoder(), context.sources(), meter.ffmpeg(), planner)
              .plan(gathered);
      try {
        plans.keep(gathered, planned);
      } catch (IOException e) {
        LOG.warn("the plan of {} is not kept", gathered.getRequest().getMontageId(), e);
      }
      return planned;
    }
  }
}
