package io.autocut.store;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this host calls itself, so that hosts that share a folder leave each other's work alone. */
public final class HostName {
  private HostName() {}

  public static String current() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
