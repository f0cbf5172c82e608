package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.FluentBackoff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatienceTest {
  private static final int RETRIES = 3;

  private final List<Long> waits = new ArrayList<>();
  private final Patience patience =
      new Patience(FluentBackoff.DEFAULT.withMaxRetries(RETRIES), waits::add);

  static Stream<Exception> whatCanPass() {
    return Stream.of(
        new ConnectException("Connection refused"),
        new IOException(new RuntimeException("Unable to execute", new SocketException("reset"))),
        new SocketTimeoutException("Read timed out"),
        new UnknownHostException("storage"),
        new RuntimeException("null (Service: S3, Status Code: 503, Request ID: null)"),
        new IOException(new RuntimeException("Slow down (Service: S3, Status Code: 429)")),
        new RuntimeException(
            "The specified upload does not exist (Service: S3, Status Code: 404)"));
  }

  static Stream<Exception> whatCannot() {
    return Stream.of(
        new RuntimeException("Access Denied (Service: S3, Status Code: 403, Request ID: null)"),
        new RuntimeException("null (Service: S3, Status Code: 404, Request ID: null)"),
        new RuntimeException("Unable to load credentials from any of the providers"),
        new IllegalArgumentException("No filesystem found for scheme gs"),
        new AccessDeniedException("/root"),
        new IOException("No space left on device"),
        new FileNotFoundException("gone"));
  }

  @ParameterizedTest
  @MethodSource("whatCanPass")
  void whatCanPassIsTriedAgain(Exception failure) throws IOException {
    Queue<Exception> failures = new ArrayDeque<>(List.of(failure, failure));

    assertThat(patience.call("s3://b/k", () -> failingWith(failures))).isEqualTo("answer");
    assertThat(waits).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("whatCannot")
  void whatCannotPassIsToldAtOnce(Exception failure) {
    Queue<Exception> failures = new ArrayDeque<>(List.of(failure));

    assertThatThrownBy(() -> patience.call("s3://b/k", () -> failingWith(failures)))
        .isInstanceOf(IOException.class);
    assertThat(waits).isEmpty();
  }

  @Test
  void patienceEnds() {
    ConnectException refused = new ConnectException("Connection refused");
    Queue<Exception> failures = new ArrayDeque<>(List.of(refused, refused, refused, refused));

    assertThatThrownBy(() -> patience.call("s3://b/k", () -> failingWith(failures)))
        .hasMessage(
            "s3://b/k: the server cannot be reached (Connection refused). Is it running, and is"
                + " --s3-endpoint right?");
    assertThat(waits).hasSize(RETRIES);
  }

  @Test
  void waitsGrow() {
    List<Exception> many = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      many.add(new ConnectException("Connection refused"));
    }
    Patience longer = new Patience(FluentBackoff.DEFAULT.withMaxRetries(11), waits::add);

    assertThatThrownBy(() -> longer.call("s3://b/k", () -> failingWith(new ArrayDeque<>(many))));
    // Jitter halves or adds half; eleven steps of one and a half are more than that.
    assertThat(waits.get(10)).isGreaterThan(3 * waits.get(0));
  }

  @Test
  void interruptEndsTheWait() {
    Patience interrupted =
        new Patience(
            FluentBackoff.DEFAULT,
            millis -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(
            () ->
                interrupted.call(
                    "s3://b/k",
                    () -> {
                      throw new ConnectException("Connection refused");
                    }))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void refusalIsToldWithWhatToDo() {
    assertThat(words("Access Denied. (Service: S3, Status Code: 403, Request ID: 7)"))
        .startsWith("s3://b/k: access is denied (403: Access Denied).")
        .contains("AWS_ACCESS_KEY_ID");
    assertThat(words("The specified bucket does not exist (Service: S3, Status Code: 404)"))
        .startsWith("s3://b/k: there is no such bucket.");
    assertThat(words("null (Service: S3, Status Code: 301)")).contains("--s3-region");
    assertThat(words("Unable to load credentials from any of the providers in the chain"))
        .startsWith("s3://b/k: there are no credentials.");
  }

  private static String words(String message) {
    return RemoteFailure.of(new RuntimeException(message)).inWords("s3://b/k").getMessage();
  }

  private static String failingWith(Queue<Exception> failures) throws IOException {
    Exception failure = failures.poll();
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
    return "answer";
  }
}
