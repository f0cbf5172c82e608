package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.Hardware;
import io.autocut.media.HardwareDevice;
import io.autocut.media.HardwareSessions;
import io.autocut.media.MemoryModel;
import io.autocut.media.PacketIndex;
import io.autocut.media.SegmentEncoding;
import io.autocut.media.VideoEncoder;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Quality;
import io.autocut.schemas.Segment;
import io.autocut.store.ContentKey;
import io.autocut.store.MediaStore;
import io.autocut.store.RecordStore;
import io.autocut.store.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Brings the segments of a film that were coded otherwise than most of it into line, for example
 * those that fell back to software: players stop where parameter sets change.
 *
 * <p>Only the odd ones, those of fewer frames, are encoded again, from their own pictures, with the
 * encoder of the others, and kept in the store under names of their own, so that another film or
 * another try finds them there. Blocks on child processes, some at once. Safe for many threads.
 */
final class OddSegments {
  /** Changes whenever the same segment would be brought into line otherwise. */
  private static final String VERSION = "alignment-1";

  private static final Duration DEADLINE = Duration.ofMinutes(20);

  private final MediaStore store;
  private final RecordStore records;
  private final Ffmpeg ffmpeg;
  private final Hardware hardware;

  OddSegments(MediaStore store, RecordStore records, Ffmpeg ffmpeg, Hardware hardware) {
    this.store = store;
    this.records = records;
    this.ffmpeg = ffmpeg;
    this.hardware = hardware;
  }

  /** How most of a film is coded. */
  private record Line(OutputProfile profile, String parameterSetHash) {
    boolean holds(FilmParts.Piece piece) {
      return piece.segment().getParameterSetHash().equals(parameterSetHash);
    }
  }

  /**
   * The keys of the segments that the film is to be joined of, in its order: those of {@code parts}
   * but for the odd ones.
   *
   * @throws IOException when an odd one cannot be brought into line here
   */
  List<String> alignedKeys(FilmParts parts) throws IOException, InterruptedException {
    List<String> keys =
        new ArrayList<>(
            parts.segments().stream().map(piece -> piece.segment().getSegmentKey()).toList());
    // Copied footage keeps its camera's parameter sets, whatever else is in the film.
    if (parts.profile().getQuality() == Quality.MATCH || parts.segments().isEmpty()) {
      return keys;
    }
    Line line = lineOf(parts);
    List<Integer> odd = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!line.holds(parts.segments().get(i))) {
        odd.add(i);
      }
    }
    if (odd.isEmpty()) {
      return keys;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(odd.size(), Runtime.getRuntime().availableProcessors()));
    try {
      List<Future<String>> aligned = new ArrayList<>();
      for (int i : odd) {
        aligned.add(threads.submit(() -> align(parts.segments().get(i), line)));
      }
      for (int i = 0; i < odd.size(); i++) {
        keys.set(odd.get(i), finished(aligned.get(i)));
      }
    } finally {
      threads.shutdownNow();
    }
    return keys;
  }

  private static String finished(Future<String> key) throws IOException, InterruptedException {
    try {
      return key.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  /** On a tie, that of the film's own encoder; which is then a matter of names, not of chance. */
  private static Line lineOf(FilmParts parts) {
    Map<String, List<Segment>> kinds =
        parts.segments().stream()
            .map(FilmParts.Piece::segment)
            .collect(
                Collectors.groupingBy(
                    Segment::getParameterSetHash, TreeMap::new, Collectors.toList()));
    String own = parts.profile().getVideoEncoder();
    List<Segment> most =
        kinds.values().stream()
            .max(
                Comparator.comparingLong(OddSegments::frames)
                    .thenComparing(kind -> kind.get(0).getVideoEncoder().equals(own)))
            .orElseThrow();
    OutputProfile profile =
        OutputProfile.newBuilder(parts.profile())
            .setVideoEncoder(most.get(0).getVideoEncoder())
            .build();
    return new Line(profile, most.get(0).getParameterSetHash());
  }

  private static long frames(List<Segment> segments) {
    return segments.stream().mapToLong(Segment::getFrames).sum();
  }

  private String align(FilmParts.Piece piece, Line line) throws IOException, InterruptedException {
    ContentKey key = key(piece.segment(), line);
    ContentKey recordKey = key.as(ContentKey.Kind.SEGMENT_RECORD);
    if (store.find(key).isPresent() && records.find(recordKey, Segment.class).isPresent()) {
      return key.toString();
    }
    try (WorkFolder folder = store.newWorkFolder()) {
      Path output = folder.resolve("aligned.mp4");
      encoding(line.profile()).run(command(piece, line.profile(), output));
      Segment aligned = checked(piece.segment(), line, key, output);
      store.put(key, output);
      records.put(recordKey, aligned);
    }
    return key.toString();
  }

  private ContentKey key(Segment segment, Line line) {
    return ContentKey.of(ContentKey.Kind.SEGMENT)
        .with("segment", segment.getSegmentKey())
        .with("madeWith", segment.getParameterSetHash())
        .with("encoder", line.profile().getVideoEncoder())
        .with("parameterSets", line.parameterSetHash())
        .with("version", VERSION + " " + SegmentEncoding.VERSION)
        .with("ffmpeg", ffmpeg.installation().identity())
        .build();
  }

  private Ffmpeg encoding(OutputProfile profile) {
    VideoEncoder encoder = VideoEncoder.named(profile.getVideoEncoder());
    for (HardwareDevice device : HardwareDevice.values()) {
      if (device.encoder() == encoder) {
        return HardwareSessions.limiting(ffmpeg, device, hardware.sessions());
      }
    }
    return ffmpeg;
  }

  static FfmpegCommand command(FilmParts.Piece piece, OutputProfile profile, Path output) {
    VideoEncoder encoder = VideoEncoder.named(profile.getVideoEncoder());
    return encoder
        .opened()
        .within(DEADLINE)
        .needing(MemoryModel.encoding(profile))
        .option("-threads", 1)
        .option("-filter_threads", 1)
        .input(piece.file())
        .option("-map", "0:v:0")
        .option("-map", "0:a?")
        .option("-c:a", "copy")
        .option("-vf", "null" + SegmentEncoding.upload(profile))
        .frames(piece.segment().getFrames())
        .options(SegmentEncoding.options(profile))
        .output(output);
  }

  private Segment checked(Segment odd, Line line, ContentKey key, Path file)
      throws IOException, InterruptedException {
    FfmpegCommand opened = FfmpegCommand.ffprobe().option("-select_streams", "v:0").input(file);
    PacketIndex packets = PacketIndex.of(ffmpeg, opened);
    if (packets.pts().length() != odd.getFrames()) {
      throw new IOException(
          "a segment encoded again has %d frames instead of %d"
              .formatted(packets.pts().length(), odd.getFrames()));
    }
    String hash = ffmpeg.text(parameterSets(file)).strip();
    if (!hash.equals(line.parameterSetHash())) {
      throw new IOException(
          "%s codes here otherwise than where most of the film was made"
              .formatted(line.profile().getVideoEncoder()));
    }
    return Segment.newBuilder(odd)
        .setSegmentKey(key.toString())
        .setVideoEncoder(line.profile().getVideoEncoder())
        .setParameterSetHash(hash)
        .setPacketSizes(packets.sizes().asList())
        .build();
  }

  private static FfmpegCommand parameterSets(Path file) {
    return FfmpegCommand.ffprobe()
        .option("-select_streams", "v:0")
        .option("-show_data_hash", "md5")
        .input(file)
        .option("-show_entries", "stream=extradata_hash")
        .option("-of", "default=nw=1:nk=1");
  }
}
