package io.autocut.media;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.autocut.time.RationalTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The arguments of one child process, built by named steps and compared as a list.
 *
 * <pre>{@code
 * FfmpegCommand.ffmpeg().seek(t).input(clip).option("-vf", graph).frames(48).output(segment);
 * }</pre>
 *
 * <p>Every input is an absolute {@code file:} path behind a protocol and a format whitelist, so
 * that a playlist in a video's clothes reads nothing else; standard input is closed. Immutable:
 * each step returns a new command.
 */
public final class FfmpegCommand {
  /** Containers of footage; no format that names other files is among them. */
  private static final String VIDEO_FORMATS =
      "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,asf,dv,mxf,ogg,gif,ivf,yuv4mpegpipe";

  private static final String AUDIO_FORMATS =
      VIDEO_FORMATS + ",mp3,wav,w64,aiff,flac,aac,ac3,eac3,caf,amr,au,ape,wv,opus,mp2";
  private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(30);

  /** Of the pictures that are decoded, whatever a container says of them; 8K footage has half. */
  static final long MOST_PIXELS = 8192L * 8192;

  /** A film of hours; what is cut says less. */
  private static final long DEFAULT_OUTPUT = 64L << 30;

  /** The executable that a command is for. */
  public enum Tool {
    FFMPEG,
    FFPROBE
  }

  private final Tool tool;
  private final ImmutableList<String> arguments;
  private final Duration deadline;
  private final MemoryNeed need;

  /** Where in the arguments a number of threads stands that idle cores may raise. */
  private final ImmutableList<Integer> threadPlaces;

  private final Writing writing;

  /**
   * Where a child writes.
   *
   * @param most of each file; unit: bytes, 0 when nothing was said
   */
  private record Writing(ImmutableSet<Path> folders, long most) {
    static final Writing NOTHING = new Writing(ImmutableSet.of(), 0);
  }

  private FfmpegCommand(
      Tool tool,
      ImmutableList<String> arguments,
      Duration deadline,
      MemoryNeed need,
      ImmutableList<Integer> threadPlaces,
      Writing writing) {
    this.tool = tool;
    this.arguments = arguments;
    this.deadline = deadline;
    this.need = need;
    this.threadPlaces = threadPlaces;
    this.writing = writing;
  }

  /** A command that overwrites nothing but its own output and reports its CPU time when it ends. */
  public static FfmpegCommand ffmpeg() {
    return new FfmpegCommand(
        Tool.FFMPEG,
        ImmutableList.of(
            "-hide_banner",
            "-nostdin",
            "-nostats",
            "-benchmark",
            "-loglevel",
            "level+verbose",
            "-y"),
        DEFAULT_DEADLINE,
        MemoryNeed.OF_A_SMALL_TASK,
        ImmutableList.of(),
        Writing.NOTHING);
  }

  public static FfmpegCommand ffprobe() {
    return new FfmpegCommand(
        Tool.FFPROBE,
        ImmutableList.of("-hide_banner", "-loglevel", "level+verbose"),
        DEFAULT_DEADLINE,
        MemoryNeed.OF_A_SMALL_TASK,
        ImmutableList.of(),
        Writing.NOTHING);
  }

  /** Ends the child when it runs longer. */
  public FfmpegCommand within(Duration newDeadline) {
    checkArgument(!newDeadline.isNegative() && !newDeadline.isZero(), "deadline: %s", newDeadline);
    return new FfmpegCommand(tool, arguments, newDeadline, need, threadPlaces, writing);
  }

  /** Says how much memory the child is expected to take; it starts when that much is free. */
  public FfmpegCommand needing(MemoryNeed newNeed) {
    return new FfmpegCommand(tool, arguments, deadline, newNeed, threadPlaces, writing);
  }

  /**
   * The option {@code name} with one thread, or with more where cores would else be idle when the
   * child starts; only for children that write to files, for those that find damage run twice, and
   * for work whose result does not depend on it.
   */
  public FfmpegCommand idleCores(String name) {
    return new FfmpegCommand(
        tool,
        ImmutableList.<String>builder().addAll(arguments).add(name, "1").build(),
        deadline,
        need,
        ImmutableList.<Integer>builder().addAll(threadPlaces).add(arguments.size() + 1).build(),
        writing);
  }

  /** Whether it has anything to do for more than one core. */
  boolean takesIdleCores() {
    return !threadPlaces.isEmpty();
  }

  /** With so many threads for each option of {@link #idleCores}. */
  FfmpegCommand withThreads(int threads) {
    checkArgument(threads > 0, "threads must be positive: %s", threads);
    List<String> changed = new ArrayList<>(arguments);
    threadPlaces.forEach(place -> changed.set(place, Integer.toString(threads)));
    return new FfmpegCommand(
        tool,
        ImmutableList.copyOf(changed),
        deadline,
        new MemoryNeed(need.bytes(threads), 0),
        threadPlaces,
        writing);
  }

  public FfmpegCommand flag(String name) {
    return with(name);
  }

  public FfmpegCommand option(String name, String value) {
    return with(name, value);
  }

  public FfmpegCommand option(String name, long value) {
    return with(name, Long.toString(value));
  }

