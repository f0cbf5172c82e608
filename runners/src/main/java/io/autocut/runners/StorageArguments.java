package io.autocut.runners;

import io.autocut.ingest.IngestException;
import io.autocut.pipelines.RunOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Option;

/**
 * How shared stores are reached, and what a host keeps near of them.
 *
 * <p>There is deliberately no option for credentials: they come from AWS's own chain (environment,
 * profile, instance) on each machine, and so stand in no command line, job or log.
 */
final class StorageArguments {
  @Option(
      names = "--s3-endpoint",
      paramLabel = "URI",
      description =
          "The server of s3:// where it is not Amazon's own, for example http://minio:9000. Credentials"
              + " are taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or the instance.")
  private String endpoint;

  @Option(
      names = "--s3-region",
      paramLabel = "NAME",
      description = "The region of s3://. Default: AWS_REGION, the profile's or the instance's.")
  private String region;

  @Option(
      names = "--local-cache",
      paramLabel = "SIZE",
      description =
          "What a machine keeps near of a store that is not local, for example 800M or 50G; the least"
              + " recently used goes. Default: 20G, in autocut/near in $$XDG_CACHE_HOME or ~/.cache.")
  private String localCache;

  /** Puts what was given on the options of a pipeline, which take it to all workers. */
  void fill(RunOptions options) {
    if (endpoint != null) {
      options.setS3Endpoint(endpoint);
    }
    if (region != null) {
      options.setS3Region(region);
    }
    if (localCache != null) {
      options.setLocalCache(localCache);
    }
  }

  /** Lets this JVM read and write URIs of all file systems on the class path. */
  void register() throws UsageException {
    RunOptions options = PipelineOptionsFactory.as(RunOptions.class);
    fill(options);
    try {
      ObjectStorage.register(options);
    } catch (IngestException e) {
      throw UsageException.of(e);
    }
  }
}
