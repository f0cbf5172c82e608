package io.autocut.testing;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegException;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.FfmpegResult;
import io.autocut.media.StdoutReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The FFmpeg of the tests, whose first commands fail as told. Not safe for several threads. */
public final class ScriptedFfmpeg implements Ffmpeg {
  private final Ffmpeg delegate = TestFfmpeg.ffmpeg();
  private final List<FfmpegCommand> commands = new ArrayList<>();
  private int toFail;

  private ScriptedFfmpeg(int toFail) {
    this.toFail = toFail;
  }

  /** Fails so many commands of the tool ffmpeg; ffprobe always works. */
  public static ScriptedFfmpeg failingFirst(int commands) {
    return new ScriptedFfmpeg(commands);
  }

  /** The commands of the tool ffmpeg so far, failed ones among them. */
  public List<FfmpegCommand> commands() {
    return commands;
  }

  @Override
  public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
      throws IOException, InterruptedException {
    if (command.tool() == FfmpegCommand.Tool.FFMPEG) {
      commands.add(command);
      if (toFail > 0) {
        toFail--;
        throw new FfmpegException("FFmpeg exit code 183", command, 183, "[error] told to fail");
      }
    }
    return delegate.run(command, reader);
  }

  @Override
  public FfmpegInstallation installation() {
    return delegate.installation();
  }
}
