package io.autocut.store;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import com.google.common.collect.Lists;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Why a remote operation failed: whether it can pass by itself, and what a person can do.
 *
 * <p>What a server answered is told by the status in the message of the exception: this package
 * does not know the libraries of any particular object storage.
 */
final class RemoteFailure {
  private static final Pattern STATUS = Pattern.compile("Status Code: (\\d{3})");
  private static final Pattern SERVICE_DETAILS =
      Pattern.compile("\\s*\\(Service: .*", Pattern.DOTALL);
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

  /** Its answer was lost when it was completed; a new upload is as good. */
  private static final Pattern LOST_UPLOAD =
      Pattern.compile("(?i)upload does not exist|NoSuchUpload");

  private static final Pattern NO_BUCKET =
      Pattern.compile("(?i)bucket (?:does not|is not)|NoSuchBucket");
  private static final Pattern NO_CREDENTIALS =
      Pattern.compile("(?i)unable to load credentials|credentials? (?:not found|required)");
  private static final Pattern NO_REGION = Pattern.compile("(?i)unable to load region");

  private final Throwable cause;
  private final Throwable root;
  private final String said;
  private final int status;

  private RemoteFailure(Throwable cause, String said, int status) {
    this.cause = cause;
    this.root = Throwables.getRootCause(cause);
    this.said = said;
    this.status = status;
  }

  static RemoteFailure of(Throwable cause) {
    List<Throwable> chain = Throwables.getCausalChain(cause);
    // The innermost first: those around it repeat what it says.
    for (Throwable link : Lists.reverse(chain)) {
      String message = Strings.nullToEmpty(link.getMessage());
      Matcher matcher = STATUS.matcher(message);
      if (matcher.find()) {
        return new RemoteFailure(cause, message, Integer.parseInt(matcher.group(1)));
      }
    }
    Throwable root = chain.get(chain.size() - 1);
    return new RemoteFailure(cause, Strings.nullToEmpty(root.getMessage()), 0);
  }

  /** Whether it may succeed when it is tried again. */
  boolean canPass() {
    if (status != 0) {
      return PASSING.contains(status) || LOST_UPLOAD.matcher(said).find();
    }
    // Connections end in many exceptions; those of local files have a few.
    return root instanceof IOException
        && root.getClass() != IOException.class
        && !(root instanceof FileNotFoundException)
        && !(root instanceof FileSystemException)
        && !(root instanceof SSLException);
  }

  private boolean isMissing() {
    return root instanceof FileNotFoundException
        || status == 404 && !NO_BUCKET.matcher(said).find();
  }

  /**
   * As an exception whose message says what is wrong, where, and what to do. What it comes from is
   * suppressed in it and not its cause: of causes people are told the innermost.
   */
  IOException inWords(String where) {
    if (isMissing()) {
      FileNotFoundException missing =
          new FileNotFoundException(where + ": there is no such object");
      missing.addSuppressed(cause);
      return missing;
    }
    if (root instanceof FileSystemException
        || cause.getClass() == IOException.class && root == cause) {
      return (IOException) cause;
    }
    IOException told = new IOException(where + ": " + words());
    told.addSuppressed(cause);
    return told;
  }

  private String words() {
    if (status == 404) {
      return "there is no such bucket. Create it, or correct the name or --s3-endpoint.";
    }
    if (status == 401 || status == 403) {
      return "access is denied (%d: %s). Credentials are taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or the instance's role; they must allow to list, read, write and delete."
          .formatted(status, answer());
    }
    if (status == 301 || status == 307) {
      return "the bucket is in another region (%d). Name it by --s3-region or AWS_REGION."
          .formatted(status);
    }
    if (status != 0) {
      return "the server answers %d: %s.".formatted(status, answer());
    }
    if (NO_CREDENTIALS.matcher(said).find()) {
      return "there are no credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where the instance has a role.";
    }
    if (NO_REGION.matcher(said).find()) {
      return "no region is known. Name it by --s3-region or AWS_REGION.";
    }
    if (root instanceof UnknownHostException) {
      return "the server %s is not known. Correct --s3-endpoint or the network.".formatted(said);
    }
    if (!(root instanceof IOException)) {
      return said.isEmpty() ? root.toString() : said;
    }
    return "the server cannot be reached (%s). Is it running, and is --s3-endpoint right?"
        .formatted(said.isEmpty() ? root.toString() : said);
  }

  private String answer() {
    String text = SERVICE_DETAILS.matcher(said).replaceFirst("").strip();
    return text.isEmpty() || text.equals("null")
        ? "without a reason"
        : text.replaceFirst("\\.$", "");
  }
}
