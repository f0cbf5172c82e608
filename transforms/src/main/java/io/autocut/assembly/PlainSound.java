package io.autocut.assembly;

import io.autocut.media.FfmpegCommand;
import java.nio.file.Path;
import java.util.List;

/**
 * Sound that is coded as it is, smaller than that of a film.
 *
 * @param wav decoded
 * @param bitsPerSecond how large it becomes
 */
public record PlainSound(Path wav, long bitsPerSecond) implements SoundTrack {
  @Override
  public FfmpegCommand inputs(FfmpegCommand command) {
    return command.audioInput(wav);
  }

  @Override
  public String mapped() {
    return "1:a:0";
  }

  @Override
  public List<String> options() {
    return List.of("-c:a", "aac", "-b:a", Long.toString(bitsPerSecond), "-movflags", "+faststart");
  }
}
