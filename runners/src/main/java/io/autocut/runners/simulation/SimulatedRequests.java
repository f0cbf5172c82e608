package io.autocut.runners.simulation;

import io.autocut.schemas.MontageRequest;
import java.nio.file.Path;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** The requests of a simulated archive, made one after another: no manifest holds all of them. */
final class SimulatedRequests extends PTransform<PBegin, PCollection<MontageRequest>> {
  private static final long serialVersionUID = 1L;

  private final SimulatedArchive archive;
  private final String films;

  private SimulatedRequests(SimulatedArchive archive, String films) {
    this.archive = archive;
    this.films = films;
  }

  /**
   * @param films the folder for the films
   */
  static SimulatedRequests of(SimulatedArchive archive, Path films) {
    return new SimulatedRequests(archive, films.toString());
  }

  @Override
  public PCollection<MontageRequest> expand(PBegin begin) {
    return begin
        .apply("Count", GenerateSequence.from(0).to(archive.montages()))
        .apply("Request", ParDo.of(new RequestFn(archive, films)))
        .setCoder(AvroCoder.of(MontageRequest.class));
  }

  private static final class RequestFn extends DoFn<Long, MontageRequest> {
    private static final long serialVersionUID = 1L;

    private final SimulatedArchive archive;
    private final String films;

    RequestFn(SimulatedArchive archive, String films) {
      this.archive = archive;
      this.films = films;
    }

    @ProcessElement
    public void process(@Element Long film, OutputReceiver<MontageRequest> output) {
      output.output(archive.request(film, Path.of(films)));
    }
  }
}
