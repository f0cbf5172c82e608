package io.autocut.runners.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.net.HostAndPort;
import java.net.URI;

/**
 * Where the REST interface of a Flink cluster listens, as people write it: {@code host:port}.
 *
 * @param host a name or an address
 * @param port from 1 to 65535
 */
public record FlinkAddress(String host, int port) {
  public FlinkAddress {
    checkArgument(!host.isBlank(), "the host is missing");
    checkArgument(port > 0 && port < 65_536, "not a port: %s", port);
  }

  /** Throws {@link IllegalArgumentException} with what is wrong when {@code text} is none. */
  public static FlinkAddress parse(String text) {
    try {
      HostAndPort parts = HostAndPort.fromString(text);
      return new FlinkAddress(parts.getHost(), parts.getPort());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "not an address of the form host:port, for example 127.0.0.1:8081: " + text, e);
    }
  }

  URI resolve(String path) {
    return URI.create("http://" + this + path);
  }

  @Override
  public String toString() {
    return HostAndPort.fromParts(host, port).toString();
  }
}
