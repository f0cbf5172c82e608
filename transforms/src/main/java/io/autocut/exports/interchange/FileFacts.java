package io.autocut.exports.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a media file says of itself that editing programs go by and films do not need.
 *
 * @param sound of its default sound stream
 * @param start its time code at its first frame, as time from 00:00:00:00; zero when it has none
 */
public record FileFacts(Optional<HandoffClip.Sound> sound, RationalTime start) {
  /** Of a file that says nothing, or cannot be read. */
  public static final FileFacts NONE = new FileFacts(Optional.empty(), RationalTime.ZERO);

  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Asks ffprobe; blocks on one child process. */
  public static FileFacts of(Ffmpeg ffmpeg, Path file) throws IOException, InterruptedException {
    String said =
        ffmpeg.text(
            FfmpegCommand.ffprobe()
                .within(DEADLINE)
                .input(file)
                .option(
                    "-show_entries",
                    "stream=codec_type,r_frame_rate,sample_rate,channels:stream_disposition=default"
                        + ":stream_tags=timecode:format_tags=timecode")
                .option("-of", "json"));
    return of(JSON.readTree(said));
  }

  private static FileFacts of(JsonNode said) {
    Optional<String> timecode =
        said.findParents("timecode").stream()
            .map(tags -> tags.path("timecode").asText())
            .findFirst();
    Optional<String> rate =
        streams(said, "video").map(stream -> stream.path("r_frame_rate").asText()).findFirst();
    return new FileFacts(sound(said), start(timecode, rate));
  }

  private static Optional<HandoffClip.Sound> sound(JsonNode said) {
    return streams(said, "audio")
        .filter(stream -> stream.path("sample_rate").asInt() > 0)
        .filter(stream -> stream.path("channels").asInt() > 0)
        .min((one, other) -> Integer.compare(isDefault(other), isDefault(one)))
        .map(
            stream ->
                new HandoffClip.Sound(
                    stream.path("sample_rate").asInt(), stream.path("channels").asInt()));
  }

  private static int isDefault(JsonNode stream) {
    return stream.at("/disposition/default").asInt();
  }

  private static Stream<JsonNode> streams(JsonNode said, String type) {
    return StreamSupport.stream(said.path("streams").spliterator(), false)
        .filter(stream -> stream.path("codec_type").asText().equals(type));
  }

  private static RationalTime start(Optional<String> timecode, Optional<String> rate) {
    if (timecode.isEmpty() || rate.isEmpty()) {
      return RationalTime.ZERO;
    }
    try {
      FrameRate counted = FrameRate.parse(rate.get());
      return counted.timeOf(Timecode.frameOf(timecode.get(), counted, Timecode.Counting.NON_DROP));
    } catch (IllegalArgumentException e) {
      // Cameras write what they like; a clip that counts from zero is still found by its name.
      return RationalTime.ZERO;
    }
  }
}
