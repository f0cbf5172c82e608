package io.autocut.store;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.hash.Hashing;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.Hardware;
import io.autocut.media.HardwareSource;
import io.autocut.media.HardwareTrials;
import io.autocut.schemas.HardwareFindings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each FFmpeg can do on this host, tried once and kept as a small JSON file in the user's
 * cache.
 *
 * <p>What is kept holds for one host, one executable by its size and time of change, one version of
 * the trials, and the devices and the driver that were there: when one of them changes, and when
 * the file is damaged, everything is tried anew. What worked and does not any more is found out by
 * the rung that fails. Safe for many threads, and for many processes: files are replaced whole.
 */
public final class RememberedHardware implements HardwareSource {
  private static final Logger LOG = LoggerFactory.getLogger(RememberedHardware.class);
  private static final RememberedHardware OF_THIS_HOST =
      in(Uris.cacheFolder().resolve("hardware"), HostName.current(), Path.of("/"));

  /** What this JVM has read or tried, by what it holds for. */
  private final ConcurrentHashMap<String, Hardware> known = new ConcurrentHashMap<>();

  private final Path folder;
  private final String host;
  private final Path root;

  private RememberedHardware(Path folder, String host, Path root) {
    this.folder = folder;
    this.host = host;
    this.root = root;
  }

  /** In this user's cache, for this host. */
  public static RememberedHardware ofThisHost() {
    return OF_THIS_HOST;
  }

  /**
   * @param root of the file system in which the devices lie
   */
  @VisibleForTesting
  static RememberedHardware in(Path folder, String host, Path root) {
    return new RememberedHardware(folder, host, root);
  }

  /** One thread tries: trials at the same time would take each other's sessions. */
  @Override
  public synchronized Hardware of(Ffmpeg ffmpeg) throws InterruptedException {
    String subject = subject(ffmpeg.installation());
    Hardware inMemory = known.get(subject);
    if (inMemory != null) {
      return inMemory;
    }
    Optional<Hardware> remembered = read(ffmpeg.installation(), subject);
    Hardware hardware = remembered.isPresent() ? remembered.get() : triedAnew(ffmpeg);
    known.put(subject, hardware);
    return hardware;
  }

  /** Tries everything whatever is remembered, and remembers it. */
  public Hardware triedAnew(Ffmpeg ffmpeg) throws InterruptedException {
    Hardware hardware = new HardwareTrials(ffmpeg).all();
    write(ffmpeg.installation(), hardware);
    known.put(subject(ffmpeg.installation()), hardware);
    return hardware;
  }

  /** All that the findings hold for, as one text. */
  private String subject(FfmpegInstallation installation) {
    return String.join("\n", host, identity(installation), HardwareTrials.VERSION, devices());
  }

  private Optional<Hardware> read(FfmpegInstallation installation, String subject) {
    try {
      String json = Files.readString(file(installation));
      HardwareFindings findings =
          new SpecificDatumReader<>(HardwareFindings.class)
              .read(
                  null, DecoderFactory.get().jsonDecoder(HardwareFindings.getClassSchema(), json));
      String found =
          String.join(
              "\n",
              findings.getHost(),
              findings.getFfmpeg(),
              findings.getTrials(),
              findings.getDevices());
      return found.equals(subject)
          ? Optional.of(Hardware.of(findings.getVerdicts(), findings.getSessions()))
          : Optional.empty();
    } catch (IOException | AvroRuntimeException | IllegalArgumentException e) {
      // Not there, or damaged: then it is tried anew, and written anew.
      return Optional.empty();
    }
  }

  private void write(FfmpegInstallation installation, Hardware hardware) {
    HardwareFindings findings =
        new HardwareFindings(
            host,
            identity(installation),
            HardwareTrials.VERSION,
            devices(),
            hardware.verdicts(),
            hardware.sessions());
    try {
      Files.createDirectories(folder);
      Path unfinished = Files.createTempFile(folder, "findings", ".tmp");
      Files.write(unfinished, json(findings));
      Files.move(unfinished, file(installation), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // A cache that cannot be written costs the next start its trials, and nothing else.
      LOG.debug("findings cannot be kept in {}", folder, e);
    }
  }

  private static byte[] json(HardwareFindings findings) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonEncoder encoder =
        EncoderFactory.get().jsonEncoder(HardwareFindings.getClassSchema(), bytes, true);
    new SpecificDatumWriter<>(HardwareFindings.class).write(findings, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private Path file(FfmpegInstallation installation) {
    String which =
        Hashing.sha256()
            .hashString(host + "\n" + installation.ffmpeg(), StandardCharsets.UTF_8)
            .toString()
            .substring(0, 16);
    return folder.resolve(which + ".json");
  }

  private static String identity(FfmpegInstallation installation) {
    Path executable = Path.of(installation.ffmpeg());
    try {
      return "%s, %s, %d bytes, %s"
          .formatted(
              installation.identity(),
              executable,
              Files.size(executable),
              Files.getLastModifiedTime(executable));
    } catch (IOException e) {
      return installation.identity() + ", " + executable;
    }
  }

  /** The names of the device nodes that FFmpeg may open, and the version of NVIDIA's driver. */
  private String devices() {
    List<String> found = new ArrayList<>();
    list("dev", "{nvidia*,dxg}", found);
    list("dev/dri", "*", found);
    found.sort(null);
    return String.join(" ", found) + driver();
  }

  private void list(String where, String names, List<String> found) {
    try (DirectoryStream<Path> nodes = Files.newDirectoryStream(root.resolve(where), names)) {
      nodes.forEach(node -> found.add(where + "/" + node.getFileName()));
    } catch (IOException e) {
      found.add("no " + where);
    }
  }

  private String driver() {
    try {
      return " " + Files.readString(root.resolve("proc/driver/nvidia/version")).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
