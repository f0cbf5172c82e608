package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.media.FfmpegInstallation.Origin;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FfmpegLocatorTest {
  @TempDir private Path folder;
  private FakeFfmpeg fake;

  @BeforeEach
  void open() {
    fake = FakeFfmpeg.in(folder);
  }

  @Test
  void oneThatTheUserNamesIsTheOnlyOneTried() throws Exception {
    Path chosen = fake.telling("ffmpeg", "9.9-test");
    fake.telling("ffprobe", "9.9-test");

    FfmpegLocator.Survey survey = FfmpegLocator.of(Optional.of(chosen), System.getenv()).survey();

    assertThat(survey.usable())
        .extracting(FfmpegLocator.Found::installation)
        .containsExactly(
            new FfmpegInstallation(
                Origin.CHOSEN,
                chosen.toString(),
                folder.resolve("ffprobe").toString(),
                "9.9-test"));
    assertThat(survey.unusable()).isEmpty();
  }

  @Test
  void folderOfAnFfmpegMayBeNamed() throws Exception {
    Path chosen = fake.telling("ffmpeg", "9.9");
    fake.telling("ffprobe", "9.9");

    assertThat(best(FfmpegLocator.of(Optional.of(folder), Map.of())).ffmpeg())
        .isEqualTo(chosen.toString());
  }

  @Test
  void environmentNamesOneWhereTheUserDoesNot() throws Exception {
    Path chosen = fake.telling("ffmpeg", "9.9");
    fake.telling("ffprobe", "9.9");
    Map<String, String> environment = Map.of("AUTOCUT_FFMPEG", chosen.toString());

    FfmpegInstallation best = best(FfmpegLocator.of(Optional.empty(), environment));

    assertThat(best.ffmpeg()).isEqualTo(chosen.toString());
    assertThat(best.origin()).isEqualTo(Origin.CHOSEN);
  }

  @Test
  void userOverrulesTheEnvironment() throws Exception {
    Path chosen = fake.telling("ffmpeg", "9.9");
    fake.telling("ffprobe", "9.9");
    Map<String, String> environment = Map.of("AUTOCUT_FFMPEG", "/nowhere");

    assertThat(best(FfmpegLocator.of(Optional.of(chosen), environment)).version()).isEqualTo("9.9");
  }

  @Test
  void oneThatDoesNotStartIsUnusableForWhatItSays() throws Exception {
    Path chosen = fake.executable("ffmpeg", "echo 'cannot open libva.so.2' >&2; exit 127");

    assertThat(survey(chosen).unusable())
        .containsExactly(
            new FfmpegLocator.Unusable(
                Origin.CHOSEN, chosen.toString(), "does not start: cannot open libva.so.2"));
    assertThat(survey(chosen).best()).isEmpty();
  }

  @Test
  void oneThatDiesInSilenceIsUnusable() throws Exception {
    Path chosen = fake.executable("ffmpeg", "exit 1");

    assertThat(reason(survey(chosen))).isEqualTo("does not start: no output");
  }

  @Test
  void oneThatIsNotThereIsUnusable() throws Exception {
    Path chosen = folder.resolve("ffmpeg");

    assertThat(reason(survey(chosen))).isEqualTo("is not an executable file: " + chosen);
  }

  @Test
  void folderWithoutAnFfmpegIsUnusable() throws Exception {
    assertThat(reason(survey(folder)))
        .isEqualTo("is not an executable file: " + folder.resolve("ffmpeg"));
  }

  @Test
  void oneWithoutFfprobeBesideItIsUnusable() throws Exception {
    Path chosen = fake.telling("ffmpeg", "9.9");

    assertThat(reason(survey(chosen)))
        .isEqualTo("is not an executable file: " + folder.resolve("ffprobe"));
  }

  @Test
  void oneThatHangsIsUnusable() throws Exception {
    Path chosen = fake.executable("ffmpeg", "exec sleep 1000");

    FfmpegLocator.Survey survey =
        FfmpegLocator.of(Optional.of(chosen), Map.of())
            .survey(Duration.ofMillis(300), Hardware::tryAll, HardwareUse.AUTO);

    assertThat(reason(survey)).isEqualTo("does not start: no output");
  }

  @Test
  void oneThatWaitsForInputIsNotKeptWaiting() throws Exception {
    Path chosen = fake.executable("ffmpeg", "cat; echo waited >&2; exit 1");

    assertThat(reason(survey(chosen))).isEqualTo("does not start: waited");
  }

  @Test
  void buildThatTellsNoVersionIsNamedByItsFirstLine() throws Exception {
    Path chosen = fake.executable("ffmpeg", "echo 'my own build'");
    fake.executable("ffprobe", "echo 'my own build'");

    assertThat(survey(chosen).best().orElseThrow().installation().version())
        .isEqualTo("my own build");
  }

  @Test
  void firstFileOfThatNameOnThePathIsTried() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path misleading = Files.createDirectory(folder.resolve("misleading"));
    Files.createDirectory(misleading.resolve("ffmpeg"));
    Path ffmpeg = fake.telling("ffmpeg", "9.9");
    fake.telling("ffprobe", "9.9");
    Map<String, String> environment =
        Map.of("PATH", String.join(File.pathSeparator, "" + empty, "" + misleading, "" + folder));

    FfmpegInstallation best = best(FfmpegLocator.of(Optional.empty(), environment));

    // Its encoders all claim to work, so it is better than the bundled one.
    assertThat(best.ffmpeg()).isEqualTo(ffmpeg.toString());
    assertThat(best.origin()).isEqualTo(Origin.PATH);
  }

  @Test
  void bundledOneIsBestWhereNoneOnThePathIsBetter() throws Exception {
    Path ffmpeg =
        fake.executable(
            "ffmpeg", "case $1 in -version) echo 'ffmpeg version 9.9';; *) exit 1;; esac");
    fake.telling("ffprobe", "9.9");

    FfmpegLocator.Survey survey =
        FfmpegLocator.of(Optional.empty(), Map.of("PATH", folder.toString())).survey();

    assertThat(survey.usable())
        .extracting(found -> found.installation().origin())
        .endsWith(Origin.PATH);
    assertThat(survey.usable().get(survey.usable().size() - 1).installation().ffmpeg())
        .isEqualTo(ffmpeg.toString());
  }

  private static FfmpegInstallation best(FfmpegLocator locator) throws InterruptedException {
    return locator.survey().best().orElseThrow().installation();
  }

  private static FfmpegLocator.Survey survey(Path chosen) throws InterruptedException {
    return FfmpegLocator.of(Optional.of(chosen), Map.of()).survey();
  }

  private static String reason(FfmpegLocator.Survey survey) {
    assertThat(survey.unusable()).hasSize(1);
    return survey.unusable().get(0).reason();
  }

  @Test
  void anotherHostsFfmpegIsTakenWhereItLiesThereToo() throws Exception {
    Path ffmpeg = fake.telling("ffmpeg", "8");
    FfmpegInstallation wanted =
        new FfmpegInstallation(
            FfmpegInstallation.Origin.CHOSEN, ffmpeg.toString(), ffmpeg.toString(), "8");

    assertThat(FfmpegLocator.onThisHost(wanted)).isEqualTo(wanted);
  }

  @Test
  void workerWithoutTheFfmpegOfTheJobSaysSo() {
    FfmpegInstallation wanted =
        new FfmpegInstallation(
            FfmpegInstallation.Origin.CHOSEN, "/nowhere/ffmpeg", "/nowhere/ffprobe", "8");

    assertThatThrownBy(() -> FfmpegLocator.onThisHost(wanted))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no FFmpeg 8 (chosen, /nowhere/ffmpeg)")
        .hasMessageContaining("install it there");
  }
}
