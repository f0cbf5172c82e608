package io.autocut.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this host calls itself, so that hosts that share a folder leave each other's work alone. */
public final class HostName {
  private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

  private HostName() {}

  /**
   * The host, or of several containers on it this one: numbers of processes are told apart by it,
   * for containers may have one name and do not see each other's processes.
   */
  public static String ofProcesses() {
    try {
      return current() + "~" + Files.readSymbolicLink(PROCESSES).toString().replaceAll("\\D", "");
    } catch (IOException | UnsupportedOperationException e) {
      return current();
    }
  }

  public static String current() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
