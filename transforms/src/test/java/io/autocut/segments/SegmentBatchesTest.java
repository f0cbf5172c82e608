package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Quality;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.SegmentSource;
import io.autocut.schemas.VideoStream;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestProfile;
import io.autocut.time.RationalTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Which segments are decoded together. */
final class SegmentBatchesTest {
  private static final OutputProfile PROFILE =
      TestProfile.of(new Canvas(320, 180), new EditRate(30, 1), "libx264");
  private static final ClipAnalysis CLIP =
      TestAnalysis.of("a").shot(30_000).keyframesAt(0, 5000, 10_000).build();

  private final SegmentBatches batches = new SegmentBatches();
  private int index;

  private SegmentRequest request(String clip, int inMillis, int millis) {
    return SegmentRequest.newBuilder()
        .setMontageId("film")
        .setIndex(index++)
        .setSegmentKey("")
        .setClipUri(clip)
        .setClipFingerprint(clip)
        .setAnalysisKey("")
        .setSourceIn(RationalTime.ofMillis(inMillis).toRecord())
        .setFrames(millis * 30L / 1000)
        .setProfile(PROFILE)
        .build();
  }

  private List<List<Integer>> indexes() {
    return batches.list().stream()
        .map(batch -> batch.getRequests().stream().map(SegmentRequest::getIndex).toList())
        .toList();
  }

  @Test
  void rangesFromOneKeyframeShareADecoding() {
    batches.add(request("a", 3000, 1000), CLIP);
    batches.add(request("a", 6000, 1000), CLIP);
    batches.add(request("a", 1000, 1000), CLIP);

    assertThat(indexes()).containsExactly(List.of(2, 0), List.of(1));
  }

  @Test
  void rangeThatBeginsOnAKeyframeIsDecodedWithThoseThatFollowIt() {
    batches.add(request("a", 4000, 1500), CLIP);
    batches.add(request("a", 5000, 1000), CLIP);
    batches.add(request("a", 5500, 1000), CLIP);

    assertThat(indexes()).containsExactly(List.of(0), List.of(1, 2));
  }

  @Test
  void whatLiesFarApartIsDecodedApart() {
    batches.add(request("a", 17_000, 500), CLIP);
    batches.add(request("a", 19_000, 500), CLIP);

    assertThat(indexes()).containsExactly(List.of(0), List.of(1));
  }

  @Test
  void segmentHasTheSameKeyWhateverElseIsWanted() {
    batches.add(request("a", 2000, 500), CLIP);
    SegmentBatches crowded = new SegmentBatches();
    crowded.add(request("a", 1000, 500), CLIP);
    crowded.add(request("a", 2000, 500), CLIP);

    assertThat(crowded.list())
        .singleElement()
        .extracting(SegmentBatch::getKey)
        .isEqualTo(batches.list().get(0).getKey());
  }

  @Test
  void clipsDoNotMix() {
    batches.add(request("a", 1000, 1000), CLIP);
    batches.add(request("b", 2000, 1000), CLIP);

    assertThat(indexes()).containsExactly(List.of(0), List.of(1));
  }

  @Test
  void batchIsShort() {
    for (int i = 0; i < 14; i++) {
      batches.add(request("a", 12_000 + 400 * i, 400), CLIP);
    }
    batches.add(request("b", 12_000, 8000), CLIP);
    batches.add(request("b", 15_000, 8000), CLIP);

    assertThat(indexes()).extracting(List::size).containsExactly(6, 6, 2, 1, 1);
  }

  @Test
  void whatIsNotDecodedOrNotOnlyOnceStandsAlone() {
    SegmentRequest dissolve =
        SegmentRequest.newBuilder(request("a", 1000, 500))
            .setInto(
                SegmentSource.newBuilder()
                    .setClipUri("b")
                    .setClipFingerprint("b")
                    .setAnalysisKey("")
                    .setSourceIn(new ExactSeconds(0L, 1L))
                    .build())
            .build();
    SegmentRequest copied =
        SegmentRequest.newBuilder(request("a", 1000, 500))
            .setProfile(OutputProfile.newBuilder(PROFILE).setQuality(Quality.MATCH).build())
            .build();
    ClipAnalysis interlaced =
        ClipAnalysis.newBuilder(CLIP)
            .setVideo(VideoStream.newBuilder(CLIP.getVideo()).setInterlaced(true).build())
            .build();

    batches.add(dissolve, CLIP);
    batches.add(copied, CLIP);
    batches.add(request("c", 1000, 500), interlaced);
    batches.add(request("c", 2000, 500), interlaced);

    assertThat(indexes()).extracting(List::size).containsExactly(1, 1, 1, 1);
  }

  @Property(tries = 200)
  void everySegmentIsInOneBatchOfItsClip(
      @ForAll @Size(max = 40) List<@IntRange(max = 29_000) Integer> inMillis) {
    SegmentBatches all = new SegmentBatches();
    for (int in : inMillis) {
      all.add(request(in % 3 == 0 ? "a" : "b", in, 500), CLIP);
    }

    List<SegmentBatch> found = all.list();
    assertThat(found.stream().flatMap(batch -> batch.getRequests().stream()))
        .extracting(SegmentRequest::getIndex)
        .doesNotHaveDuplicates()
        .hasSize(inMillis.size());
    assertThat(found)
        .allSatisfy(
            batch ->
                assertThat(batch.getRequests())
                    .isSortedAccordingTo(
                        java.util.Comparator.comparing(
                            (SegmentRequest r) -> RationalTime.of(r.getSourceIn())))
                    .extracting(SegmentRequest::getClipUri)
                    .containsOnly(batch.getRequests().get(0).getClipUri()));
  }
}
