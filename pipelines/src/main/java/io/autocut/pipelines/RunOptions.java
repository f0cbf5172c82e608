package io.autocut.pipelines;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.autocut.assembly.RunLabel;
import io.autocut.store.WorkerContext;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Where and with what the workers of every graph work.
 *
 * <p>There is deliberately no option for credentials: Flink shows the options of a job to whoever
 * asks. They come from AWS's own chain (environment, profile, instance) on each machine.
 */
public interface RunOptions extends PipelineOptions {
  @Default.String("")
  @Description(
      "Where analyses, beats and segments are kept and found again: a folder that all workers see, or"
          + " a URI, for example s3://bucket/autocut. Empty for autocut/store in $XDG_CACHE_HOME or"
          + " ~/.cache, which is enough on one machine.")
  String getStore();

  void setStore(String value);

  @Default.String("")
  @Description(
      "The FFmpeg to use, a file or its folder with ffprobe beside it. Empty for what the variable"
          + " AUTOCUT_FFMPEG names, else for the better of the bundled one and that on the PATH.")
  String getFfmpeg();

  void setFfmpeg(String value);

  @Default.String("auto")
  @Form("auto|off")
  @Description(
      "Whether films are decoded, scaled and encoded on graphics hardware: auto, where a trial shows"
          + " that it works, or off.")
  String getHardware();

  void setHardware(String value);

  @Default.String("auto")
  @Form("auto|required|off")
  @Description(
      "Whether FFmpegs run in a sandbox without network that can change nothing but their outputs: auto,"
          + " where bubblewrap is installed and works; required, and a worker without one does nothing;"
          + " or off.")
  String getSandbox();

  void setSandbox(String value);

  @Default.Integer(0)
  @Form("[0-9]{1,3}")
  @Description(
      "How many FFmpegs run at once on a machine, 1 to 256. 0 for as many as it has cores.")
  int getFfmpegsAtOnce();

  void setFfmpegsAtOnce(int value);

  @Default.String("")
  @Form("|[0-9]{1,9}[KMGTkmgt]?([Ii]?[Bb])?")
  @Description(
      "Memory that a worker and its FFmpegs may take together, for example 800M or 2G. Empty for three"
          + " quarters of what is free.")
  String getMaxMemory();

  void setMaxMemory(String value);

  @Default.String("20G")
  @Form("[0-9]{1,9}[KMGTkmgt]?([Ii]?[Bb])?")
  @Description(
      "What a machine keeps near of a store that is not local, in autocut/near in $XDG_CACHE_HOME or"
          + " ~/.cache; the least recently used goes.")
  String getLocalCache();

  void setLocalCache(String value);

  @Default.String("")
  @Form("|https?://[^/@]+/?")
  @Description(
      "The server of s3:// where it is not Amazon's own, for example http://minio:9000. Credentials are"
          + " taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or the instance.")
  String getS3Endpoint();

  void setS3Endpoint(String value);

  @Default.String("")
  @Form("|[a-z0-9-]+")
  @Description("The region of s3://. Empty for that of AWS_REGION, the profile or the instance.")
  String getS3Region();

  void setS3Region(String value);

  @Default.String("")
  @Form("|[0-9]{1,7}([.][0-9]{1,6})?")
  @Description(
      "What an hour of one core costs, for example 0.042, in any currency: reports then tell what the"
          + " CPU time of each film costs. Empty for no price.")
  String getPricePerCoreHour();

  void setPricePerCoreHour(String value);

  @Hidden
  @JsonIgnore
  @Description(
      "What the options above come to on this machine; whoever launches the graph finds it out. It"
          + " travels in the graph.")
  WorkerContext getWorkerContext();

  void setWorkerContext(WorkerContext value);

  @Hidden
  @JsonIgnore
  @Description("Names the run in its reports.")
  RunLabel getRunLabel();

  void setRunLabel(RunLabel value);
}
