package io.autocut.media;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/**
 * Finds the FFmpeg to use without asking the user.
 *
 * <p>One that the user names wins and is the only one tried. Else the bundled one and the one on
 * the PATH are started, and of those that start the one with the better working encoder is taken,
 * the bundled one on a tie.
 */
public final class FfmpegLocator {
  /** Environment variable that names an {@code ffmpeg} executable or the folder it lies in. */
  public static final String ENVIRONMENT_VARIABLE = "AUTOCUT_FFMPEG";

  private static final Pattern VERSION = Pattern.compile("^ffmpeg version (\\S+)");
  private static final Duration START = Duration.ofSeconds(20);

  /** An FFmpeg that starts, and what it can do here. */
  public record Found(FfmpegInstallation installation, Hardware hardware) {}

  /** An FFmpeg that was looked at and does not start, and what it said. */
  public record Unusable(FfmpegInstallation.Origin origin, String executable, String reason) {}

  /** All that was looked at: usable ones best first. */
  public record Survey(ImmutableList<Found> usable, ImmutableList<Unusable> unusable) {
    public Optional<Found> best() {
      return usable.stream().findFirst();
    }
  }

  private record Candidate(FfmpegInstallation.Origin origin, Path ffmpeg, Path ffprobe) {}

  private final ImmutableList<Unusable> missing;
  private final ImmutableList<Candidate> candidates;

  private FfmpegLocator(List<Candidate> candidates, List<Unusable> missing) {
    this.candidates = ImmutableList.copyOf(candidates);
    this.missing = ImmutableList.copyOf(missing);
  }

  /**
   * Looks where the user says, or in the usual places.
   *
   * @param chosen an executable or its folder; when empty the variable {@link
   *     #ENVIRONMENT_VARIABLE} decides
   */
  public static FfmpegLocator of(Optional<Path> chosen, Map<String, String> environment) {
    Optional<Path> named =
        chosen.or(
            () ->
                Optional.ofNullable(Strings.emptyToNull(environment.get(ENVIRONMENT_VARIABLE)))
                    .map(Path::of));
    if (named.isPresent()) {
      Path ffmpeg = Files.isDirectory(named.get()) ? named.get().resolve("ffmpeg") : named.get();
      return new FfmpegLocator(
          List.of(candidate(FfmpegInstallation.Origin.CHOSEN, ffmpeg.toAbsolutePath())), List.of());
    }
    List<Candidate> candidates = new ArrayList<>();
    List<Unusable> missing = new ArrayList<>();
    bundled(candidates, missing);
    onPath(Strings.nullToEmpty(environment.get("PATH"))).ifPresent(candidates::add);
    return new FfmpegLocator(candidates, missing);
  }

  /**
   * {@code wanted}, which another host has found, as it lies on this one: where it lay there, or
   * where one of its origin lies here.
   *
   * @throws IOException when there is none of the same version, which alone makes the same films
   */
  public static FfmpegInstallation onThisHost(FfmpegInstallation wanted) throws IOException {
    if (Files.isExecutable(Path.of(wanted.ffmpeg()))) {
      return wanted;
    }
    List<Candidate> candidates = new ArrayList<>();
    if (wanted.origin() == FfmpegInstallation.Origin.BUNDLED) {
      bundled(candidates, new ArrayList<>());
    } else if (wanted.origin() == FfmpegInstallation.Origin.PATH) {
      onPath(Strings.nullToEmpty(System.getenv("PATH"))).ifPresent(candidates::add);
    }
    for (Candidate candidate : candidates) {
      FfmpegInstallation here = start(candidate);
      if (here.version().equals(wanted.version())) {
        return here;
      }
    }
    throw new IOException(
        "this worker has no FFmpeg " + wanted + ", with which the job was begun; install it there");
  }

  private static FfmpegInstallation start(Candidate candidate) throws IOException {
    try {
      return start(candidate, START);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted while starting " + candidate.ffmpeg());
    }
  }

  /** Starts each and tries its encoders; about a second for each that starts. */
  public Survey survey() throws InterruptedException {
    return survey(Hardware::tryAll, HardwareUse.AUTO);
  }

