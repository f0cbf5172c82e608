package io.autocut.runners;

import static com.google.common.base.Strings.nullToEmpty;

import io.autocut.ingest.IngestException;
import io.autocut.pipelines.RunOptions;
import java.net.URI;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.aws2.options.S3Options;

/** How s3:// is reached, as options say. */
final class ObjectStorage {
  private ObjectStorage() {}

  /**
   * Lets the pipeline of these options, on all workers, reach it.
   *
   * @throws IngestException when its server is named wrongly
   */
  static void prepare(RunOptions options) throws IngestException {
    checkEndpoint(options.getS3Endpoint());
    options.as(S3Options.class).setS3ClientFactoryClass(S3Clients.class);
  }

  /** Lets this JVM read and write URIs of all file systems on the class path. */
  static void register(RunOptions options) throws IngestException {
    prepare(options);
    FileSystems.setDefaultPipelineOptions(options);
  }

  private static void checkEndpoint(String endpoint) throws IngestException {
    if (endpoint.isEmpty()) {
      return;
    }
    try {
      URI uri = URI.create(endpoint);
      if (!nullToEmpty(uri.getScheme()).matches("https?") || uri.getHost() == null) {
        throw new IngestException(
            "\"s3Endpoint\" is not of the form http://HOST:PORT or https://HOST: " + endpoint);
      }
      if (uri.getUserInfo() != null) {
        throw new IngestException(
            "\"s3Endpoint\" must not hold credentials: set AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY in the environment.");
      }
    } catch (IllegalArgumentException e) {
      throw new IngestException("\"s3Endpoint\" is no URI: " + endpoint, e);
    }
  }
}
