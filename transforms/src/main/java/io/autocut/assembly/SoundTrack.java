package io.autocut.assembly;

import io.autocut.media.FfmpegCommand;
import java.util.List;

/** How the sound comes into a film whose picture is the first input. */
public interface SoundTrack {
  /** {@code command} with what the sound is made of as its next inputs. */
  FfmpegCommand inputs(FfmpegCommand command);

  /** What {@code -map} takes. */
  String mapped();

  /** The options that make and code it. */
  List<String> options();
}
