package io.autocut.runners;

import io.autocut.pipelines.RunOptions;
import java.net.URI;
import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes the clients of s3://, with credentials of AWS's default chain on the machine that they are
 * made on.
 *
 * <p>What {@link RunOptions} leave open, the client asks for when it is first used. Beam has
 * options of its own for endpoint and region: to read those that were not set asks the network for
 * a region, at every start and also where nothing lies on object storage.
 */
public final class S3Clients implements S3ClientBuilderFactory {
  @Override
  public S3ClientBuilder createBuilder(S3Options options) {
    RunOptions storage = options.as(RunOptions.class);
    S3ClientBuilder builder = S3Client.builder();
    String endpoint = storage.getS3Endpoint();
    String region = storage.getS3Region();
    if (!region.isEmpty()) {
      builder.region(Region.of(region));
    }
    if (!endpoint.isEmpty()) {
      // Other servers have no names for buckets, and mostly no regions.
      builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true);
      if (region.isEmpty()) {
        builder.region(regionOfEnvironment());
      }
    }
    return builder;
  }

  private static Region regionOfEnvironment() {
    try {
      return new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
          .getRegion();
    } catch (SdkClientException e) {
      return Region.US_EAST_1;
    }
  }
}
