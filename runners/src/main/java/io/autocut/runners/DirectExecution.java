package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import java.nio.file.Path;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Beam's own runner, for tests and for comparing.
 *
 * @param slots how many elements at once
 */
record DirectExecution(int slots) implements Execution {
  @Override
  public String label() {
    return "Beam DirectRunner";
  }

  @Override
  public RunLabel.Restarts restarts() {
    return RunLabel.Restarts.NEVER;
  }

  @Override
  public PipelineOptions options(Path folder) {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(slots);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    return options;
  }

  @Override
  public Follower follow(String jobName) {
    return FollowedHere.begin();
  }
}
