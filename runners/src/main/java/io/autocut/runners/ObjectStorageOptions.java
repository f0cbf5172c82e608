package io.autocut.runners;

import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/**
 * Where object storage is, as it travels to the workers.
 *
 * <p>Besides Beam's own options for it: to read those that were not set asks the network for a
 * region, at every start and also where nothing lies on object storage.
 */
public interface ObjectStorageOptions extends S3Options {
  @Description("The server of s3://; empty for Amazon's own.")
  @Default.String("")
  String getObjectStorageEndpoint();

  void setObjectStorageEndpoint(String uri);

  @Description("The region of s3://; empty for what the environment says.")
  @Default.String("")
  String getObjectStorageRegion();

  void setObjectStorageRegion(String name);
}
