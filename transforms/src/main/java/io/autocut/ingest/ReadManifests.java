package io.autocut.ingest;

import io.autocut.schemas.MontageRequest;
import io.autocut.store.RemoteFile;
import io.autocut.store.Uris;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads the montages that a manifest asks for, or takes those of a command line.
 *
 * <pre>{@code
 * requests = pipeline.apply("Read manifests", ReadManifests.from("films.jsonl", reader));
 * requests = pipeline.apply("Read manifests", ReadManifests.given(List.of(request)));
 * }</pre>
 *
 * <p>A manifest may lie on any Beam file system. One with an error stops the pipeline: it is
 * untrusted and taken whole or not at all. Whoever launches the pipeline reads it first, to say so
 * in time.
 */
public final class ReadManifests extends PTransform<PBegin, PCollection<MontageRequest>> {
  private static final long serialVersionUID = 1L;

  private final List<String> manifests;
  private final ManifestReader reader;
  private final transient List<MontageRequest> requests;

  private ReadManifests(
      List<String> manifests, ManifestReader reader, List<MontageRequest> requests) {
    this.manifests = List.copyOf(manifests);
    this.reader = reader;
    this.requests = List.copyOf(requests);
  }

  public static ReadManifests from(String manifest, ManifestReader reader) {
    return new ReadManifests(List.of(manifest), reader, List.of());
  }

  public static ReadManifests given(List<MontageRequest> requests) {
    return new ReadManifests(List.of(), null, requests);
  }

  /**
   * What {@link #from} would read; for a launcher that wants to refuse a manifest before anything
   * runs.
   */
  public static List<MontageRequest> read(String manifest, ManifestReader reader)
      throws ManifestException {
    if (Uris.isLocal(manifest)) {
      return reader.read(Uris.localPath(manifest));
    }
    try {
      return reader.read(new ByteArrayInputStream(RemoteFile.of(manifest).read()), manifest);
    } catch (IOException e) {
      throw new ManifestException(List.of(e.getMessage()));
    }
  }

  @Override
  public PCollection<MontageRequest> expand(PBegin begin) {
    if (manifests.isEmpty()) {
      return begin.apply("Take", Create.of(requests).withCoder(AvroCoder.of(MontageRequest.class)));
    }
    return begin
        .apply("Take manifests", Create.of(manifests).withCoder(StringUtf8Coder.of()))
        .apply("Read", ParDo.of(new ReadFn(reader)))
        .setCoder(AvroCoder.of(MontageRequest.class))
        .apply("Spread", Reshuffle.viaRandomKey());
  }

  private static final class ReadFn extends DoFn<String, MontageRequest> {
    private static final long serialVersionUID = 1L;

    private final ManifestReader reader;

    ReadFn(ManifestReader reader) {
      this.reader = reader;
    }

    @ProcessElement
    public void process(@Element String manifest, OutputReceiver<MontageRequest> output)
        throws ManifestException {
      read(manifest, reader).forEach(output::output);
    }
  }
}
