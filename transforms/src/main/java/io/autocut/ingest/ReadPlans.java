package io.autocut.ingest;

import io.autocut.schemas.MontageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads plans that films were made by, and asks for the films again.
 *
 * <pre>{@code requests = pipeline.apply("Read plans", ReadPlans.of(plans, montages)); }</pre>
 *
 * <p>A plan that cannot be read stops the pipeline; whoever launches it reads them first, to say so
 * in time.
 */
public final class ReadPlans extends PTransform<PBegin, PCollection<MontageRequest>> {
  private static final long serialVersionUID = 1L;

  private final transient List<EarlierPlan> plans;
  private final EarlierMontages montages;

  private ReadPlans(List<EarlierPlan> plans, EarlierMontages montages) {
    this.plans = List.copyOf(plans);
    this.montages = montages;
  }

  public static ReadPlans of(List<EarlierPlan> plans, EarlierMontages montages) {
    return new ReadPlans(plans, montages);
  }

  @Override
  public PCollection<MontageRequest> expand(PBegin begin) {
    List<Integer> numbers = IntStream.range(0, plans.size()).boxed().toList();
    return begin
        .apply("Number plans", Create.of(numbers).withCoder(VarIntCoder.of()))
        .apply("Spread plans", Reshuffle.viaRandomKey())
        .apply("Read", ParDo.of(new ReadFn(plans, montages)))
        .setCoder(AvroCoder.of(MontageRequest.class))
        .apply("Spread", Reshuffle.viaRandomKey());
  }

  private static final class ReadFn extends DoFn<Integer, MontageRequest> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<EarlierPlan> plans;
    private final EarlierMontages montages;

    ReadFn(List<EarlierPlan> plans, EarlierMontages montages) {
      this.plans = new ArrayList<>(plans);
      this.montages = montages;
    }

    @ProcessElement
    public void process(@Element Integer number, OutputReceiver<MontageRequest> output)
        throws IngestException {
      output.output(montages.request(plans.get(number)));
    }
  }
}
