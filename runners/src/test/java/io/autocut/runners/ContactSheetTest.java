package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All shots of a plan in one picture. */
final class ContactSheetTest {
  @TempDir static Path folder;

  @BeforeAll
  static void makeAPlan() throws Exception {
    Footage footage = Footage.in(folder);
    CommandRun run =
        CommandRun.of(
            "plan",
            "--clips",
            footage.clips().toString(),
            "--music",
            footage.music().toString(),
            "--duration",
            "10",
            "--output",
            folder.resolve("plan.edl.json").toString(),
            "--store",
            folder.resolve("store").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static CommandRun sheet(Path output, Path store) {
    return CommandRun.of(
        "contact-sheet",
        folder.resolve("plan.edl.json").toString(),
        "--output",
        output.toString(),
        "--store",
        store.toString());
  }

  @Test
  void everyShotIsOnTheSheet() throws Exception {
    Path output = folder.resolve("sheet.png");

    CommandRun run = sheet(output, folder.resolve("store"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("(\\d+) of \\1 shots");
    BufferedImage sheet = ImageIO.read(output.toFile());
    // Four pixels beside each picture of 192 by 108.
    assertThat((sheet.getWidth() - 4) % 196).isZero();
    assertThat((sheet.getHeight() - 4) % 112).isZero();
  }

  @Test
  void clipsThatWereNotAnalysedCannotBeShown() {
    CommandRun run = sheet(folder.resolve("none.png"), folder.resolve("other-store"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_MADE);
    assertThat(run.err()).contains("were not analysed with this store");
    assertThat(folder.resolve("none.png")).doesNotExist();
  }
}
