package io.autocut.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A connection to a server of this machine that is slow and now and then delivers a wrong byte.
 *
 * <p>What is longer than headers are is taken for the content of an object, and a byte in its
 * middle is turned round.
 */
public final class FaultyWire implements AutoCloseable {
  private static final int LONGER_THAN_HEADERS = 2_000;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final URI server;
  private final int most;
  private final ServerSocket door;
  private final AtomicInteger wrong = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

  private FaultyWire(URI server, int most) throws IOException {
    this.server = server;
    this.most = most;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /**
   * @param wrongBytes that it delivers at most
   */
  public static FaultyWire to(URI server, int wrongBytes) throws IOException {
    FaultyWire wire = new FaultyWire(server, wrongBytes);
    wire.threads.execute(wire::accept);
    return wire;
  }

  /** What to connect to in place of the server. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** How many wrong bytes it has delivered. */
  public int wrongBytes() {
    return Math.min(most, wrong.get());
  }

  private void accept() {
    try {
      while (!door.isClosed()) {
        Socket client = door.accept();
        Socket behind = new Socket(server.getHost(), server.getPort());
        sockets.addAll(List.of(client, behind));
        threads.execute(() -> pass(client, behind, false));
        threads.execute(() -> pass(behind, client, true));
      }
    } catch (IOException e) {
      if (!door.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void pass(Socket from, Socket to, boolean faulty) {
    byte[] buffer = new byte[16 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (faulty && read > LONGER_THAN_HEADERS && wrong.getAndIncrement() < most) {
          buffer[read / 2] ^= (byte) 0xff;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One of the two has hung up, which ends the other's connection too.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : List.copyOf(sockets)) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
