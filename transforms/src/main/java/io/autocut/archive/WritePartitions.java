package io.autocut.archive;

import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.CatalogInput;
import io.autocut.schemas.CatalogReport;
import io.autocut.schemas.ListedClip;
import io.autocut.schemas.PartitionChanges;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
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
 * Writes each partition of a catalogue when the last of its clips has been looked at; one without a
 * change is not touched.
 *
 * <pre>
 * {@code reports = changes.apply("Write partitions", WritePartitions.of(outcomes, catalogue, context)); }
 * </pre>
 *
 * <p>Output: one {@link CatalogReport} for every partition. Gathers by counting; in state lie keys
 * of analyses, never analyses: those are read one by one while the file is written. Restart: a file
 * is replaced whole, and by an equal one when it is written again.
 */
public final class WritePartitions
    extends PTransform<PCollection<KV<Integer, CatalogInput>>, PCollection<CatalogReport>> {
  private static final long serialVersionUID = 1L;

  private final transient PCollection<AnalysisOutcome> outcomes;
  private final CatalogFolder catalogue;
  private final WorkerContext context;

  private WritePartitions(
      PCollection<AnalysisOutcome> outcomes, CatalogFolder catalogue, WorkerContext context) {
    this.outcomes = outcomes;
    this.catalogue = catalogue;
    this.context = context;
  }

  public static WritePartitions of(
      PCollection<AnalysisOutcome> outcomes, CatalogFolder catalogue, WorkerContext context) {
    return new WritePartitions(outcomes, catalogue, context);
  }

  @Override
  public PCollection<CatalogReport> expand(PCollection<KV<Integer, CatalogInput>> changes) {
    var coder = KvCoder.of(VarIntCoder.of(), AvroCoder.of(CatalogInput.class));
    var looked = outcomes.apply("Key outcomes", MapElements.via(new KeyOutcome())).setCoder(coder);
    return PCollectionList.of(changes)
        .and(looked)
        .apply("Join", Flatten.pCollections())
        .apply("Write", ParDo.of(new WriteFn(catalogue, context)))
        .setCoder(AvroCoder.of(CatalogReport.class));
  }

  private static final class KeyOutcome
      extends SimpleFunction<AnalysisOutcome, KV<Integer, CatalogInput>> {
    private static final long serialVersionUID = 1L;

    @Override
    public KV<Integer, CatalogInput> apply(AnalysisOutcome outcome) {
      return KV.of(
          Integer.valueOf(outcome.getMontageId()),
          CatalogInput.newBuilder().setOutcome(outcome).build());
    }
  }

  private static final class WriteFn extends DoFn<KV<Integer, CatalogInput>, CatalogReport> {
    private static final long serialVersionUID = 1L;

    @StateId("changes")
    private final StateSpec<ValueState<PartitionChanges>> changesSpec =
        StateSpecs.value(AvroCoder.of(PartitionChanges.class));

    @StateId("listed")
    private final StateSpec<BagState<ListedClip>> listedSpec =
        StateSpecs.bag(AvroCoder.of(ListedClip.class));

    @StateId("outcomes")
    private final StateSpec<BagState<AnalysisOutcome>> outcomesSpec =
        StateSpecs.bag(AvroCoder.of(AnalysisOutcome.class));

    @StateId("gone")
    private final StateSpec<BagState<String>> goneSpec = StateSpecs.bag(StringUtf8Coder.of());

    @StateId("count")
    private final StateSpec<ValueState<Long>> countSpec = StateSpecs.value();

    private final CatalogFolder catalogue;
    private final WorkerContext context;

    WriteFn(CatalogFolder catalogue, WorkerContext context) {
      this.catalogue = catalogue;
      this.context = context;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, CatalogInput> element,
        @StateId("changes") ValueState<PartitionChanges> changes,
        @StateId("listed") BagState<ListedClip> listed,
        @StateId("outcomes") BagState<AnalysisOutcome> outcomes,
        @StateId("gone") BagState<String> gone,
        @StateId("count") ValueState<Long> count,
        OutputReceiver<CatalogReport> output)
        throws IOException, InterruptedException {
      CatalogInput input = element.getValue();
      long seen = count.read() == null ? 0 : count.read();
      if (input.getChanges() != null) {
        changes.write(input.getChanges());
      } else {
        keep(input, listed, outcomes, gone);
        count.write(++seen);
      }
      PartitionChanges known = changes.read();
      // Each clip that is looked at comes twice, as it was listed and as it was found.
      if (known != null && seen == 2 * known.getLooked() + known.getGone()) {
        PartitionUpdate update = new PartitionUpdate(catalogue.file(element.getKey()), context);
        Map<String, AnalysisOutcome> found = new HashMap<>();
        outcomes.read().forEach(outcome -> found.put(outcome.getUri(), outcome));
        listed.read().forEach(clip -> update.looked(clip, found.get(clip.getUri())));
        output.output(update.finish(known, gone.read()));
        changes.clear();
        listed.clear();
        outcomes.clear();
        gone.clear();
        count.clear();
      }
    }

    private static void keep(
        CatalogInput input,
        BagState<ListedClip> listed,
        BagState<AnalysisOutcome> outcomes,
        BagState<String> gone) {
      if (input.getListed() != null) {
        listed.add(input.getListed());
      } else if (input.getOutcome() != null) {
        outcomes.add(input.getOutcome());
      } else {
        gone.add(input.getGone());
      }
    }
  }
}