  /**
   * As {@link #survey()}, with what {@code hardware} tells of each.
   *
   * @param use whether one that encodes on graphics hardware is the better for it
   */
  public Survey survey(HardwareSource hardware, HardwareUse use) throws InterruptedException {
    return survey(START, hardware, use);
  }

  /**
   * As {@link #survey()}; one that has not told its version within {@code limit} does not start.
   */
  Survey survey(Duration limit, HardwareSource hardware, HardwareUse use)
      throws InterruptedException {
    List<Found> usable = new ArrayList<>();
    List<Unusable> unusable = new ArrayList<>(missing);
    for (Candidate candidate : candidates) {
      try {
        FfmpegInstallation installation = start(candidate, limit);
        usable.add(new Found(installation, hardware.of(new FfmpegProcess(installation))));
      } catch (IOException e) {
        unusable.add(
            new Unusable(candidate.origin(), candidate.ffmpeg().toString(), e.getMessage()));
      }
    }
    // The sort is stable: on a tie the bundled one, which was looked at first, stays first.
    usable.sort(
        Comparator.comparing((Found found) -> found.hardware().bestSoftware().isEmpty())
            .thenComparing(found -> rank(found.hardware().best(use)))
            .thenComparing(found -> rank(found.hardware().bestSoftware())));
    return new Survey(ImmutableList.copyOf(usable), ImmutableList.copyOf(unusable));
  }

  private static int rank(Optional<VideoEncoder> encoder) {
    return encoder.map(VideoEncoder::ordinal).orElse(VideoEncoder.values().length);
  }

  private static void bundled(List<Candidate> candidates, List<Unusable> missing) {
    try {
      candidates.add(
          new Candidate(
              FfmpegInstallation.Origin.BUNDLED,
              Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)),
              Path.of(Loader.load(org.bytedeco.ffmpeg.ffprobe.class))));
    } catch (UnsatisfiedLinkError | RuntimeException e) {
      missing.add(
          new Unusable(
              FfmpegInstallation.Origin.BUNDLED,
              "(none for this platform)",
              "cannot be unpacked: " + e.getMessage()));
    }
  }

  private static Optional<Candidate> onPath(String path) {
    return ProgramProcess.executableOn(path, "ffmpeg")
        .map(ffmpeg -> candidate(FfmpegInstallation.Origin.PATH, ffmpeg));
  }

  private static Candidate candidate(FfmpegInstallation.Origin origin, Path ffmpeg) {
    return new Candidate(origin, ffmpeg, ffmpeg.resolveSibling("ffprobe"));
  }

  private static FfmpegInstallation start(Candidate candidate, Duration limit)
      throws IOException, InterruptedException {
    String version = versionOf(candidate.ffmpeg(), limit);
    versionOf(candidate.ffprobe(), limit);
    return new FfmpegInstallation(
        candidate.origin(), candidate.ffmpeg().toString(), candidate.ffprobe().toString(), version);
  }

  private static String versionOf(Path executable, Duration limit)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(executable) || !Files.isExecutable(executable)) {
      throw new IOException("is not an executable file: " + executable);
    }
    ProcessBuilder builder =
        new ProcessBuilder(executable.toString(), "-version")
            .redirectInput(ChildProcess.nothing())
            .redirectErrorStream(true);
    ChildProcess.surroundings(builder, executable.toString());
    Process process = ChildProcesses.start(builder);
    // Reading blocks for as long as the child keeps its output open, so the limit ends the child.
    process
        .onExit()
        .completeOnTimeout(process, limit.toMillis(), TimeUnit.MILLISECONDS)
        .thenAccept(ChildProcesses::end);
    try {
      String said =
          new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("does not start: " + said.lines().findFirst().orElse("no output"));
      }
      Matcher matcher = VERSION.matcher(said);
      return matcher.find() ? matcher.group(1) : said.lines().findFirst().orElse("unknown");
    } finally {
      ChildProcesses.end(process);
    }
  }
}