  /** Options prepared elsewhere, such as those of an encoder. */
  public FfmpegCommand options(Iterable<String> namesAndValues) {
    return new FfmpegCommand(
        tool,
        ImmutableList.<String>builder().addAll(arguments).addAll(namesAndValues).build(),
        deadline,
        need,
        threadPlaces,
        writing);
  }

  /** Reads the next input from this instant on, rounded to a microsecond. */
  public FfmpegCommand seek(RationalTime instant) {
    return option("-ss", instant.toDecimalSeconds());
  }

  public FfmpegCommand input(Path video) {
    return guardedInput(VIDEO_FORMATS, video);
  }

  public FfmpegCommand audioInput(Path audio) {
    return guardedInput(AUDIO_FORMATS, audio);
  }

  /**
   * A list for the concat demuxer that this program has written itself. Packets pass unchanged:
   * without {@code -auto_convert 0} each keyframe would grow by the parameter sets.
   */
  public FfmpegCommand concatInput(Path list) {
    return with(
        "-f",
        "concat",
        "-safe",
        "0",
        "-auto_convert",
        "0",
        "-protocol_whitelist",
        "file",
        "-i",
        fileUrl(list));
  }

  /**
   * The same list for decoding: each keyframe is given the parameter sets of its own segment, which
   * may be others than those of the first.
   */
  public FfmpegCommand decodedConcatInput(Path list) {
    return with("-f", "concat", "-safe", "0", "-protocol_whitelist", "file", "-i", fileUrl(list));
  }

  /** Samples without a header that this program has written itself: stereo, 32-bit floats. */
  public FfmpegCommand rawStereoInput(Path samples, int sampleRate) {
    return with(
        "-f",
        "f32le",
        "-ar",
        Integer.toString(sampleRate),
        "-ch_layout",
        "stereo",
        "-protocol_whitelist",
        "file",
        "-i",
        fileUrl(samples));
  }

  /** A source drawn by libavfilter, for trials and demonstrations. */
  public FfmpegCommand generatedInput(String graph) {
    return with("-f", "lavfi", "-i", graph);
  }

  private FfmpegCommand guardedInput(String formats, Path file) {
    return with(
        "-protocol_whitelist",
        "file",
        "-format_whitelist",
        formats,
        "-max_pixels",
        Long.toString(MOST_PIXELS),
        "-i",
        fileUrl(file));
  }

  /** A raw stream that this program has written itself, without a container. */
  public FfmpegCommand rawInput(String format, Path stream) {
    return with("-f", format, "-protocol_whitelist", "file", "-i", fileUrl(stream));
  }

  public FfmpegCommand frames(long count) {
    checkArgument(count > 0, "frames to write must be positive: %s", count);
    return option("-frames:v", count);
  }

  public FfmpegCommand output(Path file) {
    FfmpegCommand to = with(fileUrl(file));
    return to.writing(
        new Writing(
            ImmutableSet.<Path>builder()
                .addAll(writing.folders)
                .add(file.toAbsolutePath().normalize().getParent())
                .build(),
            writing.most));
  }

  /** Ends the child when a file that it writes grows larger; of several, the largest counts. */
  public FfmpegCommand writingAtMost(long bytes) {
    checkArgument(bytes > 0, "bytes to write at most must be positive: %s", bytes);
    return writing(new Writing(writing.folders, Math.max(writing.most, bytes)));
  }

  private FfmpegCommand writing(Writing other) {
    return new FfmpegCommand(tool, arguments, deadline, need, threadPlaces, other);
  }

  /** Writes to standard output, which {@link Ffmpeg#run(FfmpegCommand, StdoutReader)} reads. */
  public FfmpegCommand outputToPipe(String format) {
    return with("-f", format, "pipe:1");
  }

  private FfmpegCommand with(String... more) {
    return options(ImmutableList.copyOf(more));
  }

  private static String fileUrl(Path file) {
    return "file:" + file.toAbsolutePath().normalize();
  }

  public Tool tool() {
    return tool;
  }

  public ImmutableList<String> arguments() {
    return arguments;
  }

  public Duration deadline() {
    return deadline;
  }

  public MemoryNeed need() {
    return need;
  }

  /** The folders that it writes files into. */
  ImmutableSet<Path> outputFolders() {
    return writing.folders;
  }

  /** Of each file that it writes; unit: bytes, 0 when it writes none. */
  long mostOutput() {
    if (writing.folders.isEmpty()) {
      return 0;
    }
    return writing.most == 0 ? DEFAULT_OUTPUT : writing.most;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FfmpegCommand that
        && tool == that.tool
        && arguments.equals(that.arguments)
        && deadline.equals(that.deadline)
        && need.equals(that.need)
        && threadPlaces.equals(that.threadPlaces)
        && writing.equals(that.writing);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tool, arguments, deadline, need, threadPlaces, writing);
  }

  /** One line that a person can paste into a POSIX shell. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(tool.name().toLowerCase(java.util.Locale.ROOT));
    for (String argument : arguments) {
      line.append(' ').append(quoted(argument));
    }
    return line.toString();
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
