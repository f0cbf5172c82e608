package io.autocut.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autocut.assembly.RunLabel;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.CatalogEntry;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestOutcomes;
import io.autocut.testing.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes catalogues and the reports beside them, as the graph does. */
class WriteCataloguesTest {
  @TempDir Path folder;
  private WorkerContext context;

  @BeforeEach
  void openStore() {
    context = TestContext.in(folder);
  }

  @Test
  void usableClipsAreListedInTheOrderOfTheirNames() throws Exception {
    Path place = folder.resolve("clips.jsonl");

    write(place, clip("/m/b.mp4"), failed("/m/c.mp4"), clip("/m/a.mp4"));

    List<String> lines = Files.readAllLines(place);
    assertThat(lines).hasSize(2);
    assertThat(json(lines.get(0)).path("clipUri").asText()).isEqualTo("/m/a.mp4");
    assertThat(json(lines.get(1)).path("clipUri").asText()).isEqualTo("/m/b.mp4");
    assertThat(json(lines.get(1)).path("moments")).hasSize(4);
  }

  @Test
  void catalogueThatEndsInAvroIsOne() throws Exception {
    Path place = folder.resolve("clips.avro");

    write(place, clip("/m/b.mp4"), clip("/m/a.mp4"));

    List<String> uris = new ArrayList<>();
    try (var reader =
        new DataFileReader<CatalogEntry>(
            place.toFile(), new SpecificDatumReader<>(CatalogEntry.getClassSchema()))) {
      reader.forEach(entry -> uris.add(entry.getClipUri()));
    }
    assertThat(uris).containsExactly("/m/a.mp4", "/m/b.mp4");
  }

  @Test
  void reportBesideItNamesTheClipsThatFailed() throws Exception {
    write(folder.resolve("clips.jsonl"), clip("/m/a.mp4"), failed("/m/c.mp4"));

    JsonNode report = report("clips.catalogue-report.json");
    assertThat(report.path("made").asBoolean()).isTrue();
    assertThat(report.path("clipsOffered").asInt()).isEqualTo(2);
    assertThat(report.path("clipsUsed").asInt()).isOne();
    assertThat(report.at("/failures/0/message").asText()).isEqualTo("c.mp4: is empty (0 bytes)");
    assertThat(report.path("runId").asText()).isEqualTo("run-1");
  }

  @Test
  void catalogueOfNothingUsableIsEmptyAndNotMade() throws Exception {
    write(folder.resolve("clips.jsonl"), failed("/m/c.mp4"));

    assertThat(folder.resolve("clips.jsonl")).isEmptyFile();
    assertThat(report("clips.catalogue-report.json").path("made").asBoolean()).isFalse();
  }

  private JsonNode report(String name) throws IOException {
    return json(Files.readString(folder.resolve(name)));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static AnalysisOutcome failed(String uri) {
    return TestOutcomes.failed("clips", MediaKind.CLIP, uri);
  }

  private AnalysisOutcome clip(String uri) throws IOException {
    ContentKey key = ContentKey.of(ContentKey.Kind.ANALYSIS).with("clip", uri).build();
    context.records().put(key, TestAnalysis.of(uri).shot(2000).build());
    return TestOutcomes.found("clips", MediaKind.CLIP, uri, key.toString());
  }

  private void write(Path place, AnalysisOutcome... outcomes) {
    List<String> clips = List.of(outcomes).stream().map(AnalysisOutcome::getUri).toList();
    MontageRequest request =
        TestRequest.montage("clips", clips).setMusic("").setOutput(place.toString()).build();
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(
            Create.of(new GatheredMontage(request, List.of(outcomes)))
                .withCoder(AvroCoder.of(GatheredMontage.class)))
        .apply(
            "Write catalogues",
            WriteCatalogues.using(context, new RunLabel("run-1", "DirectRunner", "test")))
        .setCoder(AvroCoder.of(MontageReport.class))
        .apply("Write reports", WriteReports.using(context));
    pipeline.run().waitUntilFinish();
  }
}
