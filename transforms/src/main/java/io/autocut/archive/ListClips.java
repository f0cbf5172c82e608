package io.autocut.archive;

import io.autocut.ingest.IngestException;
import io.autocut.schemas.CatalogInput;
import io.autocut.schemas.ListedClip;
import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Lists the clips of an archive, keyed by the partition of the catalogue that each belongs to.
 *
 * <pre>{@code listed = pipeline.apply("List clips", ListClips.of(roots, catalogue)); }</pre>
 *
 * <p>Output: a {@link ListedClip} for every clip, of which nothing has been read, and for every
 * partition, empty ones among them, how many clips that is. One worker lists all; an archive that
 * is not there or is empty stops the pipeline.
 */
public final class ListClips extends PTransform<PBegin, PCollection<KV<Integer, CatalogInput>>> {
  private static final long serialVersionUID = 1L;

  private final ArchiveRoots roots;
  private final CatalogFolder catalogue;

  private ListClips(ArchiveRoots roots, CatalogFolder catalogue) {
    this.roots = roots;
    this.catalogue = catalogue;
  }

  public static ListClips of(ArchiveRoots roots, CatalogFolder catalogue) {
    return new ListClips(roots, catalogue);
  }

  @Override
  public PCollection<KV<Integer, CatalogInput>> expand(PBegin begin) {
    return begin
        .apply("Take archive", Create.of(catalogue.toString()).withCoder(StringUtf8Coder.of()))
        .apply("List", ParDo.of(new ListFn(roots, catalogue)))
        .setCoder(KvCoder.of(VarIntCoder.of(), AvroCoder.of(CatalogInput.class)));
  }

  private static final class ListFn extends DoFn<String, KV<Integer, CatalogInput>> {
    private static final long serialVersionUID = 1L;

    private final ArchiveRoots roots;
    private final CatalogFolder catalogue;

    ListFn(ArchiveRoots roots, CatalogFolder catalogue) {
      this.roots = roots;
      this.catalogue = catalogue;
    }

    @ProcessElement
    public void process(OutputReceiver<KV<Integer, CatalogInput>> output)
        throws IngestException, IOException {
      long[] counts = new long[catalogue.partitions()];
      for (ListedClip clip : roots.list()) {
        if (!catalogue.holds(clip.getUri())) {
          int partition = catalogue.partitionOf(clip.getUri());
          counts[partition]++;
          output.output(KV.of(partition, CatalogInput.newBuilder().setListed(clip).build()));
        }
      }
      for (int partition = 0; partition < counts.length; partition++) {
        output.output(
            KV.of(partition, CatalogInput.newBuilder().setListedInAll(counts[partition]).build()));
      }
    }
  }
}
