package io.autocut.planning;

import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlanningInput;
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
 * Brings each request together with the outcomes of its clips and its music.
 *
 * <pre>{@code gathered = requests.apply("Gather analyses", GatherAnalyses.of(clips, music)); }
 * </pre>
 *
 * <p>Gathers by counting: a request tells how many outcomes belong to it, failed ones among them,
 * and goes on as soon as the last is there. No montage waits for another. The state of a montage is
 * cleared when it has gone on.
 */
public final class GatherAnalyses
    extends PTransform<PCollection<MontageRequest>, PCollection<GatheredMontage>> {
  private static final long serialVersionUID = 1L;

  private final transient List<PCollection<AnalysisOutcome>> outcomes;

  private GatherAnalyses(List<PCollection<AnalysisOutcome>> outcomes) {
    this.outcomes = outcomes;
  }

  public static GatherAnalyses of(
      PCollection<AnalysisOutcome> clips, PCollection<AnalysisOutcome> music) {
    return new GatherAnalyses(List.of(clips, music));
  }

  @Override
  public PCollection<GatheredMontage> expand(PCollection<MontageRequest> requests) {
    var coder = KvCoder.of(StringUtf8Coder.of(), AvroCoder.of(PlanningInput.class));
    List<PCollection<KV<String, PlanningInput>>> inputs = new ArrayList<>();
    inputs.add(requests.apply("Key requests", MapElements.via(new KeyRequest())).setCoder(coder));
    for (PCollection<AnalysisOutcome> outcome : outcomes) {
      inputs.add(
          outcome
              .apply("Key outcomes " + inputs.size(), MapElements.via(new KeyOutcome()))
              .setCoder(coder));
    }
    return PCollectionList.of(inputs)
        .apply("Join", Flatten.pCollections())
        .apply("Gather", ParDo.of(new GatherFn()))
        .setCoder(AvroCoder.of(GatheredMontage.class));
  }

  private static final class KeyRequest
      extends SimpleFunction<MontageRequest, KV<String, PlanningInput>> {
    private static final long serialVersionUID = 1L;

    @Override
    public KV<String, PlanningInput> apply(MontageRequest request) {
      return KV.of(request.getMontageId(), new PlanningInput(request, null));
    }
  }

  private static final class KeyOutcome
      extends SimpleFunction<AnalysisOutcome, KV<String, PlanningInput>> {
    private static final long serialVersionUID = 1L;

    @Override
    public KV<String, PlanningInput> apply(AnalysisOutcome outcome) {
      return KV.of(outcome.getMontageId(), new PlanningInput(null, outcome));
    }
  }

  private static final class GatherFn extends DoFn<KV<String, PlanningInput>, GatheredMontage> {
    private static final long serialVersionUID = 1L;

    @StateId("request")
    private final StateSpec<ValueState<MontageRequest>> requestSpec =
        StateSpecs.value(AvroCoder.of(MontageRequest.class));

    @StateId("outcomes")
    private final StateSpec<BagState<AnalysisOutcome>> outcomesSpec =
        StateSpecs.bag(AvroCoder.of(AnalysisOutcome.class));

    @StateId("count")
    private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value();

    @ProcessElement
    public void process(
        @Element KV<String, PlanningInput> element,
        @StateId("request") ValueState<MontageRequest> request,
        @StateId("outcomes") BagState<AnalysisOutcome> outcomes,
        @StateId("count") ValueState<Integer> count,
        OutputReceiver<GatheredMontage> output) {
      PlanningInput input = element.getValue();
      Integer before = count.read();
      int seen = before == null ? 0 : before;
      if (input.getRequest() != null) {
        request.write(input.getRequest());
      } else {
        outcomes.add(input.getOutcome());
        count.write(++seen);
      }
      MontageRequest known = request.read();
      if (known != null && seen == expected(known)) {
        List<AnalysisOutcome> all = new ArrayList<>();
        outcomes.read().forEach(all::add);
        output.output(new GatheredMontage(known, all));
        request.clear();
        outcomes.clear();
        count.clear();
      }
    }

    /** One outcome for each clip, and one for the music where there is any. */
    private static int expected(MontageRequest request) {
      return request.getClips().size() + (request.getMusic().isEmpty() ? 0 : 1);
    }
  }
}
