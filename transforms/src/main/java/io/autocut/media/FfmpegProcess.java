package io.autocut.media;

import java.io.IOException;
import java.time.Duration;

/** Runs the real executables, each command as one child process with its limits. */
public final class FfmpegProcess implements Ffmpeg {
  private final FfmpegInstallation installation;
  private final Sandbox sandbox;

  /** For media that this program has made itself. */
  public FfmpegProcess(FfmpegInstallation installation) {
    this(installation, Sandbox.LIMITS_ONLY);
  }

  public FfmpegProcess(FfmpegInstallation installation, Sandbox sandbox) {
    this.installation = installation;
    this.sandbox = sandbox;
  }

  @Override
  public FfmpegInstallation installation() {
    return installation;
  }

  @Override
  public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
      throws IOException, InterruptedException {
    ChildProcess.Ended ended = start(command).readToEnd(command.deadline(), reader);
    Diagnostics diagnostics = ended.diagnostics();
    if (ended.expired()) {
      throw new FfmpegException(
          "ended after its deadline of " + command.deadline().toSeconds() + " s",
          command,
          FfmpegException.OVERDUE,
          diagnostics.tail());
    }
    if (ended.exitCode() != 0) {
      String exceeded = ResourceLimits.of(command).exceeded(ended.exitCode());
      throw new FfmpegException(
          exceeded.isEmpty() ? "FFmpeg exit code " + ended.exitCode() : exceeded,
          command,
          ended.exitCode(),
          diagnostics.tail());
    }
    return new FfmpegResult(
        Duration.ofMillis(diagnostics.cpuMillis()),
        diagnostics.bytesRead(),
        diagnostics.errors(),
        diagnostics.problems());
  }

  private ChildProcess start(FfmpegCommand command) throws IOException {
    String executable =
        switch (command.tool()) {
          case FFMPEG -> installation.ffmpeg();
          case FFPROBE -> installation.ffprobe();
        };
    try {
      return ChildProcess.start(sandbox.around(command), executable, command.arguments());
    } catch (IOException e) {
      throw new FfmpegException("cannot be started: " + e.getMessage(), command, -1, "");
    }
  }
}
