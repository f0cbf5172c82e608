package io.autocut.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Shell scripts in the place of FFmpeg: {@code FakeFfmpeg.in(folder).running("exit 3")}. */
final class FakeFfmpeg {
  private final Path folder;

  private FakeFfmpeg(Path folder) {
    this.folder = folder;
  }

  static FakeFfmpeg in(Path folder) {
    return new FakeFfmpeg(folder);
  }

  /** An FFmpeg of which both executables run {@code script}. */
  FfmpegProcess running(String script) throws IOException {
    Path ffmpeg = executable("ffmpeg", script);
    Path ffprobe = executable("ffprobe", script);
    return new FfmpegProcess(
        new FfmpegInstallation(
            FfmpegInstallation.Origin.CHOSEN, ffmpeg.toString(), ffprobe.toString(), "fake"));
  }

  /** A script that anybody may start. */
  Path executable(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** An executable that tells {@code version} when asked. */
  Path telling(String name, String version) throws IOException {
    return executable(name, "echo 'ffmpeg version " + version + " Copyright'; exit 0");
  }
}
