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
 * @param timecode of its first frame, as written in it
 */
public record FileFacts(Optional<HandoffClip.Sound> sound, Optional<String> timecode) {
  /** Of a file that says nothing, or cannot be read. */
  public static final FileFacts NONE = new FileFacts(Optional.empty(), Optional.empty());

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
                    "stream=codec_type,sample_rate,channels:stream_disposition=default"
                        + ":stream_tags=timecode:format_tags=timecode")
                .option("-of", "json"));
    return of(JSON.readTree(said));
  }

  private static FileFacts of(JsonNode said) {
    Optional<String> timecode =
        Stream.concat(
                said.path("streams").findParents("timecode").stream(),
                said.path("format").findParents("timecode").stream())
            .map(tags -> tags.path("timecode").asText())
            .findFirst();
    return new FileFacts(sound(said), timecode);
  }

  private static Optional<HandoffClip.Sound> sound(JsonNode said) {
    return StreamSupport.stream(said.path("streams").spliterator(), false)
        .filter(stream -> stream.path("codec_type").asText().equals("audio"))
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

  /** Its time code as time at {@code rate}; zero where it has none that can be read. */
  RationalTime start(FrameRate rate) {
    try {
      return timecode
          .map(text -> rate.timeOf(Timecode.frameOf(text, rate, Timecode.Counting.NON_DROP)))
          .orElse(RationalTime.ZERO);
    } catch (IllegalArgumentException e) {
      // Cameras write what they like; a clip that counts from zero can still be found by its name.
      return RationalTime.ZERO;
    }
  }
}
