package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.ProgramProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A script for bash that a person can read and run again: it works in the folder that it lies in.
 *
 * @param text of the whole file
 */
record ShellScript(String text) {
  private static final Path BASH = Path.of("/bin/bash");

  /** A script of these lines below what each begins with. */
  static ShellScript of(String whatItDoes, List<String> lines) {
    return new ShellScript(
        ImmutableList.<String>builder()
            .add("#!/usr/bin/env bash")
            .add("# " + whatItDoes)
            .add("set -euo pipefail")
            .add("cd \"$(dirname \"$0\")\"")
            .addAll(lines)
            .build()
            .stream()
            .collect(Collectors.joining("\n", "", "\n")));
  }

  /** Lines that let the ones below them call FFmpeg as {@code "$FFMPEG"}. */
  static List<String> naming(FfmpegInstallation installation) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add("export FFMPEG=" + quoted(installation.ffmpeg()));
    Path folder = Path.of(installation.ffmpeg()).getParent();
    if (folder != null && Files.exists(folder.resolve("libjniavutil.so"))) {
      lines.add(
          "export LD_LIBRARY_PATH="
              + quoted(folder.toString())
              + "${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}");
    }
    return lines.build();
  }

  /** Why clips cannot stand one a line in a file that a script reads; empty when they can. */
  static Optional<String> unlisted(FilmCuts film) {
    return film.clips().stream()
        .filter(clip -> clip.toString().indexOf('\n') >= 0)
        .findFirst()
        .map(clip -> "a clip has a line break in its name: " + clip);
  }

  /** Words of one command. */
  static String command(Iterable<String> words) {
    return ImmutableList.copyOf(words).stream()
        .map(ShellScript::quoted)
        .collect(Collectors.joining(" "));
  }

  static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Writes it, executable. */
  Path write(Path folder, String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** Runs a script that was written; throws with its last words when it fails. */
  static RunCost run(Path script) throws IOException, InterruptedException {
    return RunCost.of(ProgramProcess.at(BASH), List.of(script.toAbsolutePath().toString()));
  }
}
