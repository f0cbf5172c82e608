package io.autocut.runners.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions.TaskManagerLoadBalanceMode;
import org.apache.flink.configuration.WebOptions;

/**
 * How a Flink cluster is set so that a job of AutoCut outlives a worker, and any machine that
 * carries FFmpeg beside it has the memory for both.
 */
public final class ClusterSettings {
  /** Of a job: how often it may begin anew. */
  public static final int RESTARTS = 10;

  /**
   * Longer than Flink takes to miss a worker; else it deploys onto the dead one and uses its
   * restarts up (measured).
   */
  public static final Duration RESTART_DELAY = Duration.ofSeconds(12);

  /** Tells a launcher whether the workers have its classes already. */
  static final String CLASS_PATH_KEY = "autocut.class-path";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int MOST_SLOTS = 64;
  private static final int NETWORK_MEGABYTES_PER_SLOT = 16;
  private static final int LEAST_NETWORK_MEGABYTES = 64;
  private static final int MOST_NETWORK_MEGABYTES = 512;

  /** More than any machine has: what Flink calls overhead is where FFmpeg runs. */
  private static final int MOST_OVERHEAD_MEGABYTES = 1 << 20;

  private ClusterSettings() {}

  /**
   * For a cluster of processes of this machine that nobody else can reach.
   *
   * @param port of the REST interface; 0 for any that is free
   * @param folder takes what the processes unpack
   */
  static Configuration ofThisMachine(int port, int slots, Path folder) throws IOException {
    checkArgument(slots > 0 && slots <= MOST_SLOTS, "slots must be 1 to 64: %s", slots);
    Configuration conf = new Configuration();
    conf.set(JobManagerOptions.ADDRESS, LOOPBACK);
    conf.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    conf.set(TaskManagerOptions.HOST, LOOPBACK);
    conf.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    conf.set(RestOptions.ADDRESS, LOOPBACK);
    conf.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    try (ServerSocket rest = free(port);
        ServerSocket rpc = free(0);
        ServerSocket blobs = free(0)) {
      conf.set(RestOptions.PORT, rest.getLocalPort());
      conf.set(RestOptions.BIND_PORT, Integer.toString(rest.getLocalPort()));
      conf.set(JobManagerOptions.PORT, rpc.getLocalPort());
      conf.set(BlobServerOptions.PORT, Integer.toString(blobs.getLocalPort()));
    }
    conf.set(CoreOptions.TMP_DIRS, folder.toString());
    conf.set(WebOptions.TMP_DIR, folder.toString());
    memory(conf, slots);
    survival(conf);
    return conf;
  }

  /**
   * For any cluster, whose operator says how large its workers are; what Flink does not take of
   * their memory is FFmpeg's.
   *
   * @param slots of each worker
   */
  public static Configuration ofAnyCluster(int slots) {
    checkArgument(slots > 0 && slots <= MOST_SLOTS, "slots must be 1 to 64: %s", slots);
    Configuration conf = new Configuration();
    memory(conf, slots);
    survival(conf);
    conf.set(TaskManagerOptions.JVM_OVERHEAD_MAX, MemorySize.ofMebiBytes(MOST_OVERHEAD_MEGABYTES));
    conf.set(JobManagerOptions.JVM_OVERHEAD_MAX, MemorySize.ofMebiBytes(MOST_OVERHEAD_MEGABYTES));
    conf.set(CoreOptions.FLINK_JVM_OPTIONS, String.join(" ", FlinkProcess.needed()));
    return conf;
  }

  /** The same as a file of Flink's, one setting a line. */
  public static String yamlOfAnyCluster(int slots) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> setting :
        new TreeMap<>(ofAnyCluster(slots).toMap()).entrySet()) {
      lines.append(setting.getKey()).append(": ").append(setting.getValue()).append('\n');
    }
    return lines.toString();
  }

  private static ServerSocket free(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = free(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Of a worker: what it is given is taken from FFmpeg. */
  private static void memory(Configuration conf, int slots) {
    int network =
        Math.max(
            LEAST_NETWORK_MEGABYTES,
            Math.min(MOST_NETWORK_MEGABYTES, NETWORK_MEGABYTES_PER_SLOT * slots));
    conf.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    conf.set(TaskManagerOptions.TASK_HEAP_MEMORY, MemorySize.ofMebiBytes(576));
    conf.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(32));
    conf.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(network));
    conf.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(network));
    // Each job of another build brings its classes, which take some 60 MB and do not always go.
    conf.set(TaskManagerOptions.JVM_METASPACE, MemorySize.ofMebiBytes(512));
    conf.set(JobManagerOptions.JVM_HEAP_MEMORY, MemorySize.ofMebiBytes(512));
    // Batch jobs of many slots find too few buffers otherwise (measured).
    conf.set(NettyShuffleEnvironmentOptions.NETWORK_SORT_SHUFFLE_MIN_BUFFERS, 16);
  }

  private static void survival(Configuration conf) {
    conf.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2).toMillis());
    conf.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(10).toMillis());
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
    conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY);
    // A job that takes fewer slots than there are is to have a share of every worker.
    conf.set(TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE, TaskManagerLoadBalanceMode.SLOTS);
    conf.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1).toMillis());
  }
}
