package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.runners.JobTemplates.Job;
import io.autocut.runners.cluster.ClusterSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.YamlParserUtils;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the files of templates/jobs fit the program, Flink and the Flink operator. */
final class JobTemplatesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TEMPLATES = ROOT.resolve("templates/jobs");
  private static final Pattern SECRET =
      Pattern.compile(
          ".*(?:secret|password|credential|token|access_?key).*", Pattern.CASE_INSENSITIVE);
  private static final MemorySize LEAST_FOR_FFMPEG = MemorySize.ofMebiBytes(4096);

  static Stream<Job> jobs() {
    return JobTemplates.JOBS.stream();
  }

  private static Map<String, Object> deployment(Job job) throws Exception {
    return YamlParserUtils.loadYamlFile(
        TEMPLATES.resolve(job.name()).resolve("flink-deployment.yaml").toFile());
  }

  private static Map<?, ?> spec(Job job, String... path) throws Exception {
    Map<?, ?> found = (Map<?, ?>) deployment(job).get("spec");
    for (String name : path) {
      found = (Map<?, ?>) found.get(name);
    }
    return found;
  }

  private static List<String> arguments(Job job) throws Exception {
    return ((List<?>) spec(job, "job").get("args")).stream().map(String.class::cast).toList();
  }

  private static List<String> dockerfile(Pattern instruction) throws Exception {
    String text = Files.readString(TEMPLATES.resolve("Dockerfile")).replace("\\\n", " ");
    return instruction.matcher(text).results().map(found -> found.group(1).strip()).toList();
  }

  @Test
  void filesAreThoseOfTheCode() throws Exception {
    for (Map.Entry<String, String> file : JobTemplates.files().entrySet()) {
      assertThat(TEMPLATES.resolve(file.getKey()))
          .as("after a change of options or settings: ./autocut job-templates templates/jobs")
          .hasContent(file.getValue());
    }
  }

  @Test
  void deploymentThatIsMisspelledIsFoundOut() throws Exception {
    Map<String, Object> deployment = deployment(JobTemplates.JOBS.get(0));
    deployment.put(
        "spec",
        Map.of(
            "flinkVersion", "v1_5",
            "taskmanager", Map.of(),
            "job", Map.of("parallelism", "many"),
            "podTemplate", Map.of("spec", Map.of("containers", List.of(Map.of("image", 1))))));

    assertThat(OperatorSchema.load().errors(deployment))
        .anySatisfy(error -> assertThat(error).startsWith("spec.flinkVersion is none of"))
        .contains(
            "spec.taskmanager is no field",
            "spec.job.parallelism must be of type integer",
            "spec.podTemplate.spec.containers[0].image must be of type string");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void deploymentIsOneThatTheOperatorKnows(Job job) throws Exception {
    assertThat(OperatorSchema.load().errors(deployment(job))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void deploymentHasTheSettingsOfEveryCluster(Job job) throws Exception {
    Map<String, String> settings =
        new TreeMap<>(ClusterSettings.ofAnyCluster(JobTemplates.SLOTS).toMap());
    settings.put("high-availability.type", "kubernetes");
    settings.put("high-availability.storageDir", "file:///flink-state/ha");
    settings.put("execution.attached", "true");

    assertThat(new TreeMap<Object, Object>(spec(job, "flinkConfiguration")))
        .containsExactlyEntriesOf(new TreeMap<>(settings));
  }

  @Test
  void fileOfSettingsIsReadByFlinkAsItWasMeant() throws Exception {
    Map<String, Object> read =
        YamlParserUtils.loadYamlFile(TEMPLATES.resolve("config.yaml").toFile());

    assertThat(read)
        .hasSameSizeAs(ClusterSettings.ofAnyCluster(JobTemplates.SLOTS).toMap())
        .allSatisfy(
            (key, value) ->
                assertThat(ClusterSettings.ofAnyCluster(JobTemplates.SLOTS).toMap())
                    .containsEntry(key, value.toString()));
  }

  /** Flink refuses settings of memory that contradict each other only when a process starts. */
  @ParameterizedTest
  @MethodSource("jobs")
  void memoryOfDeploymentHasRoomForFlinkAndForFfmpeg(Job job) throws Exception {
    Configuration conf = ClusterSettings.ofAnyCluster(JobTemplates.SLOTS);
    conf.set(
        TaskManagerOptions.TOTAL_PROCESS_MEMORY,
        MemorySize.parse((String) spec(job, "taskManager", "resource").get("memory")));
    conf.set(
        JobManagerOptions.TOTAL_PROCESS_MEMORY,
        MemorySize.parse((String) spec(job, "jobManager", "resource").get("memory")));

    TaskExecutorProcessSpec worker = TaskExecutorProcessUtils.processSpecFromConfig(conf);

    assertThat(worker.getJvmMetaspaceAndOverhead().getOverhead())
        .isGreaterThanOrEqualTo(LEAST_FOR_FFMPEG);
    assertThat(
            JobManagerProcessUtils.processSpecFromConfigWithNewOptionToInterpretLegacyHeap(
                    conf, JobManagerOptions.JVM_HEAP_MEMORY)
                .getTotalProcessMemorySize())
        .isEqualTo(conf.get(JobManagerOptions.TOTAL_PROCESS_MEMORY));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void programTakesTheArgumentsOfItsDeployment(Job job) throws Exception {
    assertThat(spec(job, "job")).isNotNull();
    assertThat(spec(job, "job").get("entryClass")).isEqualTo(job.main().getName());
    assertThat(job.main().getMethod("main", String[].class)).isNotNull();
    PipelineProgram<?> program =
        switch (job.name()) {
          case "montage" -> MontageMain.PROGRAM;
          case "index-archive" -> IndexArchiveMain.PROGRAM;
          default -> ReprocessArchiveMain.PROGRAM;
        };

    assertThat(program.options(arguments(job).toArray(new String[0])).getStore())
        .isEqualTo("s3://BUCKET/autocut");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void nothingThatFlinkShowsCanHoldASecret(Job job) throws Exception {
    assertThat(JobParameter.of(job.options()))
        .extracting(JobParameter::name)
        .noneMatch(SECRET.asMatchPredicate());
    assertThat(arguments(job)).noneMatch(SECRET.asMatchPredicate());
    assertThat(spec(job, "flinkConfiguration").keySet())
        .noneMatch(key -> SECRET.matcher(key.toString()).matches());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyParameterIsExplainedAndHasAPatternThatItsDefaultMatches(Job job) {
    assertThat(JobParameter.of(job.options()))
        .isNotEmpty()
        .allSatisfy(
            parameter -> {
              assertThat(parameter.help()).hasSizeGreaterThan(20).endsWith(".");
              assertThat(parameter.patterns())
                  .allSatisfy(
                      pattern -> {
                        if (parameter.type() != JobParameter.Type.LIST) {
                          assertThat(parameter.preset().toString()).matches(pattern);
                        }
                      });
            });
  }

  @Test
  void imageIsOfTheFlinkThatTheProgramIsBuiltWith() throws Exception {
    assertThat(dockerfile(Pattern.compile("(?m)^FROM (.*)$")))
        .containsExactly("flink:" + EnvironmentInformation.getVersion() + "-java17");
  }

  @Test
  void imageTakesTheJarThatTheBuildMakesToWhereDeploymentsLookForIt() throws Exception {
    Matcher built =
        Pattern.compile("<outputFile>\\$\\{project.build.directory}/(.*)</outputFile>")
            .matcher(Files.readString(ROOT.resolve("runners/pom.xml")));
    assertThat(built.find()).isTrue();
    List<String> copies = dockerfile(Pattern.compile("(?m)^COPY (.*)$"));

    assertThat(copies).hasSize(1);
    String[] words = copies.get(0).split(" +");
    assertThat(words[1]).isEqualTo(built.group(1));
    for (Job job : JobTemplates.JOBS) {
      assertThat(spec(job, "job").get("jarURI")).isEqualTo("local://" + words[2]);
    }
  }

  @Test
  void imageHasTheLibrariesThatTheLauncherInstalls() throws Exception {
    Matcher launcher =
        Pattern.compile("printf '(libva2 .*) %s (.*)' \"\\$sound\"")
            .matcher(Files.readString(ROOT.resolve("autocut")));
    assertThat(launcher.find()).isTrue();

    assertThat(dockerfile(Pattern.compile("no-install-recommends +([^&]*)")).get(0).split(" +"))
        .containsExactlyInAnyOrder(
            (launcher.group(1) + " libasound2 " + launcher.group(2)).split(" "));
  }
}
