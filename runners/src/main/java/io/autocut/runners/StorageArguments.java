package io.autocut.runners;

import com.google.common.base.Strings;
import io.autocut.media.MemoryBudget;
import io.autocut.store.MediaStores;
import java.net.URI;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
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
  void configure(PipelineOptions options) throws UsageException {
    ObjectStorageOptions storage = options.as(ObjectStorageOptions.class);
    storage.setS3ClientFactoryClass(S3Clients.class);
    storage.setObjectStorageEndpoint(checkedEndpoint());
    storage.setObjectStorageRegion(Strings.nullToEmpty(region));
  }

  /** Lets this JVM read and write URIs of all file systems on the class path. */
  void register() throws UsageException {
    PipelineOptions options = PipelineOptionsFactory.create();
    configure(options);
    FileSystems.setDefaultPipelineOptions(options);
  }

  private String checkedEndpoint() throws UsageException {
    if (endpoint == null) {
      return "";
    }
    try {
      URI uri = URI.create(endpoint);
      if (!Strings.nullToEmpty(uri.getScheme()).matches("https?") || uri.getHost() == null) {
        throw new UsageException(
            "--s3-endpoint is not of the form http://HOST:PORT or https://HOST: " + endpoint);
      }
      if (uri.getUserInfo() != null) {
        throw new UsageException(
            "--s3-endpoint must not hold credentials: set AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY in the environment.");
      }
      return endpoint;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--s3-endpoint is no URI: " + endpoint, e);
    }
  }

  /** Bytes that a host may keep near of a store that is not local. */
  long localCacheBytes() throws UsageException {
    try {
      return localCache == null ? MediaStores.LOCAL_CACHE_BYTES : MemoryBudget.parse(localCache);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--local-cache: not a size such as 800M or 20G: " + localCache, e);
    }
  }
}
