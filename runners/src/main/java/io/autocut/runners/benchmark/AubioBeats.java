package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.autocut.media.Ffmpeg;
import io.autocut.media.ProgramProcess;
import io.autocut.media.UnusableMediaException;
import io.autocut.music.MusicDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The beats of aubio, where it is installed: the package aubio-tools of Debian and Ubuntu.
 *
 * <p>Its program in C is taken before the one in Python, which finds the same beats and takes
 * longer to start.
 */
final class AubioBeats {
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private final ProgramProcess program;
  private final ImmutableList<String> verb;
  private final Ffmpeg ffmpeg;
  private final Path scratch;

  private AubioBeats(
      ProgramProcess program, ImmutableList<String> verb, Ffmpeg ffmpeg, Path scratch) {
    this.program = program;
    this.verb = verb;
    this.ffmpeg = ffmpeg;
    this.scratch = scratch;
  }

  /**
   * The aubio on the PATH, if any.
   *
   * @param ffmpeg decodes what aubio cannot read
   * @param scratch takes what was decoded
   */
  static Optional<AubioBeats> installed(
      Map<String, String> environment, Ffmpeg ffmpeg, Path scratch) {
    return ProgramProcess.onPath("aubiotrack", environment)
        .map(track -> new AubioBeats(track, ImmutableList.of("-i"), ffmpeg, scratch))
        .or(
            () ->
                ProgramProcess.onPath("aubio", environment)
                    .map(
                        aubio ->
                            new AubioBeats(
                                aubio, ImmutableList.of("beat", "-i"), ffmpeg, scratch)));
  }

  /** Path of the program. */
  Path executable() {
    return program.executable();
  }

  /**
   * Lets it read the file itself, or, where it cannot, a WAV; the cost is that of the way that led
   * to beats.
   *
   * @throws IOException when it fails on the WAV too
   */
  FoundBeats track(Path sound) throws UnusableMediaException, IOException, InterruptedException {
    CpuSpan span = CpuSpan.begin();
    String said;
    try {
      said = ask(sound);
    } catch (IOException e) {
      span = CpuSpan.begin();
      said = askDecoded(sound);
    }
    return FoundBeats.ofTimes(times(said), new CpuCost(0, span.children()));
  }

  private String askDecoded(Path sound)
      throws UnusableMediaException, IOException, InterruptedException {
    Path wav = Files.createTempFile(scratch, "music", ".wav");
    try {
      new MusicDecoder(ffmpeg).decode(sound, wav);
      return ask(wav);
    } finally {
      Files.deleteIfExists(wav);
    }
  }

  private String ask(Path sound) throws IOException, InterruptedException {
    return program.text(
        DEADLINE,
        ImmutableList.<String>builder()
            .addAll(verb)
            .add(sound.toAbsolutePath().toString())
            .build());
  }

  private ImmutableDoubleArray times(String said) throws IOException {
    List<String> lines =
        said.lines().map(String::strip).filter(Predicate.not(String::isEmpty)).toList();
    try {
      return ImmutableDoubleArray.copyOf(lines.stream().mapToDouble(Double::parseDouble).sorted());
    } catch (NumberFormatException e) {
      throw new IOException(program.executable() + " wrote no times: " + e.getMessage(), e);
    }
  }
}
