package io.autocut.pipelines;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.autocut.assembly.RunLabel;
import io.autocut.store.WorkerContext;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What every graph with options of its own is built with. Whoever launches it finds out both; no
 * worker reads them here, they travel in the graph.
 */
public interface RunOptions extends PipelineOptions {
  @Hidden
  @JsonIgnore
  @Description("Which store and which FFmpeg the workers use, and how many children run at once.")
  WorkerContext getWorkerContext();

  void setWorkerContext(WorkerContext value);

  @Hidden
  @JsonIgnore
  @Description("Names the run in its reports.")
  RunLabel getRunLabel();

  void setRunLabel(RunLabel value);
}
