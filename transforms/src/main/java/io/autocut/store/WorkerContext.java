package io.autocut.store;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.FfmpegLocator;
import io.autocut.media.FfmpegProcess;
import io.autocut.media.Hardware;
import io.autocut.media.HardwareUse;
import io.autocut.media.HostShare;
import io.autocut.media.MemoryBudget;
import io.autocut.media.Sandbox;
import io.autocut.media.SandboxUse;
import io.autocut.media.VideoEncoder;
import io.autocut.media.WorkPermits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the stages of one run need on every worker: which store, which FFmpeg, how many children at
 * once, and whether graphics hardware and a sandbox are used.
 *
 * <p>Travels with the graph; what it stands for is opened on first use and shared by all threads of
 * a JVM.
 */
public final class WorkerContext implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ConcurrentHashMap<String, MediaStore> OPEN = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<FfmpegInstallation, FfmpegInstallation> FOUND =
      new ConcurrentHashMap<>();

  private final StoreUse storeUse;
  private final FfmpegInstallation installation;
  private final VideoEncoder encoder;
  private final MachineUse machine;

  /** Empty where a run is never begun again. */
  private final String notedRun;

  /**
   * What a run takes of each worker's machine.
   *
   * @param width how many children run at once; 0 for as many as there are cores
   * @param memoryBytes for the whole program; 0 for what the machine can spare
   */
  private record MachineUse(int width, long memoryBytes, HardwareUse hardware, SandboxUse sandbox)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    MachineUse {
      checkArgument(width >= 0, "width must not be negative: %s", width);
      checkArgument(memoryBytes >= 0, "memory must not be negative: %s", memoryBytes);
      Objects.requireNonNull(hardware, "hardware");
      Objects.requireNonNull(sandbox, "sandbox");
    }
  }

  /** How a run sees the store: as it is, as if it were empty, or without adding to it. */
  private enum StoreMode {
    AS_IT_IS,
    REDOING,
    TRYING
  }

  /**
   * @param localCacheBytes what a host keeps near of a store that is not local
   * @param name of the run that computes anew, or the folder of a trial; else empty
   * @param view through which all of that is seen
   */
  private record StoreUse(
      String uri, long localCacheBytes, StoreMode mode, String name, StoreView view)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    StoreUse {
      Objects.requireNonNull(uri, "store");
    }

    MediaStore open() {
      MediaStore store = OPEN.computeIfAbsent(uri, this::open);
      return view.of(
          switch (mode) {
            case AS_IT_IS -> store;
            case REDOING -> new RedoingStore(store, name);
            case TRYING -> new TrialStore(store, OPEN.computeIfAbsent(name, this::open));
          });
    }

    private MediaStore open(String place) {
      try {
        return MediaStores.open(place, localCacheBytes);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "store " + place + " cannot be opened: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Without graphics hardware, in as much memory as the machine can spare, with the sandbox that it
   * has.
   *
   * @param storeUri a folder, or a URI of a Beam file system
   * @param encoder what every film of the run is encoded with
   * @param width how many children of FFmpeg run at once in one JVM; 0 for as many as the worker
   *     has cores
   */
  public WorkerContext(
      String storeUri, FfmpegInstallation installation, VideoEncoder encoder, int width) {
    this(
        new StoreUse(
            storeUri, MediaStores.LOCAL_CACHE_BYTES, StoreMode.AS_IT_IS, "", store -> store),
        installation,
        encoder,
        new MachineUse(width, 0, HardwareUse.OFF, SandboxUse.AUTO),
        "");
  }

  private WorkerContext(
      StoreUse storeUse,
      FfmpegInstallation installation,
      VideoEncoder encoder,
      MachineUse machine,
      String notedRun) {
    this.storeUse = storeUse;
    this.installation = Objects.requireNonNull(installation, "FFmpeg");
    this.encoder = Objects.requireNonNull(encoder, "encoder");
    this.machine = machine;
    this.notedRun = notedRun;
  }

  public WorkerContext withHardware(HardwareUse use) {
    return on(new MachineUse(machine.width(), machine.memoryBytes(), use, machine.sandbox()));
  }

  public WorkerContext withSandbox(SandboxUse use) {
    return on(new MachineUse(machine.width(), machine.memoryBytes(), machine.hardware(), use));
  }

  /** In so many bytes for the whole program on each worker. */
  public WorkerContext withMemory(long bytes) {
    checkArgument(bytes > 0, "memory must be positive: %s", bytes);
    return on(new MachineUse(machine.width(), bytes, machine.hardware(), machine.sandbox()));
  }

  /** With so many bytes on each host for what it keeps near of a store that is not local. */
  public WorkerContext withLocalCache(long bytes) {
    checkArgument(bytes > 0, "the local cache must be positive: %s", bytes);
    return using(
        new StoreUse(storeUse.uri(), bytes, storeUse.mode(), storeUse.name(), storeUse.view()));
  }

  /**
   * Takes nothing that was computed before from the store; other runs are not disturbed.
   *
   * @param run names the run that computes it anew
   */
  public WorkerContext redoing(String run) {
    return seeing(StoreMode.REDOING, run);
  }

  /** Adds nothing to the store; what is made meanwhile goes into {@code folder}, of this host. */
  public WorkerContext trying(Path folder) {
    return seeing(StoreMode.TRYING, folder.toString());
  }

  /**
   * For a runner that begins a run again when a worker dies: what it spends is noted in the store.
   */
  public WorkerContext notingExpensesOf(String run) {
    return new WorkerContext(storeUse, installation, encoder, machine, run);
  }

  /**
   * The note of this run of that name; empty when the run makes none.
   *
   * @param name two parts, as {@code stage/element}
   */
  public Optional<RunNote> noteOfRun(String name) {
    return notedRun.isEmpty()
        ? Optional.empty()
        : Optional.of(new RunNote(RunNotes.of(storeUse.uri(), notedRun) + name));
  }

  private WorkerContext seeing(StoreMode mode, String name) {
    return using(
        new StoreUse(storeUse.uri(), storeUse.localCacheBytes(), mode, name, storeUse.view()));
  }

  /** Sees the store through {@code view}, whatever else the run does with it. */
  public WorkerContext through(StoreView view) {
    return using(
        new StoreUse(
            storeUse.uri(), storeUse.localCacheBytes(), storeUse.mode(), storeUse.name(), view));
  }

  private WorkerContext using(StoreUse other) {
    return new WorkerContext(other, installation, encoder, machine, notedRun);
  }

  private WorkerContext on(MachineUse other) {
    return new WorkerContext(storeUse, installation, encoder, other, notedRun);
  }

  /** What is done once; {@code E} is what it throws. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /**
   * Does {@code work} while no other run of this host does the same for the same store, so that the
   * second finds what the first has made. Saves work and no more: where files cannot be locked, it
   * is done twice.
   *
   * @param names of what is made
   */
  public <T, E extends Exception> T once(Collection<String> names, Work<T, E> work) throws E {
    return storeUse.mode() == StoreMode.AS_IT_IS
        ? OfThisMachine.MAKING.whileHolding(
            names.stream().map(name -> storeUse.uri() + "\n" + name).toList(), work)
        : work.run();
  }

  /** The store; throws {@link UncheckedIOException} when it cannot be opened. */
  public MediaStore store() {
    return storeUse.open();
  }

  public RecordStore records() {
    return new RecordStore(store());
  }

  public SourceFiles sources() {
    return new SourceFiles(store());
  }

  public Ffmpeg ffmpeg() {
    return WorkPermits.limiting(
        new FfmpegProcess(onThisHost(), sandbox()),
        machine.width() == 0 ? Runtime.getRuntime().availableProcessors() : machine.width(),
        machine.memoryBytes() == 0
            ? OfThisMachine.BYTES
            : MemoryBudget.within(machine.memoryBytes()),
        OfThisMachine.SHARE);
  }

  private Sandbox sandbox() {
    try {
      return Sandbox.of(machine.sandbox());
    } catch (IOException e) {
      throw new UncheckedIOException(HostName.current() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    }
  }

  /** The launcher's FFmpeg, or the same one where this host has it. */
  private FfmpegInstallation onThisHost() {
    return FOUND.computeIfAbsent(
        installation,
        wanted -> {
          try {
            return FfmpegLocator.onThisHost(wanted);
          } catch (IOException e) {
            throw new UncheckedIOException(HostName.current() + ": " + e.getMessage(), e);
          }
        });
  }

  /**
   * What the FFmpeg of the run can do on this worker, each of which has other hardware; nothing
   * where hardware is not to be used. Tried on first use of a host, and remembered.
   */
  public Hardware hardware() throws InterruptedException {
    return machine.hardware() == HardwareUse.OFF
        ? Hardware.NONE
        : RememberedHardware.ofThisHost().of(new FfmpegProcess(onThisHost()));
  }

  /** Read once, before children of this JVM take what is free. */
  private static final class OfThisMachine {
    private static final long BYTES = MemoryBudget.ofThisMachine();

    /** By the host's name, as hosts may share the folder. */
    private static final HostShare SHARE =
        HostShare.in(Uris.cacheFolder().resolve("hosts").resolve(HostName.current()));

    private static final HostLocks MAKING =
        new HostLocks(Uris.cacheFolder().resolve("making").resolve(HostName.current()));
  }

  public VideoEncoder encoder() {
    return encoder;
  }

  public FfmpegInstallation installation() {
    return installation;
  }
}
