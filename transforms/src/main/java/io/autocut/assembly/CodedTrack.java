package io.autocut.assembly;

import io.autocut.media.FfmpegCommand;
import java.nio.file.Path;
import java.util.List;

/**
 * Sound that is coded already and goes into the film as it is.
 *
 * @param file holds nothing else
 */
record CodedTrack(Path file) implements SoundTrack {
  @Override
  public FfmpegCommand inputs(FfmpegCommand command) {
    return command.audioInput(file);
  }

  @Override
  public String mapped() {
    return "1:a:0";
  }

  @Override
  public List<String> options() {
    return List.of("-c:a", "copy");
  }
}
