package io.autocut.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The sound of a clip that players take where it has several: the first that is flagged as default,
 * else the first.
 *
 * @param index of the stream in its file
 */
public record SoundStream(int index) {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * That of {@code file}; empty when it has no sound.
   *
   * @throws IOException when it has, but of no codec that FFmpeg knows
   */
  public static Optional<SoundStream> defaultOf(Ffmpeg ffmpeg, Path file)
      throws IOException, InterruptedException {
    List<JsonNode> all = streams(ffmpeg, file);
    List<JsonNode> known = all.stream().filter(SoundStream::isKnown).toList();
    if (known.isEmpty() && !all.isEmpty()) {
      throw new IOException(
          "it is of a codec that FFmpeg does not know ("
              + all.get(0).path("codec_tag_string").asText("no name")
              + ")");
    }
    return known.stream()
        .filter(stream -> stream.at("/disposition/default").asInt() == 1)
        .findFirst()
        .or(() -> known.stream().findFirst())
        .map(stream -> new SoundStream(stream.path("index").asInt()));
  }

  private static List<JsonNode> streams(Ffmpeg ffmpeg, Path file)
      throws IOException, InterruptedException {
    String described =
        ffmpeg.text(
            FfmpegCommand.ffprobe()
                .within(DEADLINE)
                .option("-select_streams", "a")
                .input(file)
                .option(
                    "-show_entries",
                    "stream=index,codec_name,codec_tag_string,sample_rate,channels:stream_disposition=default")
                .option("-of", "json"));
    return StreamSupport.stream(JSON.readTree(described).path("streams").spliterator(), false)
        .toList();
  }

  private static boolean isKnown(JsonNode stream) {
    return !stream.path("codec_name").asText("unknown").equals("unknown")
        && stream.path("sample_rate").asInt() > 0
        && stream.path("channels").asInt() > 0;
  }
}
