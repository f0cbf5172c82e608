package io.autocut.assembly;

import io.autocut.schemas.AssemblyInput;
import io.autocut.schemas.Montage;
import io.autocut.schemas.MusicOutcome;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.segments.FfmpegSegments;
import io.autocut.segments.SegmentEngine;
import io.autocut.store.WorkerContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Puts each film together as soon as the last of its segments is there.
 *
 * <pre>
 * {@code films = plans.apply("Assemble montages", AssembleMontages.of(segments, music, context)); }
 * </pre>
 *
 * <p>Gathers by counting on the montage's key: a plan tells how many segments belong to it, failed
 * ones among them; one outcome for its music comes beside them. The state of a montage is cleared
 * when its film is made. Output: one {@link Montage} for every plan; one that was not made says
 * why. Restart: a film that is in place already stays as it is.
 */
public final class AssembleMontages
    extends PTransform<PCollection<PlannedMontage>, PCollection<Montage>> {
  private static final long serialVersionUID = 1L;

  private final transient PCollection<SegmentOutcome> segments;
  private final transient PCollection<MusicOutcome> music;
  private final WorkerContext context;
  private final FilmEngine.Factory engines;
  private final SegmentEngine.Factory cutting;

  private AssembleMontages(
      PCollection<SegmentOutcome> segments,
      PCollection<MusicOutcome> music,
      WorkerContext context,
      FilmEngine.Factory engines,
      SegmentEngine.Factory cutting) {
    this.segments = segments;
    this.music = music;
    this.context = context;
    this.engines = engines;
    this.cutting = cutting;
  }

  public static AssembleMontages of(
      PCollection<SegmentOutcome> segments,
      PCollection<MusicOutcome> music,
      WorkerContext context) {
    return of(segments, music, context, FfmpegFilms::new, FfmpegSegments::new);
  }

  /**
   * @param cutting makes anew the segments that have gone from the store
   */
  public static AssembleMontages of(
      PCollection<SegmentOutcome> segments,
      PCollection<MusicOutcome> music,
      WorkerContext context,
      FilmEngine.Factory engines,
      SegmentEngine.Factory cutting) {
    return new AssembleMontages(segments, music, context, engines, cutting);
  }

  @Override
  public PCollection<Montage> expand(PCollection<PlannedMontage> plans) {
    var coder = KvCoder.of(StringUtf8Coder.of(), AvroCoder.of(AssemblyInput.class));
    return PCollectionList.of(
            plans.apply("Key plans", MapElements.via(new KeyPlan())).setCoder(coder))
        .and(segments.apply("Key segments", MapElements.via(new KeyOutcome())).setCoder(coder))
        .and(music.apply("Key music", MapElements.via(new KeyMusic())).setCoder(coder))
        .apply("Join", Flatten.pCollections())
        .apply("Gather and assemble", ParDo.of(new AssembleFn(context, engines, cutting)))
        .setCoder(AvroCoder.of(Montage.class));
  }

  private static final class KeyPlan
      extends SimpleFunction<PlannedMontage, KV<String, AssemblyInput>> {
    private static final long serialVersionUID = 1L;

    @Override
    public KV<String, AssemblyInput> apply(PlannedMontage plan) {
      return KV.of(plan.getRequest().getMontageId(), new AssemblyInput(plan, null, null));
    }
  }

  private static final class KeyOutcome
      extends SimpleFunction<SegmentOutcome, KV<String, AssemblyInput>> {
    private static final long serialVersionUID = 1L;

    @Override
    public KV<String, AssemblyInput> apply(SegmentOutcome outcome) {
      return KV.of(outcome.getMontageId(), new AssemblyInput(null, outcome, null));
    }
  }

  private static final class KeyMusic
      extends SimpleFunction<MusicOutcome, KV<String, AssemblyInput>> {
    private static final long serialVersionUID = 1L;

    @Override
    public KV<String, AssemblyInput> apply(MusicOutcome outcome) {
      return KV.of(outcome.getMontageId(), new AssemblyInput(null, null, outcome));
    }
  }

  private static final class AssembleFn extends DoFn<KV<String, AssemblyInput>, Montage> {
    private static final long serialVersionUID = 1L;

    @StateId("plan")
    private final StateSpec<ValueState<PlannedMontage>> planSpec =
        StateSpecs.value(AvroCoder.of(PlannedMontage.class));

    @StateId("music")
    private final StateSpec<ValueState<MusicOutcome>> musicSpec =
        StateSpecs.value(AvroCoder.of(MusicOutcome.class));

    @StateId("outcomes")
    private final StateSpec<BagState<SegmentOutcome>> outcomesSpec =
        StateSpecs.bag(AvroCoder.of(SegmentOutcome.class));

    @StateId("count")
    private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value();

    private final WorkerContext context;
    private final FilmEngine.Factory engines;
    private final SegmentEngine.Factory cutting;

    AssembleFn(WorkerContext context, FilmEngine.Factory engines, SegmentEngine.Factory cutting) {
      this.context = context;
      this.engines = engines;
      this.cutting = cutting;
    }

    @ProcessElement
    public void process(
        @Element KV<String, AssemblyInput> element,
        @StateId("plan") ValueState<PlannedMontage> plan,
        @StateId("music") ValueState<MusicOutcome> music,
        @StateId("outcomes") BagState<SegmentOutcome> outcomes,
        @StateId("count") ValueState<Integer> count,
        OutputReceiver<Montage> output)
        throws InterruptedException {
      AssemblyInput input = element.getValue();
      Integer before = count.read();
      int seen = before == null ? 0 : before;
      if (input.getPlan() != null) {
        plan.write(input.getPlan());
      } else if (input.getMusic() != null) {
        music.write(input.getMusic());
      } else {
        outcomes.add(input.getOutcome());
        count.write(++seen);
      }
      PlannedMontage known = plan.read();
      MusicOutcome coded = music.read();
      if (known != null && coded != null && seen == known.getPieces()) {
        List<SegmentOutcome> all = new ArrayList<>();
        outcomes.read().forEach(all::add);
        output.output(
            new FilmMaking(context, engines, cutting).make(FilmOutcomes.of(known, all, coded)));
        plan.clear();
        music.clear();
        outcomes.clear();
        count.clear();
      }
    }
  }
}
