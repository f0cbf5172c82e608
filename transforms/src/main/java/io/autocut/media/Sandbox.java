package io.autocut.media;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands around a child of FFmpeg, which reads what strangers have written.
 *
 * <p>By util-linux' {@code prlimit}, where it is installed, each child has {@linkplain
 * ResourceLimits limits}. By bubblewrap, where that is installed and works, it has a view of the
 * machine in which it can change nothing but the folders of its outputs, in which there is no
 * network, no other process and no device but those of graphics hardware, and it cannot gain
 * privileges. What works is found by trying, once a JVM. Immutable.
 */
public final class Sandbox {
  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
  private static final Path DEVICES = Path.of("/dev");
  private static final Duration TRIAL = Duration.ofSeconds(30);

  /** Limits alone, for children that read nothing from outside. */
  static final Sandbox LIMITS_ONLY = new Sandbox(ImmutableList.of());

  private static final Map<String, Verdict> TRIED = new HashMap<>();

  /** What stands before the executable of each child; empty without bubblewrap. */
  private final ImmutableList<String> view;

  /** Either what stands before an executable, or why there is nothing that could. */
  private record Verdict(ImmutableList<String> view, String reason) {}

  private Sandbox(ImmutableList<String> view) {
    this.view = view;
  }

  /**
   * That of this machine.
   *
   * @throws IOException when one is required and there is none; the message says why
   */
  public static Sandbox of(SandboxUse use) throws IOException, InterruptedException {
    return of(use, System.getenv());
  }

  @VisibleForTesting
  static Sandbox of(SandboxUse use, Map<String, String> environment)
      throws IOException, InterruptedException {
    if (use == SandboxUse.OFF) {
      return LIMITS_ONLY;
    }
    Verdict verdict = tried(environment);
    if (use == SandboxUse.REQUIRED && !verdict.reason().isEmpty()) {
      throw new IOException(
          "a sandbox is required for FFmpeg, and this machine has none: " + verdict.reason());
    }
    return new Sandbox(verdict.view());
  }

  /** Why children have no view of their own here; empty when they do. */
  public static String reasonAgainstView() throws InterruptedException {
    return tried(System.getenv()).reason();
  }

  /** Why children have no limits here; empty when they do. */
  public static String reasonAgainstLimits() {
    return Files.isExecutable(PRLIMIT) ? "" : "there is no " + PRLIMIT + " (util-linux)";
  }

  private static Verdict tried(Map<String, String> environment) throws InterruptedException {
    synchronized (TRIED) {
      String path = Strings.nullToEmpty(environment.get("PATH"));
      Verdict verdict = TRIED.get(path);
      if (verdict == null) {
        Optional<ProgramProcess> bubblewrap = ProgramProcess.onPath("bwrap", environment);
        verdict =
            bubblewrap.isPresent()
                ? tried(bubblewrap.get())
                : new Verdict(ImmutableList.of(), "bubblewrap (bwrap) is not installed");
        TRIED.put(path, verdict);
      }
      return verdict;
    }
  }

  private static Verdict tried(ProgramProcess bubblewrap) throws InterruptedException {
    List<String> view = view();
    try {
      bubblewrap.text(
          TRIAL, ImmutableList.<String>builder().addAll(view).add("--", "true").build());
      return new Verdict(
          ImmutableList.<String>builder()
              .add(bubblewrap.executable().toString())
              .addAll(view)
              .build(),
          "");
    } catch (IOException e) {
      LOG.warn("bubblewrap is installed and does not work here: {}", e.getMessage());
      return new Verdict(ImmutableList.of(), e.getMessage());
    }
  }

  /**
   * Whoever runs as root in a container reads the files of others by that one capability, and must
   * go on doing so.
   */
  private static List<String> view() {
    ImmutableList.Builder<String> options = ImmutableList.builder();
    options.add("--die-with-parent", "--new-session");
    options.add("--unshare-ipc", "--unshare-pid", "--unshare-net");
    options.add("--ro-bind", "/", "/", "--proc", "/proc", "--dev", DEVICES.toString());
    options.add("--ro-bind-try", "/dev/shm", "/dev/shm");
    graphicsDevices().forEach(device -> options.add("--dev-bind-try", device, device));
    return options.add("--cap-drop", "ALL", "--cap-add", "CAP_DAC_OVERRIDE").build();
  }

  private static List<String> graphicsDevices() {
    try (Stream<Path> devices = Files.list(DEVICES)) {
      return devices
          .filter(device -> device.getFileName().toString().matches("dri|nvidia.*|video\\d+"))
          .map(Path::toString)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** What stands before the executable and arguments of {@code command}. */
  ImmutableList<String> around(FfmpegCommand command) throws IOException {
    ImmutableList.Builder<String> line = ImmutableList.builder();
    if (Files.isExecutable(PRLIMIT)) {
      line.add(PRLIMIT.toString()).addAll(ResourceLimits.of(command).options()).add("--");
    }
    if (view.isEmpty()) {
      return line.addAll(ChildProcess.endedWithUs()).build();
    }
    line.addAll(view);
    for (Path folder : command.outputFolders()) {
      // Mounted where it really lies: a link on the way to it leads there in the view as well.
      String real = folder.toRealPath().toString();
      line.add("--bind", real, real);
    }
    return line.add("--").build();
  }
}
