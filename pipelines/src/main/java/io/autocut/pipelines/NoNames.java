package io.autocut.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.PipelineOptions;

/** The default of an option that takes several values: none. */
public final class NoNames implements DefaultValueFactory<List<String>> {
  @Override
  public List<String> create(PipelineOptions options) {
    return List.of();
  }
}
