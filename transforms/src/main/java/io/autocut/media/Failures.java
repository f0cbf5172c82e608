package io.autocut.media;

import io.autocut.schemas.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Makes failure records of what was thrown. */
public final class Failures {
  private Failures() {}

  /** A file that cannot be used: trying again does not help. */
  public static Failure unusable(
      String stage, String montageId, String uri, UnusableMediaException cause) {
    return Failure.newBuilder()
        .setStage(stage)
        .setMontageId(montageId)
        .setUri(uri)
        .setCode(cause.code())
        .setMessage(nameOf(uri) + ": " + cause.getMessage())
        .setRetryable(false)
        .setAttempts(1)
        .setCommandLine(cause.commandLine())
        .setExitCode(cause.exitCode())
        .setStderrTail(cause.diagnostics())
        .build();
  }

  /** Something that went wrong {@code attempts} times and might go right another day. */
  public static Failure exhausted(
      String stage, String montageId, String uri, int attempts, Exception cause) {
    FfmpegException ffmpeg = cause instanceof FfmpegException known ? known : null;
    String said =
        ffmpeg == null || ffmpeg.cause().isEmpty() ? "" : " (FFmpeg: " + ffmpeg.cause() + ")";
    return Failure.newBuilder()
        .setStage(stage)
        .setMontageId(montageId)
        .setUri(uri)
        .setCode(cause instanceof IOException ? "IO" : "INTERNAL")
        .setMessage(nameOf(uri) + ": " + describe(cause) + said)
        .setRetryable(true)
        .setAttempts(attempts)
        .setCommandLine(ffmpeg == null ? "" : ffmpeg.commandLine())
        .setExitCode(ffmpeg == null ? 0 : ffmpeg.exitCode())
        .setStderrTail(ffmpeg == null ? "" : ffmpeg.diagnostics())
        .build();
  }

  /** What was said of the same content under another name or for another montage. */
  public static Failure about(String montageId, String uri, Failure known) {
    String what = known.getMessage().substring(nameOf(known.getUri()).length());
    return Failure.newBuilder(known)
        .setMontageId(montageId)
        .setUri(uri)
        .setMessage(nameOf(uri) + what)
        .build();
  }

  /** A montage that cannot be made, for a reason that is no exception. */
  public static Failure of(
      String stage, String montageId, String uri, String code, String message) {
    return Failure.newBuilder()
        .setStage(stage)
        .setMontageId(montageId)
        .setUri(uri)
        .setCode(code)
        .setMessage(message)
        .setRetryable(false)
        .setAttempts(1)
        .setCommandLine("")
        .setExitCode(0)
        .setStderrTail("")
        .build();
  }

  /** What a person can do something with: a file system's exception says no more than a path. */
  public static String describe(Throwable cause) {
    if (cause instanceof NoSuchFileException missing) {
      return "there is no " + missing.getFile();
    }
    if (cause instanceof AccessDeniedException denied) {
      return "access denied to " + denied.getFile();
    }
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.toString();
  }

  /** The last part of a path or URI, which is what people call a file. */
  public static String nameOf(String uri) {
    String trimmed = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }
}
