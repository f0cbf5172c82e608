package io.autocut.ingest;

import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.WatchedItem;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the montages that are put into an {@link Inbox} until the pipeline is stopped.
 *
 * <pre>{@code requests = pipeline.apply("Watch inbox", WatchInbox.of(inbox)); }</pre>
 *
 * <p>One worker looks every other second. Restart: what was seen may be forgotten, and all is taken
 * again; films that are in place then stay as they are.
 */
public final class WatchInbox extends PTransform<PBegin, PCollection<MontageRequest>> {
  private static final long serialVersionUID = 1L;
  private static final long SECONDS_BETWEEN_LOOKS = 2;

  private final Inbox inbox;

  private WatchInbox(Inbox inbox) {
    this.inbox = inbox;
  }

  public static WatchInbox of(Inbox inbox) {
    return new WatchInbox(inbox);
  }

  @Override
  public PCollection<MontageRequest> expand(PBegin begin) {
    return begin
        .apply(
            "Tick",
            GenerateSequence.from(0).withRate(1, Duration.standardSeconds(SECONDS_BETWEEN_LOOKS)))
        .apply("To one worker", WithKeys.of(""))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
        .apply("Look", ParDo.of(new LookFn(inbox)))
        .setCoder(AvroCoder.of(MontageRequest.class))
        .apply("Spread", Reshuffle.viaRandomKey());
  }

  private static final class LookFn extends DoFn<KV<String, Long>, MontageRequest> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WatchInbox.class);

    @StateId("seen")
    private final StateSpec<ValueState<Map<String, WatchedItem>>> seenSpec =
        StateSpecs.value(MapCoder.of(StringUtf8Coder.of(), AvroCoder.of(WatchedItem.class)));

    private final Inbox inbox;
    private transient long lastLook;
    private transient boolean hasLooked;

    LookFn(Inbox inbox) {
      this.inbox = inbox;
    }

    /** A look that follows another too soon would take what is being written for quiet. */
    @ProcessElement
    public void process(
        @StateId("seen") ValueState<Map<String, WatchedItem>> seen,
        OutputReceiver<MontageRequest> output) {
      if (hasLooked
          && System.nanoTime() - lastLook < TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_LOOKS) / 2) {
        return;
      }
      Map<String, WatchedItem> before = seen.read();
      try {
        Inbox.Look look = inbox.look(before == null ? Map.of() : before);
        look.ready().forEach(output::output);
        seen.write(look.seen());
      } catch (IOException e) {
        // A folder that cannot be listed now may be listed at the next look.
        LOG.warn("the watched folder cannot be read: {}", e.toString());
      }
      lastLook = System.nanoTime();
      hasLooked = true;
    }
  }
}
