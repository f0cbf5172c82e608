package io.autocut.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a remote operation again while its server is away, ever more slowly and never in step with
 * others.
 *
 * <p>Only what can pass is tried again; see {@link RemoteFailure}. An operation must be one that
 * may be repeated. Blocks for as long as the patience lasts; an interrupt ends it. Safe for many
 * threads.
 */
final class Patience {
  /** Long enough for a server to be started anew. */
  static final Patience OF_A_JOB =
      new Patience(
          FluentBackoff.DEFAULT
              .withInitialBackoff(Duration.millis(250))
              .withMaxBackoff(Duration.standardSeconds(8))
              .withMaxCumulativeBackoff(Duration.standardMinutes(2)),
          Sleeper.DEFAULT);

  /** For a person who waits for the first word of the program. */
  static final Patience OF_A_PERSON =
      new Patience(
          FluentBackoff.DEFAULT.withInitialBackoff(Duration.millis(250)).withMaxRetries(2),
          Sleeper.DEFAULT);

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  /** Something remote that may be repeated. */
  interface Operation<T> {
    T run() throws IOException;
  }

  private final FluentBackoff policy;
  private final Sleeper sleeper;

  Patience(FluentBackoff policy, Sleeper sleeper) {
    this.policy = policy;
    this.sleeper = sleeper;
  }

  /**
   * The answer of {@code operation}.
   *
   * @param where is named when it fails
   * @throws java.io.FileNotFoundException when there is no such object
   * @throws IOException in words when it cannot pass, or has not passed in time
   */
  <T> T call(String where, Operation<T> operation) throws IOException {
    BackOff backoff = policy.backoff();
    for (int attempt = 1; ; attempt++) {
      try {
        return operation.run();
      } catch (IOException | RuntimeException e) {
        RemoteFailure failure = RemoteFailure.of(e);
        if (!failure.canPass() || !waited(backoff)) {
          throw failure.inWords(where);
        }
        LOG.warn("{}: attempt {} failed and is repeated: {}", where, attempt, e.toString());
      }
    }
  }

  private boolean waited(BackOff backoff) throws IOException {
    try {
      return BackOffUtils.next(sleeper, backoff);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a server");
    }
  }
}
