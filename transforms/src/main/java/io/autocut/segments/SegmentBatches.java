package io.autocut.segments;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Quality;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentRequest;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts those segments together that one decoding serves more cheaply than several: those of a clip
 * that are decoded from the same keyframe.
 *
 * <p>Clips of phones have a keyframe every second or less; edited ones one in ten seconds, and a
 * film that shows such a clip several times would else decode twice the frames that it shows
 * (measured on three films of thirty-two clips). Where a segment belongs depends on it alone, so
 * that equal segments of several montages have equal keys. Not safe for several threads.
 */
final class SegmentBatches {
  /** A run of work is short, and each output has an encoder of its own in memory. */
  private static final int MOST_SEGMENTS = 6;

  /** Of the clip and of all outputs together: three outputs of 1080p from 1080p, one from 4K. */
  private static final long MOST_PIXELS = 4L * 1920 * 1080;

  private static final RationalTime LONGEST = RationalTime.of(12, 1);

  /** Where a clip has few keyframes, what lies farther apart is decoded apart, on other cores. */
  private static final int STRETCH_SECONDS = 12;

  private static final Comparator<SegmentRequest> BY_PLACE =
      Comparator.comparing((SegmentRequest request) -> RationalTime.of(request.getSourceIn()))
          .thenComparing(SegmentRequest::getIndex);

  private final List<SegmentBatch> single = new ArrayList<>();
  private final Map<String, List<SegmentRequest>> groups = new LinkedHashMap<>();
  private final Map<String, Long> pixelsOfClips = new HashMap<>();

  void add(SegmentRequest request, ClipAnalysis clip) {
    if (mayShare(request, clip)) {
      String group = group(request, clip);
      groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(request);
      pixelsOfClips.put(
          group, (long) clip.getVideo().getCodedWidth() * clip.getVideo().getCodedHeight());
    } else {
      single.add(new SegmentBatch(request.getSegmentKey(), List.of(request)));
    }
  }

  /** Interlaced frames are woven before they are chosen, for each segment anew. */
  private static boolean mayShare(SegmentRequest request, ClipAnalysis clip) {
    return request.getInto() == null
        && request.getProfile().getQuality() != Quality.MATCH
        && !clip.getVideo().getInterlaced();
  }

  private static String group(SegmentRequest request, ClipAnalysis clip) {
    RationalTime in = RationalTime.of(request.getSourceIn());
    return "%s from %s, stretch %d"
        .formatted(
            request.getClipFingerprint(),
            SoftwareRung.keyframeBefore(clip, in),
            in.toTicks(STRETCH_SECONDS, 1));
  }

  /** All that were added, each in one batch. */
  List<SegmentBatch> list() {
    List<SegmentBatch> batches = new ArrayList<>(single);
    groups.forEach((key, requests) -> addBatches(key, requests, pixelsOfClips.get(key), batches));
    return batches;
  }

  private static void addBatches(
      String key, List<SegmentRequest> group, long pixelsOfClip, List<SegmentBatch> batches) {
    Canvas canvas = group.get(0).getProfile().getCanvas();
    long most =
        Math.min(
            MOST_SEGMENTS,
            (MOST_PIXELS - pixelsOfClip) / ((long) canvas.getWidth() * canvas.getHeight()));
    List<SegmentRequest> batch = new ArrayList<>();
    RationalTime length = RationalTime.ZERO;
    for (SegmentRequest request : group.stream().sorted(BY_PLACE).toList()) {
      length = length.plus(length(request));
      if (!batch.isEmpty() && (batch.size() >= most || length.compareTo(LONGEST) > 0)) {
        batches.add(new SegmentBatch(key, batch));
        batch = new ArrayList<>();
        length = length(request);
      }
      batch.add(request);
    }
    batches.add(new SegmentBatch(key, batch));
  }

  private static RationalTime length(SegmentRequest request) {
    return FrameRate.of(request.getProfile().getEditRate()).timeOf(request.getFrames());
  }

  /** How many output frames a batch makes. */
  static long frames(SegmentBatch batch) {
    return batch.getRequests().stream().mapToLong(SegmentRequest::getFrames).sum();
  }
}
