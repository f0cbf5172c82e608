package io.autocut.archive;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.progress.Progress;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.CatalogInput;
import io.autocut.schemas.ListedClip;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.PartitionChanges;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Holds the listed clips of each partition against its file in the catalogue, so that only what is
 * new or changed is looked at.
 *
 * <p>Two outputs: {@link #REQUESTS}, the analyses that are wanted, on behalf of their partition,
 * and {@link #CHANGES}, for each partition the clips that are looked at or gone and how many that
 * is. Gathers by counting. Restart: the file is read again; what has been written meanwhile is
 * unchanged.
 */
public final class CompareClips
    extends PTransform<PCollection<KV<Integer, CatalogInput>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<AnalysisRequest> REQUESTS = new TupleTag<>("requests") {};
  public static final TupleTag<KV<Integer, CatalogInput>> CHANGES = new TupleTag<>("changes") {};

  private final ArchiveRoots roots;
  private final CatalogFolder catalogue;
  private final WorkerContext context;

  private CompareClips(ArchiveRoots roots, CatalogFolder catalogue, WorkerContext context) {
    this.roots = roots;
    this.catalogue = catalogue;
    this.context = context;
  }

  public static CompareClips of(
      ArchiveRoots roots, CatalogFolder catalogue, WorkerContext context) {
    return new CompareClips(roots, catalogue, context);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, CatalogInput>> listed) {
    PCollectionTuple compared =
        listed.apply(
            "Compare",
            ParDo.of(new CompareFn(roots, catalogue, context))
                .withOutputTags(REQUESTS, TupleTagList.of(CHANGES)));
    compared.get(REQUESTS).setCoder(AvroCoder.of(AnalysisRequest.class));
    compared.get(CHANGES).setCoder(KvCoder.of(VarIntCoder.of(), AvroCoder.of(CatalogInput.class)));
    return compared;
  }

  private static final class CompareFn extends DoFn<KV<Integer, CatalogInput>, AnalysisRequest> {
    private static final long serialVersionUID = 1L;

    @StateId("listed")
    private final StateSpec<BagState<ListedClip>> listedSpec =
        StateSpecs.bag(AvroCoder.of(ListedClip.class));

    @StateId("count")
    private final StateSpec<ValueState<Long>> countSpec = StateSpecs.value();

    @StateId("all")
    private final StateSpec<ValueState<Long>> allSpec = StateSpecs.value();

    private final ArchiveRoots roots;
    private final CatalogFolder catalogue;
    private final WorkerContext context;

    CompareFn(ArchiveRoots roots, CatalogFolder catalogue, WorkerContext context) {
      this.roots = roots;
      this.catalogue = catalogue;
      this.context = context;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, CatalogInput> element,
        @StateId("listed") BagState<ListedClip> listed,
        @StateId("count") ValueState<Long> count,
        @StateId("all") ValueState<Long> all,
        MultiOutputReceiver output)
        throws IOException {
      long seen = count.read() == null ? 0 : count.read();
      if (element.getValue().getListed() != null) {
        listed.add(element.getValue().getListed());
        count.write(++seen);
      } else {
        all.write(element.getValue().getListedInAll());
      }
      if (all.read() != null && all.read() == seen) {
        compare(element.getKey(), listed.read(), output);
        listed.clear();
        count.clear();
        all.clear();
      }
    }

    private void compare(int partition, Iterable<ListedClip> listed, MultiOutputReceiver output)
        throws IOException {
      ClipAnalyzer analyzer = new ClipAnalyzer(context.ffmpeg());
      PartitionComparison comparison =
          new PartitionComparison(
              listed, roots::cover, fingerprint -> analyzer.key(fingerprint).toString());
      catalogue.file(partition).forEach(comparison::known);
      PartitionChanges changes = comparison.changes();
      Progress.expect(Progress.Stage.ANALYSIS, changes.getLooked() + changes.getUnchanged());
      for (long i = 0; i < changes.getUnchanged(); i++) {
        Progress.reused(Progress.Stage.ANALYSIS);
      }
      for (ListedClip clip : comparison.looked()) {
        output
            .get(REQUESTS)
            .output(
                new AnalysisRequest(
                    Integer.toString(partition), MediaKind.CLIP, clip.getUri(), "", null, null));
      }
      inputs(comparison, changes)
          .forEach(input -> output.get(CHANGES).output(KV.of(partition, input)));
    }

    private static List<CatalogInput> inputs(
        PartitionComparison comparison, PartitionChanges changes) {
      List<CatalogInput> inputs = new ArrayList<>();
      comparison
          .looked()
          .forEach(clip -> inputs.add(CatalogInput.newBuilder().setListed(clip).build()));
      comparison.gone().forEach(uri -> inputs.add(CatalogInput.newBuilder().setGone(uri).build()));
      inputs.add(CatalogInput.newBuilder().setChanges(changes).build());
      return inputs;
    }
  }
}
