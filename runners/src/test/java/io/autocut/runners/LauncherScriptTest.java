package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code autocut} in a project of stubs: nothing is built, fetched or installed.
 *
 * <p>The PATH of a run holds only stubs and links to the few harmless tools that the script uses,
 * so that what a test does not offer is not there. A stub notes its arguments, one a line, in a
 * file of its name.
 */
final class LauncherScriptTest {
  private static final Path SCRIPT = Path.of("..", "autocut");
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "tail",
          "tee",
          "touch");
  private static final String ARCHIVE_FLAG = "-XX:SharedArchiveFile=";
  private static final String USUAL_LIBRARIES = "libva2 libva-drm2 libdrm2 libpulse0 ";

  @TempDir Path folder;

  private Path project;
  private Path bin;
  private Path notes;
  private final Map<String, String> environment = new HashMap<>();

  private record Run(int exitCode, String output, String errors) {}

  @BeforeEach
  void makeProjectOfStubs() throws Exception {
    assumeTrue(onPath("bash").isPresent(), "there is no bash here");
    project = Files.createDirectories(folder.resolve("a project"));
    bin = Files.createDirectories(folder.resolve("bin"));
    notes = Files.createDirectories(folder.resolve("notes"));
    Files.copy(SCRIPT, project.resolve("autocut"), StandardCopyOption.COPY_ATTRIBUTES);
    for (String module : List.of("schemas", "transforms", "pipelines", "runners")) {
      write(project.resolve(module).resolve("pom.xml"), "<project/>");
      write(project.resolve(module).resolve("src/main/java/Source.java"), "class Source {}");
    }
    write(project.resolve("pom.xml"), "<project/>");
    write(project.resolve("templates/edit/balanced.json"), "{}");
    for (String tool : TOOLS) {
      Optional<Path> real = onPath(tool);
      if (real.isPresent()) {
        Files.createSymbolicLink(bin.resolve(tool), real.get());
      }
    }
    stub("javac", "echo 'javac 17.0.1'");
    javaStub("");
    mavenStub("");
    userIsRoot(false);
  }

  @Test
  void firstUseBuildsAndThenStarts() throws Exception {
    Run run = autocut("render");

    assertThat(run.exitCode()).isZero();
    assertThat(run.errors()).contains("Building AutoCut (first use;");
    assertThat(noted("mvn")).contains("-DskipTests", "package");
    assertThat(noted("java")).endsWith("io.autocut.runners.AutoCut", "render");
  }

  @Test
  void secondUseDoesNotCallMaven() throws Exception {
    autocut("render");
    forget();

    Run run = autocut("render");

    assertThat(run.exitCode()).isZero();
    assertThat(run.errors()).isEmpty();
    assertThat(noted("mvn")).isEmpty();
  }

  @Test
  void secondUseNeedsNeitherMavenNorCompiler() throws Exception {
    autocut("render");
    Files.delete(bin.resolve("mvn"));
    Files.delete(bin.resolve("javac"));

    assertThat(autocut("render").exitCode()).isZero();
  }

  @Test
  void changedSourceIsBuiltAgain() throws Exception {
    autocut("render");
    forget();
    makeNewer(project.resolve("transforms/src/main/java/Source.java"));

    autocut("render");

    assertThat(noted("mvn")).contains("package");
  }

  @Test
  void changedTemplateIsBuiltAgain() throws Exception {
    autocut("render");
    forget();
    makeNewer(project.resolve("templates/edit/balanced.json"));

    autocut("render");

    assertThat(noted("mvn")).contains("package");
  }

  @Test
  void changedTestIsNotBuiltAgain() throws Exception {
    Path test = project.resolve("transforms/src/test/java/SourceTest.java");
    write(test, "class SourceTest {}");
    autocut("render");
    forget();
    makeNewer(test);

    autocut("render");

    assertThat(noted("mvn")).isEmpty();
  }

  @Test
  void deletedSourceIsBuiltAgain() throws Exception {
    autocut("render");
    forget();
    Files.delete(project.resolve("runners/src/main/java/Source.java"));
    makeNewer(project.resolve("runners/src/main/java"));

    autocut("render");

    assertThat(noted("mvn")).contains("package");
  }

  @Test
  void projectThatWasMovedIsBuiltAgain() throws Exception {
    autocut("render");
    forget();
    project = Files.move(project, folder.resolve("moved"));

    autocut("render");

    assertThat(noted("mvn")).contains("package");
  }

  @Test
  void libraryThatWentAwayIsFetchedAgain() throws Exception {
    autocut("render");
    forget();
    Files.delete(folder.resolve("library.jar"));

    autocut("render");

    assertThat(noted("mvn")).contains("package");
  }

  @Test
  void otherMavenArgumentsMakeAnotherBuild() throws Exception {
    autocut("render");
    forget();
    environment.put("AUTOCUT_MAVEN_ARGS", "-Pgpl -o");

    autocut("render");

    assertThat(noted("mvn")).contains("-Pgpl", "-o", "package");
  }

  @Test
  void failedBuildShowsWhatMavenSaidAndWhereTheLogIs() throws Exception {
    mavenStub("echo 'Source.java: a semicolon is missing'; exit 1");

    Run run = autocut("render");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .contains("a semicolon is missing")
        .contains(project.toRealPath().resolve("target/autocut-build.log").toString());
    assertThat(noted("java")).doesNotContain("render");
  }

  @Test
  void failedBuildIsTriedAgain() throws Exception {
    mavenStub("exit 1");
    autocut("render");
    mavenStub("");

    assertThat(autocut("render").exitCode()).isZero();
  }

  @Test
  void missingMavenIsNamed() throws Exception {
    Files.delete(bin.resolve("mvn"));

    Run run = autocut("render");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("there is no mvn on the PATH");
  }

  @Test
  void missingJavaIsNamed() throws Exception {
    Files.delete(bin.resolve("java"));

    Run run = autocut("render");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("there is no java");
  }

  @Test
  void compilerThatIsTooOldIsNamedWithItsVersion() throws Exception {
    stub("javac", "echo 'Picked up JAVA_TOOL_OPTIONS: -Xmx500m'; echo 'javac 11.0.2'");

    Run run = autocut("render");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("javac is of version 11");
  }

  @Test
  void javaHomeIsPreferredToThePath() throws Exception {
    Path home = Files.createDirectories(folder.resolve("a jdk/bin"));
    Files.move(bin.resolve("java"), home.resolve("java"));
    Files.move(bin.resolve("javac"), home.resolve("javac"));
    environment.put("JAVA_HOME", home.getParent().toString());

    assertThat(autocut("render").exitCode()).isZero();
  }

  @Test
  void argumentsArriveUnchanged() throws Exception {
    autocut("render", "--clips", "my clips", "", "*", "$HOME", "--", "a\"b'c");

    assertThat(noted("java"))
        .endsWith("render", "--clips", "my clips", "", "*", "$HOME", "--", "a\"b'c");
  }

  @Test
  void noArgumentsStayNone() throws Exception {
    autocut();

    assertThat(noted("java")).endsWith("io.autocut.runners.AutoCut");
  }

  @Test
  void exitCodeOfJavaPassesThrough() throws Exception {
    javaStub("exit 3");

    assertThat(autocut("render").exitCode()).isEqualTo(3);
  }

  @Test
  void workingFolderStaysTheUsers() throws Exception {
    javaStub("pwd");

    assertThat(autocut("render").output().strip()).isEqualTo(folder.toRealPath().toString());
  }

  @Test
  void linkToTheScriptStartsTheSameProject() throws Exception {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Path.of("a project", "autocut"));

    Run run = run(link, "render");

    assertThat(run.exitCode()).isZero();
    assertThat(project.resolve("target/autocut.built")).exists();
  }

  @Test
  void classPathHoldsTheBuiltJarsAndTheLibraries() throws Exception {
    javaStub("echo \"$CLASSPATH\"");

    assertThat(autocut("render").output().strip().split(File.pathSeparator))
        .containsExactly(
            project.toRealPath().resolve("runners/target/autocut-runners-1.jar").toString(),
            folder.resolve("library.jar").toString());
  }

  @Test
  void heapIsTheOneAskedFor() throws Exception {
    environment.put("AUTOCUT_HEAP", "3g");

    autocut("render");

    assertThat(noted("java")).contains("-Xmx3g");
  }

  @Test
  void ffmpegIsCheckedOnceForEachBuild() throws Exception {
    autocut("render");
    assertThat(noted("java")).contains("check-ffmpeg");
    forget();

    autocut("render");

    assertThat(noted("java")).doesNotContain("check-ffmpeg");
  }

  @Test
  void firstUseRehearsesAndStartsWithTheArchiveOfTheClassesThatItLoaded() throws Exception {
    Run run = autocut("render");

    assertThat(run.errors()).contains("Preparing fast starts");
    List<String> java = noted("java");
    assertThat(java).containsSubsequence("rehearse", "-Xshare:dump", ARCHIVE_FLAG + archive());
    assertThat(java).endsWith("io.autocut.runners.AutoCut", "render");
  }

  @Test
  void archiveOfClassesIsMadeOnceForEachBuild() throws Exception {
    autocut("render");
    forget();

    autocut("render");
    assertThat(noted("java"))
        .contains(ARCHIVE_FLAG + archive())
        .doesNotContain("rehearse", "-Xshare:dump");

    makeNewer(project.resolve("runners/src/main/java/Source.java"));
    autocut("render");
    assertThat(noted("java")).contains("rehearse", "-Xshare:dump");
  }

  @Test
  void startThatCannotBeRehearsedIsMadeWithoutAnArchiveAndNotRehearsedAgain() throws Exception {
    Files.createFile(notes.resolve("rehearsal-fails"));

    Run run = autocut("render");

    assertThat(run.exitCode()).isZero();
    assertThat(run.errors()).contains("Starts will be slow").contains("autocut-class-archive.log");
    assertThat(noted("java"))
        .endsWith("io.autocut.runners.AutoCut", "render")
        .noneMatch(argument -> argument.startsWith(ARCHIVE_FLAG));
    forget();
    assertThat(autocut("render").errors()).isEmpty();
    assertThat(noted("java")).doesNotContain("rehearse");
  }

  @Test
  void interruptedPreparationEndsTheStart() throws Exception {
    Files.createFile(notes.resolve("interrupted"));

    assertThat(autocut("render").exitCode()).isEqualTo(130);
    assertThat(noted("java")).doesNotContain("-Xshare:dump", "render");

    Files.delete(notes.resolve("interrupted"));
    autocut("render");
    assertThat(noted("java")).contains("-Xshare:dump");
  }

  @Test
  void anotherJavaMakesAnArchiveOfItsOwn() throws Exception {
    autocut("render");
    forget();
    Path home = Files.createDirectories(folder.resolve("other jdk/bin"));
    Files.move(bin.resolve("java"), home.resolve("java"));
    Files.move(bin.resolve("javac"), home.resolve("javac"));
    environment.put("JAVA_HOME", home.getParent().toString());

    autocut("render");

    assertThat(noted("java")).contains("rehearse", "-Xshare:dump");
  }

  @Test
  void helpAndTestsNeedNoArchiveOfClasses() throws Exception {
    autocut("render", "--help");
    autocut("test");

    assertThat(noted("java")).doesNotContain("rehearse", "-Xshare:dump");
  }

  @Test
  void missingLibrariesWithoutRootPrintTheExactCommand() throws Exception {
    systemWithoutLibraries();

    Run run = autocut("render");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .containsPattern(
            "\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends "
                + USUAL_LIBRARIES
                + "libasound2(t64)? libxcb1 libxcb-shm0\n");
    assertThat(noted("apt-get")).isEmpty();
    assertThat(noted("java")).doesNotContain("render");
  }

  @Test
  void sudoIsNotUsedWhereNobodyCanBeAsked() throws Exception {
    systemWithoutLibraries();
    stub("sudo", "");

    assertThat(autocut("render").exitCode()).isEqualTo(2);
    assertThat(noted("sudo")).isEmpty();
  }

  @Test
  void missingLibrariesAreInstalledByRoot() throws Exception {
    systemWithoutLibraries();
    userIsRoot(true);

    Run run = autocut("render");

    assertThat(run.exitCode()).isZero();
    assertThat(run.errors()).contains("Installing system libraries that FFmpeg needs: libva2");
    assertThat(noted("apt-get")).startsWith("update", "install", "-y").contains("libpulse0");
  }

  @Test
  void soundLibraryHasItsNewNameWhereThePackagesSaySo() throws Exception {
    systemWithoutLibraries();
    userIsRoot(true);
    stub("apt-cache", "");

    autocut("render");

    assertThat(noted("apt-get")).contains("libasound2t64").doesNotContain("libasound2");
  }

  @Test
  void failedInstallationShowsWhatAptSaid() throws Exception {
    systemWithoutLibraries();
    userIsRoot(true);
    stub("apt-get", "echo 'E: no network'; exit 100");

    Run run = autocut("render");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("E: no network").contains("apt-get could not install");
  }

  @Test
  void ffmpegThatDoesNotStartWithItsLibrariesEitherIsExplained() throws Exception {
    systemWithoutLibraries();
    userIsRoot(true);
    stub("apt-get", "");

    Run run = autocut("render");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("does not start").contains("bundled: libva.so.2 is missing");
  }

  @Test
  void systemWithoutAptIsToldWhatIsMissing() throws Exception {
    systemWithoutLibraries();
    Files.delete(bin.resolve("apt-get"));

    Run run = autocut("render");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("--ffmpeg").contains("bundled: libva.so.2 is missing");
  }

  @Test
  void ffmpegNamedByAnOptionIsLeftToTheProgram() throws Exception {
    systemWithoutLibraries();

    assertThat(autocut("render", "--ffmpeg", "/my/ffmpeg").exitCode()).isZero();
  }

  @Test
  void ffmpegNamedByTheEnvironmentIsLeftToTheProgram() throws Exception {
    systemWithoutLibraries();
    environment.put("AUTOCUT_FFMPEG", "/my/ffmpeg");

    assertThat(autocut("render").exitCode()).isZero();
  }

  @Test
  void helpNeedsNoFfmpeg() throws Exception {
    systemWithoutLibraries();

    assertThat(autocut("render", "--help").exitCode()).isZero();
  }

  @Test
  void testSetsUpAndThenVerifiesInTheProjectFolder() throws Exception {
    mavenStub("pwd");
    Run first = autocut("test", "-Dtest=One Test");

    assertThat(first.output().strip()).isEqualTo(project.toRealPath().toString());
    assertThat(noted("mvn")).endsWith("-B", "verify", "-Dtest=One Test");
    assertThat(noted("java")).contains("check-ffmpeg").doesNotContain("test");
  }

  @Test
  void testHasTheExitCodeOfMaven() throws Exception {
    autocut("render");
    mavenStub("exit 7");

    assertThat(autocut("test").exitCode()).isEqualTo(7);
  }

  private Path archive() throws IOException {
    return project.toRealPath().resolve("target/autocut.jsa");
  }

  private Run autocut(String... arguments) throws Exception {
    return run(project.resolve("autocut"), arguments);
  }

  private Run run(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(Arrays.asList(arguments));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("NOTES", notes.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the script ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  /**
   * Java that knows its version, passes the check of FFmpeg, makes an archive of classes, and else
   * does as {@code body} says.
   */
  private void javaStub(String body) throws IOException {
    stub(
        "java",
        "case \"${*: -1}\" in",
        "  -version) echo 'openjdk version \"17.0.1\"' >&2; exit ;;",
        "  check-ffmpeg) if [ -e \"$NOTES/libraries-missing\" ]; then",
        "    echo 'bundled: libva.so.2 is missing' >&2; exit 4; fi; exit ;;",
        "  rehearse) if [ -e \"$NOTES/interrupted\" ]; then kill -INT $PPID; exit 130; fi",
        "    [ ! -e \"$NOTES/rehearsal-fails\" ]; exit ;;",
        "  -XX:SharedArchiveFile=*) archive=${*: -1}; : >\"${archive##*=}\"; exit ;;",
        "esac",
        body);
  }

  /** Maven that leaves behind what a build leaves behind, and else does as {@code body} says. */
  private void mavenStub(String body) throws IOException {
    stub(
        "mvn",
        "mkdir -p runners/target/maven-archiver",
        "touch '" + folder + "/library.jar' runners/target/autocut-runners-1.jar",
        "echo version=1 > runners/target/maven-archiver/pom.properties",
        "printf %s '" + folder + "/library.jar' > runners/target/autocut.classpath",
        body);
  }

  /** No FFmpeg starts until apt-get has installed something. */
  private void systemWithoutLibraries() throws IOException {
    Files.createFile(notes.resolve("libraries-missing"));
    stub("apt-get", "[ \"$1\" = update ] || rm \"$NOTES/libraries-missing\"");
    stub("apt-cache", "exit 100");
  }

  private void userIsRoot(boolean root) throws IOException {
    stub("id", root ? "echo 0" : "echo 1000");
  }

  private void stub(String name, String... lines) throws IOException {
    Path stub = bin.resolve(name);
    write(
        stub,
        "#!"
            + onPath("bash").orElseThrow()
            + "\nfor argument in \"$@\"; do printf '%s\\n' \"$argument\"; done >> \"$NOTES/"
            + name
            + "\"\n"
            + String.join("\n", lines)
            + "\n");
    Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The arguments of all calls of a stub, or nothing when it was not called. */
  private List<String> noted(String name) throws IOException {
    Path note = notes.resolve(name);
    return Files.exists(note) ? Files.readAllLines(note) : List.of();
  }

  private void forget() throws IOException {
    for (String name : List.of("java", "mvn")) {
      Files.deleteIfExists(notes.resolve(name));
    }
  }

  private static void makeNewer(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static Optional<Path> onPath(String tool) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
