package io.autocut.planning;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageRequest;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestLibrary;
import io.autocut.testing.TestRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Plans a film of 600 slots from archives of clips with 30 moments each: explanation, runners-up
 * and bound included. On one core with 1 GB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1"})
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
public class PlanBenchmark {
  private static final int MOMENTS = 30;
  private static final int SLOTS = 600;

  @Param({"1000", "10000"})
  public int clips;

  private List<AnalyzedClip> archive;
  private BeatTimeline music;
  private MontageRequest request;

  @Setup
  public void setUp() {
    TestLibrary library = new TestLibrary(1);
    archive =
        library.clips(clips, MOMENTS).stream()
            .map(clip -> new AnalyzedClip("/archive/" + clip.getFingerprint() + ".mp4", clip))
            .toList();
    music = library.varied(TestBeats.bpm(120_000).lasting(SLOTS));
    request = TestRequest.montage("film", List.of()).build();
  }

  @Benchmark
  public EditDecisionList plan() throws UnplannableException {
    return new MontagePlanner().plan(request, archive, music);
  }
}
