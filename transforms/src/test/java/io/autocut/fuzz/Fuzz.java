package io.autocut.fuzz;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Gives a reader damaged inputs: each must be read or refused in words.
 *
 * <p>How many is told by the system property {@code autocut.fuzz.inputs}, and from which number on
 * by {@code autocut.fuzz.first}. An input that brings the reader down is kept in {@code
 * target/fuzz}.
 */
public final class Fuzz {
  private static final long INPUTS = Long.getLong("autocut.fuzz.inputs", 1000);
  private static final long FIRST = Long.getLong("autocut.fuzz.first", 0);
  private static final Path FINDS = Path.of("target", "fuzz");

  private final String name;
  private final List<byte[]> seeds;
  private final List<Class<? extends Exception>> refusals;

  /** Reads an input, and asserts of what it has read that it does no harm. */
  public interface Reader {
    void read(byte[] input) throws Exception;
  }

  private Fuzz(String name, List<byte[]> seeds, List<Class<? extends Exception>> refusals) {
    this.name = name;
    this.seeds = seeds;
    this.refusals = refusals;
  }

  /**
   * @param name of the kind of input, as that of a file
   * @param seeds whole inputs, from which the damaged ones are made
   */
  public static Fuzz of(String name, byte[]... seeds) {
    return new Fuzz(name, List.copyOf(Arrays.asList(seeds)), List.of());
  }

  /** What a reader may throw; its message is for people. */
  public Fuzz refusing(Class<? extends Exception> exception) {
    return new Fuzz(
        name,
        seeds,
        ImmutableList.<Class<? extends Exception>>builder()
            .addAll(refusals)
            .add(exception)
            .build());
  }

  public void run(Reader reader) throws IOException {
    for (long number = FIRST; number < FIRST + INPUTS; number++) {
      byte[] input = Mutations.of(seeds, number);
      try {
        reader.read(input);
      } catch (Exception | Error e) {
        check(number, input, e);
      }
    }
  }

  private void check(long number, byte[] input, Throwable thrown) throws IOException {
    boolean refusal = refusals.stream().anyMatch(kind -> kind.isInstance(thrown));
    if (!refusal || !isForPeople(thrown.getMessage())) {
      Path find = Files.createDirectories(FINDS).resolve(number + "-" + name);
      Files.write(find, input);
      throw new AssertionError(
          "input %d, kept as %s: %s".formatted(number, find.toAbsolutePath(), thrown), thrown);
    }
  }

  /** Whether it tells a person something: no class, no stack, no control characters, no book. */
  private static boolean isForPeople(String message) {
    return message != null
        && !message.isBlank()
        && message.length() < 20_000
        && !message.matches("(?s).*(\\bjava\\.|io\\.autocut\\.|Exception|org\\.apache).*")
        && message.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t');
  }
}
