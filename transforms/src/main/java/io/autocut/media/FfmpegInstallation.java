package io.autocut.media;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One FFmpeg on this machine: two executables of one build and what that build calls itself. */
public final class FfmpegInstallation implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where an installation comes from. */
  public enum Origin {
    /** Named by the user. */
    CHOSEN,
    /** Unpacked from the program's own libraries. */
    BUNDLED,
    /** Found on the PATH. */
    PATH
  }

  /** The number of a release: builds from a repository begin with N-, or with a date. */
  private static final Pattern MAJOR = Pattern.compile("n?(\\d{1,3})(?![\\d-])");

  private final Origin origin;
  private final String ffmpeg;
  private final String ffprobe;
  private final String version;

  public FfmpegInstallation(Origin origin, String ffmpeg, String ffprobe, String version) {
    checkArgument(!version.isBlank(), "version of %s is blank", ffmpeg);
    this.origin = origin;
    this.ffmpeg = ffmpeg;
    this.ffprobe = ffprobe;
    this.version = version;
  }

  public Origin origin() {
    return origin;
  }

  /** Absolute path of the executable. */
  public String ffmpeg() {
    return ffmpeg;
  }

  /** Absolute path of the executable. */
  public String ffprobe() {
    return ffprobe;
  }

  /** As the build names itself, for example {@code 8.0.1}. */
  public String version() {
    return version;
  }

  /**
   * Whether it takes bitstream filters on inputs, as FFmpeg 7 and later do; a build that tells no
   * number is a new one.
   */
  public boolean filtersInputPackets() {
    Matcher major = MAJOR.matcher(version);
    return !major.lookingAt() || Integer.parseInt(major.group(1)) >= 7;
  }

  /** What distinguishes its output from that of another build, wherever it lies. */
  public String identity() {
    return "ffmpeg-" + version;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FfmpegInstallation that
        && origin == that.origin
        && ffmpeg.equals(that.ffmpeg)
        && ffprobe.equals(that.ffprobe)
        && version.equals(that.version);
  }

  @Override
  public int hashCode() {
    return Objects.hash(origin, ffmpeg, ffprobe, version);
  }

  @Override
  public String toString() {
    return version + " (" + origin.name().toLowerCase(java.util.Locale.ROOT) + ", " + ffmpeg + ")";
  }
}
