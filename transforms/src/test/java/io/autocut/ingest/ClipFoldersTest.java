package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.autocut.schemas.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClipFoldersTest {
  private static final AllowedPaths ALLOWED = AllowedPaths.everyLocalPath();

  @TempDir Path folder;

  @Test
  void folderBecomesItsFilesOfAllDepthsSorted() throws Exception {
    make("b.MOV", "a.mp4", "sub/deep/c.strange", "sub/d");

    assertThat(expand(folder)).isEqualTo(paths("a.mp4", "b.MOV", "sub/d", "sub/deep/c.strange"));
  }

  @Test
  void hiddenFilesAndFoldersArePassedOver() throws Exception {
    make("a.mp4", ".a.mp4.part", ".trash/b.mp4");

    assertThat(expand(folder)).isEqualTo(paths("a.mp4"));
  }

  @Test
  void hiddenFileThatIsNamedIsTaken() throws Exception {
    make(".a.mp4");

    assertThat(expand(folder.resolve(".a.mp4"))).isEqualTo(paths(".a.mp4"));
  }

  @Test
  void fileThatIsNamedTwiceOrFoundAgainIsOneClip() throws Exception {
    make("a.mp4", "b.mp4");

    assertThat(expand(folder.resolve("b.mp4"), folder, folder.resolve("b.mp4")))
        .isEqualTo(paths("a.mp4", "b.mp4"));
  }

  @Test
  void linkToAClipIsTheSameClip() throws Exception {
    make("b.mp4");
    Files.createSymbolicLink(folder.resolve("a.mp4"), folder.resolve("b.mp4"));

    assertThat(expand(folder)).isEqualTo(paths("a.mp4"));
  }

  @Test
  void linkBackUpIsNotFollowedForEver() throws Exception {
    make("sub/a.mp4");
    Files.createSymbolicLink(folder.resolve("sub/up"), folder);

    assertThat(expand(folder)).isEqualTo(paths("sub/a.mp4"));
  }

  @Test
  void foldersLinkedCrosswiseAreWalkedOnce() throws Exception {
    make("level30/clip.mp4");
    for (int level = 0; level < 30; level++) {
      make("level" + level + "/clip.mp4");
      for (String link : List.of("x", "y")) {
        Files.createSymbolicLink(
            folder.resolve("level" + level).resolve(link), folder.resolve("level" + (level + 1)));
      }
    }

    assertThat(expand(folder.resolve("level0"))).hasSize(31);
  }

  @Test
  void linkToNothingIsKeptForAnalysisToReport() throws Exception {
    make("a.mp4");
    Files.createSymbolicLink(folder.resolve("gone.mp4"), folder.resolve("none"));

    assertThat(expand(folder)).isEqualTo(paths("a.mp4", "gone.mp4"));
  }

  @Test
  void missingFileIsRefused() {
    Path missing = folder.resolve("none.mp4");

    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> expand(missing))
        .withMessage("\"" + missing + "\": there is no such file or folder");
  }

  @Test
  void missingFileOfABatchIsKept() throws Exception {
    String missing = folder.resolve("none.mp4").toString();

    assertThat(ClipFolders.keepingMissing(ALLOWED).expand(List.of(missing)).clips())
        .containsExactly(missing);
  }

  @Test
  void emptyFolderIsRefused() {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> expand(folder))
        .withMessage("folder \"" + folder + "\" holds no files");
  }

  @Test
  void deviceIsRefused() {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> expand(Path.of("/dev/null")))
        .withMessage("\"/dev/null\" is neither a file nor a folder");
  }

  @Test
  void clipLinkedFromOutsideTheAllowedFoldersIsPassedOverAndNamed() throws Exception {
    make("root/a.mp4", "secret.mp4");
    Path root = folder.resolve("root");
    Files.createSymbolicLink(root.resolve("b.mp4"), folder.resolve("secret.mp4"));
    ClipFolders folders = ClipFolders.refusingMissing(ALLOWED.withRoots(List.of(root)));

    ClipFolders.Found found = folders.expand(List.of(root.toString()));

    assertThat(found.clips()).isEqualTo(paths("root/a.mp4"));
    assertThat(found.refused())
        .extracting(Failure::getMessage)
        .containsExactly(
            "\""
                + root.resolve("b.mp4")
                + "\" leads out of the allowed folders "
                + root
                + "; it is passed over");
  }

  @Test
  void folderLinkedFromOutsideTheAllowedFoldersIsPassedOverAndNamed() throws Exception {
    make("root/a.mp4", "secrets/b.mp4");
    Path root = folder.resolve("root");
    Files.createSymbolicLink(root.resolve("more"), folder.resolve("secrets"));

    ClipFolders.Found found =
        ClipFolders.refusingMissing(ALLOWED.withRoots(List.of(root)))
            .expand(List.of(root.toString()));

    assertThat(found.clips()).isEqualTo(paths("root/a.mp4"));
    assertThat(found.refused()).hasSize(1);
  }

  @Test
  void nameWithALineBreakIsPassedOverAndNamed() throws Exception {
    make("a.mp4", "b\nc.mp4");

    ClipFolders.Found found =
        ClipFolders.refusingMissing(ALLOWED).expand(List.of(folder.toString()));

    assertThat(found.clips()).isEqualTo(paths("a.mp4"));
    assertThat(found.refused())
        .singleElement()
        .satisfies(
            refused ->
                assertThat(refused.getMessage())
                    .contains("b\\u000ac.mp4")
                    .endsWith("contains a NUL or a newline; it is passed over"));
  }

  @Test
  void pipeIsPassedOverAndNamed() throws Exception {
    make("a.mp4");
    Path pipe = folder.resolve("pipe.mp4");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    ClipFolders.Found found =
        ClipFolders.refusingMissing(ALLOWED).expand(List.of(folder.toString()));

    assertThat(found.clips()).isEqualTo(paths("a.mp4"));
    assertThat(found.refused())
        .extracting(Failure::getMessage)
        .containsExactly("\"" + pipe + "\" is no file; it is passed over");
  }

  @Test
  void folderOfNothingThatCanBeAClipIsRefusedAndSaysWhy() throws Exception {
    make("b\nc.mp4");

    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> expand(folder))
        .withMessageStartingWith("folder \"" + folder + "\" holds no clips: ")
        .withMessageContaining("newline");
  }

  @Test
  void remoteClipPassesAsItIs() throws Exception {
    assertThat(
            ClipFolders.refusingMissing(ALLOWED)
                .expand(List.of("gs://b/z.mp4", "gs://b/a.mp4"))
                .clips())
        .containsExactly("gs://b/a.mp4", "gs://b/z.mp4");
  }

  @Test
  void remoteFolderIsRefused() {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> ClipFolders.refusingMissing(ALLOWED).expand(List.of("gs://b/day1/")))
        .withMessage("\"gs://b/day1/\" is a remote folder; name its clips one by one");
  }

  private void make(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  private List<String> paths(String... names) {
    return Stream.of(names).map(name -> folder.resolve(name).toString()).toList();
  }

  private static List<String> expand(Path... named) throws IngestException {
    return ClipFolders.refusingMissing(ALLOWED)
        .expand(Stream.of(named).map(Path::toString).toList())
        .clips();
  }
}
