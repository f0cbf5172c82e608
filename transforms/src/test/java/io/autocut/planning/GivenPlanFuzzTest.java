package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.fuzz.Fuzz;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.PlanFile;
import io.autocut.json.PlainJson;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged plans: followed as they are, or refused in words. */
final class GivenPlanFuzzTest {
  private static final BeatTimeline MUSIC = TestBeats.bpm(120_000).lasting(4);
  private static final List<AnalyzedClip> CLIPS =
      List.of(
          new AnalyzedClip("/media/a.mp4", TestAnalysis.of("a").shot(12_000).build()),
          new AnalyzedClip("/media/b.mp4", TestAnalysis.of("b").shot(12_000).build()));

  @TempDir private Path folder;

  @Test
  void plans() throws Exception {
    EditDecisionList plan =
        new MontagePlanner()
            .plan(
                TestRequest.montage("film", List.of("/media/a.mp4", "/media/b.mp4")).build(),
                CLIPS,
                MUSIC);
    Path file = folder.resolve("film.edl.json");
    Fuzz.of("film.edl.json", PlainJson.pretty(plan).getBytes(StandardCharsets.UTF_8))
        .refusing(IngestException.class)
        .refusing(UnplannableException.class)
        .run(
            input ->
                assertIsWhole(
                    new GivenPlan(PlanFile.read(Files.write(file, input)), CLIPS, MUSIC)
                        .checked()));
  }

  /** Its events follow each other without a gap, to the end. */
  private static void assertIsWhole(EditDecisionList plan) {
    long frame = 0;
    for (Event event : plan.getEvents()) {
      assertThat(event.getRecordIn()).isEqualTo(frame);
      assertThat(event.getRecordOut()).isGreaterThan(frame);
      frame = event.getRecordOut();
    }
    assertThat(plan.getFrames()).isEqualTo(frame);
  }
}
