package io.autocut.runners;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.autocut.pipelines.IndexArchiveOptions;
import io.autocut.pipelines.MontagePipelineOptions;
import io.autocut.pipelines.ReprocessArchiveOptions;
import io.autocut.pipelines.RunOptions;
import io.autocut.runners.cluster.ClusterSettings;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.beam.sdk.options.Description;

/**
 * The files of {@code templates/jobs} that follow from the code: of each pipeline what it can be
 * told, and how a Flink that runs them is to be set.
 */
final class JobTemplates {
  /**
   * A pipeline that can be launched by itself.
   *
   * @param name also of its folder
   * @param options all that it can be told
   * @param main the program
   */
  record Job(String name, Class<? extends RunOptions> options, Class<?> main) {}

  /** As it lies in a template. */
  private record Template(
      String name, String description, String mainClass, List<JobParameter> parameters) {}

  static final ImmutableList<Job> JOBS =
      ImmutableList.of(
          new Job("montage", MontagePipelineOptions.class, MontageMain.class),
          new Job("index-archive", IndexArchiveOptions.class, IndexArchiveMain.class),
          new Job("reprocess-archive", ReprocessArchiveOptions.class, ReprocessArchiveMain.class));

  /** Slots of a worker of four cores. */
  static final int SLOTS = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private JobTemplates() {}

  /** The text of each file, by its path below the folder of templates. */
  static ImmutableMap<String, String> files() {
    ImmutableMap.Builder<String, String> files = ImmutableMap.builder();
    for (Job job : JOBS) {
      files.put(job.name() + "/template.json", json(job));
    }
    return files.put("config.yaml", ClusterSettings.yamlOfAnyCluster(SLOTS)).build();
  }

  private static String json(Job job) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    try {
      return JSON.writer(printer)
              .writeValueAsString(
                  new Template(
                      job.name(),
                      job.options().getAnnotation(Description.class).value(),
                      job.main().getName(),
                      JobParameter.of(job.options())))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
