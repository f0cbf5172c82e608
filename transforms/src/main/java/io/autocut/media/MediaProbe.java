package io.autocut.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.primitives.Ints;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Asks ffprobe what a file is, and refuses what cannot be a clip before anything is decoded.
 *
 * <p>Cover art is no video stream. Angles of display that are no multiple of 90 degrees are taken
 * as upright.
 */
public final class MediaProbe {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final int MOST_STREAMS = 64;

  /** Quick: ffprobe hashes each packet as well, although nobody asks for those. */
  private static final String DATA_HASH = "murmur3";

  /** What FFmpeg says of a stream without a container, naming its demuxer first. */
  private static final Pattern BARE_STREAM =
      Pattern.compile(
          "\\[(h26[134]|hevc|vvc|mpegvideo|m4v|obu|vc1|cavsvideo) @[^\n]*not on whitelist");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ffmpeg ffmpeg;

  public MediaProbe(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * A clip as its container describes it.
   *
   * @param containerStart what seeking in the file counts from
   * @param fieldOrder as ffprobe tells it; empty or "unknown" when the container does not
   * @param recordedMicros when it was recorded; microseconds since 1970, 0 when it does not say
   * @param sounding whether it may hold sound: not that it decodes
   */
  public record ProbedClip(
      String container,
      VideoStream video,
      Timebase timebase,
      RationalTime containerStart,
      String fieldOrder,
      long recordedMicros,
      boolean sounding) {
    private ProbedClip with(VideoStream known) {
      return new ProbedClip(
          container, known, timebase, containerStart, fieldOrder, recordedMicros, sounding);
    }
  }

  /**
   * A clip with the packets of its video stream.
   *
   * @param keyPackets where its keyframes lie in the file, in file order; empty when that is not
   *     told
   */
  public record ReadClip(ProbedClip probed, PacketIndex packets, List<KeyPacket> keyPackets) {}

  /**
   * The clip's container, its video stream and the packets of that, read by one child; by two where
   * the file is damaged or holds no video.
   */
  public ReadClip readClip(Path file)
      throws UnusableMediaException, IOException, InterruptedException {
    requireContent(file);
    ProbeReading reading = new ProbeReading();
    try {
      ffmpeg.run(
          FfmpegCommand.ffprobe()
              .within(DEADLINE)
              .option("-select_streams", "v")
              .input(file)
              .flag("-show_streams")
              .flag("-show_format")
              .option("-show_data_hash", DATA_HASH)
              .option("-show_entries", ProbeReading.PACKET_ENTRIES)
              .option("-of", "json=compact=1"),
          reading::read);
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
      return readInTwo(file);
    }
    if (videoStreams(reading.description()).findFirst().isEmpty()) {
      // Only a look at all streams can tell what it is instead.
      return readInTwo(file);
    }
    ProbedClip probed = probed(reading.description());
    int stream = probed.video().getStreamIndex();
    return read(file, probed, reading.packets(stream), reading.keyPackets(stream));
  }

  private ReadClip readInTwo(Path file)
      throws UnusableMediaException, IOException, InterruptedException {
    ProbedClip probed = probeClip(file);
    return read(file, probed, packets(file, probed.video()), List.of());
  }

  private ReadClip read(
      Path file, ProbedClip probed, PacketIndex packets, List<KeyPacket> keyPackets)
      throws IOException, InterruptedException {
    VideoStream video =
        new UntoldTraits(ffmpeg)
            .added(file, probed.video(), probed.fieldOrder(), probed.timebase(), packets);
    return new ReadClip(probed.with(video), packets, keyPackets);
  }

  /** The clip's container and its video stream: the default, else the largest; no cover art. */
  public ProbedClip probeClip(Path file)
      throws UnusableMediaException, IOException, InterruptedException {
    return probed(describe(file, FfmpegCommand.ffprobe().within(DEADLINE).input(file)));
  }

  private static ProbedClip probed(JsonNode description) throws UnusableMediaException {
    JsonNode streams = description.path("streams");
    if (streams.size() > MOST_STREAMS) {
      throw new UnusableMediaException(
          "TOO_MANY_STREAMS",
          "claims " + streams.size() + " streams; at most " + MOST_STREAMS + " are read");
    }
    JsonNode video = videoStream(description);
    requireBaseLayer(video);
    JsonNode format = description.path("format");
    return new ProbedClip(
        format.path("format_name").asText(),
        stream(video),
        timebase(video),
        decimal(format.path("start_time")),
        video.path("field_order").asText(""),
        RecordingTime.micros(format, video),
        isSounding(streams, format));
  }

  /** A stream that was not described, because only video was asked for, may be sound. */
  private static boolean isSounding(JsonNode described, JsonNode format) {
    return format.path("nb_streams").asInt() > described.size()
        || children(described).anyMatch(s -> s.path("codec_type").asText().equals("audio"));
  }

  /** The packets of the stream that {@link #probeClip} chose. */
  public PacketIndex packets(Path file, VideoStream video)
      throws UnusableMediaException, IOException, InterruptedException {
    try {
      return PacketIndex.of(
          ffmpeg,
          FfmpegCommand.ffprobe()
              .within(DEADLINE)
              .option("-select_streams", video.getStreamIndex())
              .input(file));
    } catch (FfmpegException e) {
      throw unreadable(e);
    }
  }

  /** The sample rate of the first sound stream, in Hz; refuses a file without sound. */
  public int sampleRate(Path file)
      throws UnusableMediaException, IOException, InterruptedException {
    JsonNode streams =
        describe(file, FfmpegCommand.ffprobe().within(DEADLINE).audioInput(file)).path("streams");
    Optional<JsonNode> audio =
        children(streams).filter(s -> s.path("codec_type").asText().equals("audio")).findFirst();
    if (audio.isEmpty()) {
      throw new UnusableMediaException("NO_AUDIO", "has no sound (" + summary(streams) + ")");
    }
    return audio.get().path("sample_rate").asInt();
  }

  private static void requireContent(Path file) throws UnusableMediaException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new UnusableMediaException("NOT_A_FILE", "is no file that can be read");
    }
    if (Files.size(file) == 0) {
      throw new UnusableMediaException("EMPTY_FILE", "is empty (0 bytes)");
    }
  }

  private JsonNode describe(Path file, FfmpegCommand opened)
      throws UnusableMediaException, IOException, InterruptedException {
    requireContent(file);
    try {
      return JSON.readTree(
          ffmpeg.text(
              opened
                  .flag("-show_streams")
                  .flag("-show_format")
                  .option("-show_data_hash", DATA_HASH)
                  .option("-of", "json")));
    } catch (FfmpegException e) {
      throw unreadable(e);
    }
  }

  /** Another try may pass where the child did not end by itself: that is no fault of the file. */
  private static UnusableMediaException unreadable(FfmpegException e) throws FfmpegException {
    if (e.endedFromOutside()) {
      throw e;
    }
    String cause = e.cause().isEmpty() ? e.getMessage() : e.cause();
    if (cause.contains("moov atom not found")) {
      return new UnusableMediaException(
          "NO_INDEX",
          "is no complete MP4: its index (moov) is missing, as after a recording or copy that was broken off",
          e);
    }
    Matcher bare = BARE_STREAM.matcher(e.diagnostics());
    if (bare.find()) {
      return new UnusableMediaException(
          "BARE_STREAM",
          "is a bare video stream (%s), which has no time stamps; put it into a container first: ffmpeg -i IN -c copy OUT.mkv"
              .formatted(bare.group(1)),
          e);
    }
    if (cause.contains("not on whitelist") || cause.contains("m3u8")) {
      return new UnusableMediaException(
          "NOT_VIDEO", "is no video: sound, a picture, text or a playlist", e);
    }
    return new UnusableMediaException(
        "NOT_MEDIA", "cannot be read as media (FFmpeg: " + cause + ")", e);
  }

  private static Stream<JsonNode> videoStreams(JsonNode description) {
    return children(description.path("streams"))
        .filter(stream -> stream.path("codec_type").asText().equals("video"))
        .filter(stream -> stream.at("/disposition/attached_pic").asInt() == 0);
  }

  /**
   * Dolby Vision without a base layer is decoded to colours that only its own metadata can mend.
   */
  private static void requireBaseLayer(JsonNode video) throws UnusableMediaException {
    Optional<JsonNode> dolby =
        children(video.path("side_data_list")).filter(data -> data.has("dv_profile")).findFirst();
    if (dolby.isPresent()
        && dolby.get().path("dv_bl_signal_compatibility_id").asInt() == 0
        && dolby.get().path("dv_profile").asInt() != 7) {
      throw new UnusableMediaException(
          "DOLBY_VISION",
          "is Dolby Vision of profile %d, which has no base layer that others can show (8 has one)"
              .formatted(dolby.get().path("dv_profile").asInt()));
    }
  }

  /** What the file calls its default, then the largest, then the first. */
  private static final Comparator<JsonNode> BEST_FIRST =
      Comparator.comparingInt((JsonNode stream) -> -stream.at("/disposition/default").asInt())
          .thenComparing(stream -> -stream.path("width").asLong() * stream.path("height").asLong())
          .thenComparing(stream -> stream.path("index").asInt());

  private static JsonNode videoStream(JsonNode description) throws UnusableMediaException {
    Optional<JsonNode> video = videoStreams(description).min(BEST_FIRST);
    if (video.isEmpty()) {
      throw new UnusableMediaException(
          "NO_VIDEO", "has no video stream (" + summary(description.path("streams")) + ")");
    }
    JsonNode stream = video.get();
    if (stream.path("codec_name").isMissingNode()) {
      throw new UnusableMediaException(
          "UNKNOWN_CODEC",
          "has video of a codec that FFmpeg does not know (%s)"
              .formatted(stream.path("codec_tag_string").asText("no name")));
    }
    long width = stream.path("width").asLong();
    long height = stream.path("height").asLong();
    if (width <= 0 || height <= 0) {
      throw new UnusableMediaException(
          "NO_SIZE", "has video without a size: its header is damaged");
    }
    if (width * height > FfmpegCommand.MOST_PIXELS) {
      throw new UnusableMediaException(
          "TOO_LARGE",
          "claims pictures of " + width + "×" + height + "; at most 8192×8192 are read");
    }
    return stream;
  }

  private static String summary(JsonNode streams) {
    String found =
        children(streams)
            .map(
                s ->
                    s.path("codec_type").asText("unknown")
                        + " "
                        + s.path("codec_name").asText("unknown"))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    return found.isEmpty() ? "no stream at all" : "only: " + found;
  }

  private static VideoStream stream(JsonNode node) {
    int width = node.path("width").asInt();
    int height = node.path("height").asInt();
    DisplayMatrix matrix = DisplayMatrix.of(node);
    int square = squareWidth(width, node.path("sample_aspect_ratio").asText(""));
    boolean upright = matrix.rotation() % 180 == 0;
    return VideoStream.newBuilder()
        .setStreamIndex(node.path("index").asInt())
        .setCodec(node.path("codec_name").asText())
        .setPixelFormat(node.path("pix_fmt").asText(""))
        .setCodedWidth(width)
        .setCodedHeight(height)
        .setDisplayWidth(upright ? square : height)
        .setDisplayHeight(upright ? height : square)
        .setRotation(matrix.rotation())
        .setTurning(matrix.turning())
        .setInterlaced(node.path("field_order").asText("").matches("tt|bb|tb|bt"))
        .setColorTransfer(known(node, "color_transfer"))
        .setColorPrimaries(known(node, "color_primaries"))
        .setColorMatrix(known(node, "color_space"))
        .setColorRange(known(node, "color_range"))
        .setAverageRate(averageRate(node))
        .setCodecProfile(known(node, "profile"))
        .setCodecLevel(Math.max(0, node.path("level").asInt()))
        .setSampleAspectRatio(sampleAspectRatio(node))
        .setParameterSetHash(node.path("extradata_hash").asText(""))
        .build();
  }

  private static String known(JsonNode node, String field) {
    String value = node.path(field).asText("");
    return value.equals("unknown") ? "" : value;
  }

  /** FFmpeg writes 0:1 for what it does not know. */
  private static String sampleAspectRatio(JsonNode node) {
    String ratio = node.path("sample_aspect_ratio").asText("");
    return ratio.matches("[1-9]\\d*:[1-9]\\d*") ? ratio : "";
  }

  /** Width of the picture when its pixels are made square at the same height. */
  private static int squareWidth(int width, String aspect) {
    String[] parts = aspect.split(":", 2);
    if (parts.length != 2 || !aspect.matches("\\d{1,9}:\\d{1,9}")) {
      return width;
    }
    long num = Long.parseLong(parts[0]);
    long den = Long.parseLong(parts[1]);
    boolean plausible = num > 0 && den > 0 && num <= 10 * den && den <= 10 * num;
    return plausible ? (int) Math.max(2, Math.round((double) width * num / den)) : width;
  }

  private static EditRate averageRate(JsonNode node) {
    for (String field : new String[] {"avg_frame_rate", "r_frame_rate"}) {
      String text = node.path(field).asText("");
      if (text.matches("[1-9]\\d{0,8}/[1-9]\\d{0,8}")) {
        return FrameRate.parse(text).toRecord();
      }
    }
    return new EditRate(25, 1);
  }

  private static Timebase timebase(JsonNode node) throws UnusableMediaException {
    String[] parts = node.path("time_base").asText("").split("/", 2);
    Integer num = Ints.tryParse(parts[0]);
    Integer den = parts.length == 2 ? Ints.tryParse(parts[1]) : null;
    if (num == null || den == null || num <= 0 || den <= 0) {
      throw new UnusableMediaException(
          "NO_TIMEBASE", "tells no usable time scale: " + node.path("time_base").asText("none"));
    }
    return new Timebase(num, den);
  }

  private static RationalTime decimal(JsonNode seconds) {
    String text = seconds.asText("");
    return text.matches("-?\\d{1,12}(\\.\\d{1,6})?")
        ? RationalTime.ofMicros(new java.math.BigDecimal(text).movePointRight(6).longValueExact())
        : RationalTime.ZERO;
  }

  private static Stream<JsonNode> children(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
