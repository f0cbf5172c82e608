package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllowedPathsTest {
  private static final Path BASE = Path.of("/base/folder");
  private static final AllowedPaths LOCAL = AllowedPaths.everyLocalPath();
  private static final AllowedPaths CLOUD = LOCAL.withSchemes(List.of("GS", "s3"));

  @ParameterizedTest
  @CsvSource({
    "a.mp4, /base/folder/a.mp4",
    "../a.mp4, /base/a.mp4",
    "/x/./y//a.mp4, /x/y/a.mp4",
    "-i.mp4, /base/folder/-i.mp4",
    "concat:a|b, /base/folder/concat:a|b",
    "a%2e%2eb.mp4, /base/folder/a%2e%2eb.mp4",
    "file:///x/My%20Clip.mp4, /x/My Clip.mp4",
    "FILE:/x/a.mp4, /x/a.mp4",
    "file:///x/%2e%2e/etc/passwd, /etc/passwd",
  })
  void localPathBecomesAbsoluteAndNormalised(String asked, String path) throws Exception {
    assertThat(LOCAL.check(asked, BASE)).isEqualTo(path);
  }

  @Property(tries = 200)
  void whatPassesIsAbsoluteOrOfAnAllowedSchemeAndPassesAgainUnchanged(@ForAll String asked) {
    try {
      String passed = CLOUD.check(asked, BASE);
      assertThat(passed).matches("(?s)(/|gs://|s3://|GS://|S3://).*").doesNotContain("\n", "\0");
      assertThat(CLOUD.check(passed, BASE)).isEqualTo(passed);
    } catch (IngestException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "\0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gs://bucket/films, a.mp4, gs://bucket/films/a.mp4",
    "gs://bucket/films/, ./a.mp4, gs://bucket/films/a.mp4",
    "gs://bucket/films, /local/a.mp4, /local/a.mp4",
    "gs://bucket/films, s3://other/a.mp4, s3://other/a.mp4",
    "file:///x/y, a.mp4, /x/y/a.mp4",
  })
  void relativePathsCountFromTheFolderOfTheirManifest(String base, String asked, String path)
      throws Exception {
    assertThat(CLOUD.check(asked, base)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "http://host/a.mp4|\"http://host/a.mp4\": scheme http: is not allowed. Allowed are local paths, file:, gs:, s3:.",
        "HTTPS://host/a.mp4|\"HTTPS://host/a.mp4\": scheme https: is not allowed. Allowed are local paths, file:, gs:, s3:.",
        "rtmp:/x|\"rtmp:/x\": scheme rtmp: is not allowed. Allowed are local paths, file:, gs:, s3:.",
        "gs:/a.mp4|\"gs:/a.mp4\" is not of the form gs://BUCKET/NAME",
        "gs://bucket|\"gs://bucket\" is not of the form gs://BUCKET/NAME",
        "gs://b/x/../a|\"gs://b/x/../a\" contains \"..\"",
        "gs://b/x/%2E./a|\"gs://b/x/%2E./a\" contains \"..\"",
        "file://host/a.mp4|\"file://host/a.mp4\" names another machine; a local file is file:///PATH",
        "file:a.mp4|\"file:a.mp4\" is not of the form file:///PATH",
        "file:///a.mp4?x|\"file:///a.mp4?x\" is not of the form file:///PATH",
        "file:///a b|\"file:///a b\" is not a URI; write spaces as %20, or give a plain path",
        "file:///a%00b|\"file:///a%00b\" contains a NUL or is not a path",
        "file:///a%0Ab|\"/a\\u000ab\" contains a NUL or a newline",
        "~~|a path is empty",
      })
  void otherUrisAreRefused(String asked, String message) {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> CLOUD.check(asked, BASE))
        .withMessage(message);
  }

  @Test
  void nulIsRefused() {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> LOCAL.check("a.mp4\0.txt", BASE))
        .withMessage("\"a.mp4\\u0000.txt\" contains a NUL or a newline");
  }

  @Test
  void pathOfTenMegabytesIsRefusedInAShortMessage() {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> LOCAL.check("a".repeat(10_000_000), BASE))
        .withMessage("\"" + "a".repeat(100) + "…\" is longer than 4096 characters");
  }

  @Test
  void httpCanNeverBeAllowed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LOCAL.withSchemes(List.of("Https")))
        .withMessage("never allowed: Https");
  }

  @Nested
  final class WithRoots {
    @TempDir Path temp;
    private Path root;
    private AllowedPaths rooted;

    @BeforeEach
    void makeFolders() throws Exception {
      root = Files.createDirectory(temp.resolve("root"));
      Files.createDirectory(temp.resolve("root-of-others"));
      Files.createFile(temp.resolve("secret.mp4"));
      Files.createFile(root.resolve("a.mp4"));
      rooted = LOCAL.withRoots(List.of(root));
    }

    @Test
    void fileUnderARootPasses() throws Exception {
      assertThat(rooted.check("a.mp4", root)).isEqualTo(root.resolve("a.mp4").toString());
    }

    @Test
    void fileThatIsYetToBeMadeUnderARootPasses() throws Exception {
      assertThat(rooted.check("new/b.mp4", root)).isEqualTo(root.resolve("new/b.mp4").toString());
    }

    @ParameterizedTest
    @CsvSource({"../secret.mp4", "../root-of-others/a.mp4", "x/../../secret.mp4", "/etc/passwd"})
    void fileOutsideIsRefused(String asked) {
      assertRefused(asked, " leads out of the allowed folders " + root);
    }

    @Test
    void encodedTraversalIsRefused() {
      assertRefused(
          "file://" + root + "/%2e%2e/secret.mp4", " leads out of the allowed folders " + root);
    }

    @Test
    void linkOutOfTheRootIsRefused() throws Exception {
      Files.createSymbolicLink(root.resolve("innocent.mp4"), temp.resolve("secret.mp4"));

      assertRefused("innocent.mp4", " leads out of the allowed folders " + root);
    }

    @Test
    void newFileBehindALinkOutOfTheRootIsRefused() throws Exception {
      Files.createSymbolicLink(root.resolve("out"), temp);

      assertRefused("out/new.mp4", " leads out of the allowed folders " + root);
    }

    @Test
    void linkToNothingIsRefused() throws Exception {
      Files.createSymbolicLink(root.resolve("later.mp4"), temp.resolve("later.mp4"));

      assertThatExceptionOfType(IngestException.class)
          .isThrownBy(() -> rooted.check("later.mp4", root))
          .withMessage("\"" + root.resolve("later.mp4") + "\" is a link to nothing");
    }

    @Test
    void linkToItselfIsRefused() throws Exception {
      Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));

      assertThatExceptionOfType(IngestException.class)
          .isThrownBy(() -> rooted.check("loop/a.mp4", root))
          .withMessageContaining("cannot be followed");
    }

    @Test
    void rootThatIsALinkAllowsWhatLiesBehindIt() throws Exception {
      Path link = Files.createSymbolicLink(temp.resolve("link"), root);

      assertThat(LOCAL.withRoots(List.of(link)).check("a.mp4", root)).endsWith("/root/a.mp4");
    }

    @Test
    void rootThatIsNotThereIsRefused() {
      assertThatExceptionOfType(IngestException.class)
          .isThrownBy(() -> LOCAL.withRoots(List.of(temp.resolve("none"))))
          .withMessage("allowed folder " + temp.resolve("none") + " is not there");
    }

    @Test
    void rulesSurviveSerialisation() throws Exception {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(rooted);
      AllowedPaths copy =
          (AllowedPaths)
              new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

      assertThat(copy.check("a.mp4", root)).endsWith("/a.mp4");
      assertThatExceptionOfType(IngestException.class)
          .isThrownBy(() -> copy.check("../secret.mp4", root));
    }

    private void assertRefused(String asked, String why) {
      assertThatExceptionOfType(IngestException.class)
          .isThrownBy(() -> rooted.check(asked, root))
          .withMessage(Quoted.of(asked) + why);
    }
  }
}
