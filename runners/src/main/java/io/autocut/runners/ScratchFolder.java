package io.autocut.runners;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder for what a runner unpacks and configures itself by, gone when this JVM ends.
 *
 * <p>Not when the run ends: Flink goes on writing there for a moment. What a killed JVM left behind
 * is removed by the next one.
 */
final class ScratchFolder {
  private static final Pattern OURS = Pattern.compile("autocut-run-(\\d+)-\\d+");

  private ScratchFolder() {}

  static Path create() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    removeAbandoned(parent);
    Path folder =
        Files.createTempDirectory(parent, "autocut-run-" + ProcessHandle.current().pid() + "-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "remove " + folder));
    return folder;
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "autocut-run-*")) {
      for (Path folder : folders) {
        Matcher matcher = OURS.matcher(folder.getFileName().toString());
        if (matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
          remove(folder);
        }
      }
    }
  }

  private static void remove(Path folder) {
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      // Flink is still closing, or the folder is another user's: the next run tries again.
      org.slf4j.LoggerFactory.getLogger(ScratchFolder.class)
          .warn("{} stays: {}", folder, e.toString());
    }
  }
}
