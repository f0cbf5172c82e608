package io.autocut.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/** Answers commands with canned output or failures; starts nothing. */
final class ScriptedFfmpeg implements Ffmpeg {
  private static final FfmpegInstallation NOWHERE =
      new FfmpegInstallation(
          FfmpegInstallation.Origin.CHOSEN, "/nowhere/ffmpeg", "/nowhere/ffprobe", "scripted");

  /** What one command does. */
  interface Answer {
    String to(FfmpegCommand command) throws IOException, InterruptedException;
  }

  private final Answer answer;
  private final Duration cpu;

  private ScriptedFfmpeg(Answer answer, Duration cpu) {
    this.answer = answer;
    this.cpu = cpu;
  }

  /** Writes to standard output what {@code answer} says, or throws what it throws. */
  static ScriptedFfmpeg answering(Answer answer) {
    return new ScriptedFfmpeg(answer, Duration.ZERO);
  }

  ScriptedFfmpeg costing(Duration newCpu) {
    return new ScriptedFfmpeg(answer, newCpu);
  }

  /** Fails with what {@code stderr} says of a command, or passes where it says nothing. */
  static ScriptedFfmpeg failing(Function<FfmpegCommand, String> stderr) {
    return answering(
        command -> {
          String said = stderr.apply(command);
          if (said.isEmpty()) {
            return "";
          }
          throw new FfmpegException("FFmpeg exit code 1", command, 1, said);
        });
  }

  @Override
  public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
      throws IOException, InterruptedException {
    reader.read(new ByteArrayInputStream(answer.to(command).getBytes(StandardCharsets.UTF_8)));
    return new FfmpegResult(cpu, 0, 0, "");
  }

  @Override
  public FfmpegInstallation installation() {
    return NOWHERE;
  }
}
