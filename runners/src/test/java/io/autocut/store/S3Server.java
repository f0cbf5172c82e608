package io.autocut.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.autocut.pipelines.RunOptions;
import io.autocut.runners.S3Clients;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real server of object storage for a class of tests, on a port of its own that it keeps when it
 * is started again; its objects are files of a folder that a test may damage.
 *
 * <p>Runs in a JVM of its own, as its libraries are other versions of Beam's. Where the build has
 * not brought them, tests are skipped.
 */
public final class S3Server implements BeforeAllCallback, AfterAllCallback {
  public static final String IDENTITY = "identity-of-the-tests";
  public static final String SECRET = "secret-of-the-tests";
  private static final String BUCKET = "bucket";
  private static final Path CLASS_PATH = Path.of("target", "s3proxy.classpath");

  private Path folder;
  private int port;
  private Process process;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    assumeTrue(
        Files.exists(CLASS_PATH),
        "no s3proxy: the build that runs the tests brings it, see pom.xml");
    folder = Files.createTempDirectory("autocut-s3-");
    Files.createDirectories(folder.resolve("buckets").resolve(BUCKET));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    System.setProperty("aws.accessKeyId", IDENTITY);
    System.setProperty("aws.secretAccessKey", SECRET);
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    if (process != null) {
      stop();
      forgetNearby();
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /** What was kept near of stores on this server goes with it. */
  private void forgetNearby() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("buckets"))) {
      for (Path marker : files.filter(file -> file.endsWith("autocut-store.txt")).toList()) {
        Path nearby = MediaStores.nearby(Files.readString(marker));
        if (Files.exists(nearby)) {
          MoreFiles.deleteRecursively(nearby, RecursiveDeleteOption.ALLOW_INSECURE);
        }
      }
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The URI of what lies in the bucket under {@code path}. */
  public String uri(String path) {
    return "s3://" + BUCKET + "/" + path;
  }

  /** The file that holds the object at {@code path} of the bucket. */
  public Path file(String path) {
    return folder.resolve("buckets").resolve(BUCKET).resolve(path);
  }

  /** Starts it and waits until it answers. */
  public void start() throws IOException, InterruptedException {
    Path properties =
        Files.writeString(
            folder.resolve("properties"),
            """
            s3proxy.endpoint=%s
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            s3proxy.ignore-unknown-headers=true
            jclouds.provider=filesystem-nio2
            jclouds.identity=any
            jclouds.credential=any
            jclouds.filesystem.basedir=%s
            """
                .formatted(endpoint(), IDENTITY, SECRET, folder.resolve("buckets")));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "org.gaul.s3proxy.Main",
            "--properties",
            properties.toString());
    builder.environment().put("CLASSPATH", Files.readString(CLASS_PATH).strip());
    builder.environment().put("LOG_LEVEL", "warn");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    process = builder.start();
    Process started = process;
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    while (!answers()) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new IOException("s3proxy ended: " + Files.readString(folder.resolve("log")));
      }
    }
  }

  /** Ends it at once, as a machine that loses power. */
  public void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private boolean answers() {
    try {
      HttpURLConnection connection = (HttpURLConnection) endpoint().toURL().openConnection();
      connection.setReadTimeout(1000);
      return connection.getResponseCode() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Lets Beam's file systems of this JVM use it. */
  public void register() {
    var options = PipelineOptionsFactory.as(S3Options.class);
    options.setS3ClientFactoryClass(S3Clients.class);
    options.as(RunOptions.class).setS3Endpoint(endpoint().toString());
    FileSystems.setDefaultPipelineOptions(options);
  }
}
