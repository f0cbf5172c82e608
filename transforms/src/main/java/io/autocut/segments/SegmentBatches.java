package io.autocut.segments;

import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Quality;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentRequest;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts those segments together that one decoding serves more cheaply than several: whose keyframe
 * lies before the end of the range before, so that decoding goes on where it would begin anew.
 *
 * <p>Clips of phones have a keyframe every second or less; edited ones one in ten seconds, and a
 * film that shows such a clip several times would else decode twice the frames that it shows
 * (measured on three films of thirty-two clips). Not safe for several threads.
 */
final class SegmentBatches {
  /** A run of work is short, and each output has an encoder of its own in memory. */
  private static final int MOST_SEGMENTS = 6;

  private static final RationalTime LONGEST = RationalTime.of(12, 1);

  private static final Comparator<Range> BY_PLACE =
      Comparator.comparing(Range::in).thenComparing(range -> range.request().getIndex());

  /** What a segment shows of its clip, and the keyframe from which that is decoded. */
  private record Range(
      SegmentRequest request, RationalTime keyframe, RationalTime in, RationalTime out) {}

  private final List<SegmentBatch> single = new ArrayList<>();
  private final Map<String, List<Range>> ranges = new LinkedHashMap<>();

  void add(SegmentRequest request, ClipAnalysis clip) {
    if (!mayShare(request, clip)) {
      single.add(new SegmentBatch(List.of(request)));
      return;
    }
    RationalTime in = RationalTime.of(request.getSourceIn());
    ranges
        .computeIfAbsent(request.getClipUri(), unused -> new ArrayList<>())
        .add(
            new Range(
                request,
                SoftwareRung.keyframeBefore(clip, in)
                    .minus(PictureGraph.absolute(clip, in))
                    .plus(in),
                in,
                in.plus(length(request))));
  }

  /** Interlaced frames are woven before they are chosen, for each segment anew. */
  private static boolean mayShare(SegmentRequest request, ClipAnalysis clip) {
    return request.getInto() == null
        && request.getProfile().getQuality() != Quality.MATCH
        && !clip.getVideo().getInterlaced();
  }

  private static RationalTime length(SegmentRequest request) {
    return FrameRate.of(request.getProfile().getEditRate()).timeOf(request.getFrames());
  }

  /** All that were added, each in one batch. */
  List<SegmentBatch> list() {
    List<SegmentBatch> batches = new ArrayList<>(single);
    ranges.values().forEach(ofClip -> addBatches(ofClip, batches));
    return batches;
  }

  private static void addBatches(List<Range> ofClip, List<SegmentBatch> batches) {
    List<SegmentRequest> batch = new ArrayList<>();
    RationalTime length = RationalTime.ZERO;
    RationalTime end = RationalTime.ZERO;
    for (Range range : ofClip.stream().sorted(BY_PLACE).toList()) {
      length = length.plus(length(range.request()));
      boolean goesOn =
          !batch.isEmpty()
              && range.keyframe().compareTo(end) < 0
              && batch.size() < MOST_SEGMENTS
              && length.compareTo(LONGEST) <= 0;
      if (!goesOn && !batch.isEmpty()) {
        batches.add(new SegmentBatch(batch));
        batch = new ArrayList<>();
        length = length(range.request());
        end = RationalTime.ZERO;
      }
      batch.add(range.request());
      end = end.max(range.out());
    }
    batches.add(new SegmentBatch(batch));
  }

  /** How many output frames a batch makes. */
  static long frames(SegmentBatch batch) {
    return batch.getRequests().stream().mapToLong(SegmentRequest::getFrames).sum();
  }
}
