package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.testing.TestClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

/** The pages that come with films and plans, in a real browser. */
final class PageTest {
  @TempDir static Path folder;

  private static final String HOSTILE = "<img src=x onerror=alert(1)>.mp4";

  private static final String FRAME =
      "return Number(document.getElementById('position').textContent.match(/frame (\\d+)/)[1])";

  @BeforeAll
  static void makeAFilmAndAPlan() throws Exception {
    Footage footage = Footage.in(folder);
    TestClip.numbered(7, 125).at("25").size(320, 180).in(footage.clips(), HOSTILE);
    CommandRun film =
        CommandRun.of(
            arguments(
                footage, "render", "film & <b>more.mp4", "--canvas", "320x180", "--fps", "30"));
    assertThat(film.exitCode()).as(film.err()).isEqualTo(ExitCode.ALL_MADE);
    CommandRun plan = CommandRun.of(arguments(footage, "plan", "plan.edl.json", "--html"));
    assertThat(plan.exitCode()).as(plan.err()).isEqualTo(ExitCode.ALL_MADE);
  }

  private static String[] arguments(Footage footage, String verb, String output, String... more) {
    String[] base = {
      verb,
      "--clips",
      footage.clips().toString(),
      "--music",
      footage.music().toString(),
      "--output",
      folder.resolve(output).toString(),
      "--store",
      folder.resolve("store").toString()
    };
    String[] all = java.util.Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return all;
  }

  private static Browser film() {
    Browser browser = Browser.open(folder.resolve("film & <b>more.html"));
    browser.await("return document.getElementById('media').readyState >= 1");
    return browser;
  }

  private static Browser plan() {
    Browser browser = Browser.open(folder.resolve("plan.plan.html"));
    browser.await("return document.getElementById('media').readyState >= 1");
    return browser;
  }

  @Test
  void nameOfTheFilmIsTextWhateverIsInIt() {
    try (Browser browser = film()) {
      assertThat(browser.find("h1").getText()).isEqualTo("film & <b>more.mp4");
    }
  }

  @Test
  void nameOfAClipIsTextWhateverIsInIt() {
    try (Browser browser = film()) {
      assertThat(browser.all(".clip")).extracting(WebElement::getText).contains(HOSTILE);
      assertThat(browser.all("img[src=x]")).isEmpty();
    }
  }

  @Test
  void everyShotHasAPicture() {
    try (Browser browser = film()) {
      assertThat(browser.all(".shots > li")).isNotEmpty();
      browser.await(
          "return [...document.querySelectorAll('.shots > li')]"
              + ".every(li => li.querySelector('img')?.naturalWidth > 0)");
    }
  }

  @Test
  void playheadFollowsTheFilm() {
    try (Browser browser = film()) {
      browser.script("document.getElementById('media').muted = true");
      browser.press(" ");
      browser.await(FRAME + " > 10");
      browser.press(" ");

      browser.await("return document.getElementById('media').paused");
      assertThat(browser.find("#playhead").getDomAttribute("style")).contains("left:");
    }
  }

  @Test
  void keysGoFromCutToCut() {
    try (Browser browser = film()) {
      browser.press(Browser.right(), Browser.right(), Browser.left());

      assertThat(browser.find(".shots > li[aria-current]").getDomAttribute("id"))
          .isEqualTo("shot-2");
      assertThat(browser.find("#timeline").getDomAttribute("aria-valuenow")).isEqualTo("2");
      browser.await(
          "const at = document.getElementById('media').currentTime * 30;"
              + "const first = Number(document.getElementById('shot-2').dataset.in);"
              + "return at >= first && at < first + 1");
    }
  }

  @Test
  void clickOnTheTimelineJumpsThere() {
    try (Browser browser = film().wide(1440)) {
      browser.find("#timeline").click();

      browser.await(
          "const half = Number(document.body.dataset.frames) / 2;"
              + "const at = document.getElementById('media').currentTime * 30;"
              + "return Math.abs(at - half) < half / 10");
    }
  }

  @Test
  void clickOnAShotJumpsThere() {
    try (Browser browser = film()) {
      browser.script("document.querySelector('#shot-3 .jump').click()");

      browser.await(FRAME + " === Number(document.getElementById('shot-3').dataset.in)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 768, 1440})
  void filmIsReadableAtEveryWidthByEverybody(int width) {
    try (Browser browser = film().wide(width)) {
      browser.assertFits();
      browser.assertAccessible();
      browser.assertQuiet("film%20&%20%3Cb%3Emore.html", "film%20&%20%3Cb%3Emore.mp4");
    }
  }

  @Test
  void filmIsReadableInTheDark() {
    try (Browser browser = film().dark()) {
      browser.assertAccessible();
    }
  }

  @Test
  void filmThatIsNotThereIsNamed() throws Exception {
    Path alone = Files.createDirectory(folder.resolve("alone"));
    Path page = Files.copy(folder.resolve("film & <b>more.html"), alone.resolve("page.html"));
    try (Browser browser = Browser.open(page)) {
      browser.await("return !document.getElementById('media-missing').hidden");
      assertThat(browser.find("#media-missing").getText()).contains("must lie beside this page");
    }
  }

  @Test
  void planCanBeHeardAndSeenBeforeAnythingIsCut() {
    try (Browser browser = plan()) {
      browser.press(Browser.right());

      assertThat(browser.find("#screen-still").getDomProperty("src"))
          .isEqualTo(browser.find("#shot-2 img").getDomProperty("src"));
      browser.assertFits();
      browser.assertAccessible();
      browser.assertQuiet("plan.plan.html");
    }
  }

  @Test
  void filmsOfARunAreFoundSortedAndFollowed() throws Exception {
    String clips = folder.resolve("clips").toString();
    String music = folder.resolve("music.wav").toString();
    Path manifest = folder.resolve("films.jsonl");
    Files.writeString(
        manifest,
        """
        {"montageId": "short", "clips": ["%s"], "music": "%s", "durationMillis": 8000}
        {"montageId": "long", "clips": ["%s"], "music": "%s"}
        """
            .formatted(clips, music, clips, music));
    Path output = folder.resolve("many");
    CommandRun run =
        CommandRun.of(
            "plan",
            "--html",
            "--manifest",
            manifest.toString(),
            "--output",
            output.toString(),
            "--store",
            folder.resolve("store").toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    Path page;
    try (Stream<Path> files = Files.list(output)) {
      page = files.filter(file -> file.toString().endsWith(".run.html")).findFirst().orElseThrow();
    }
    try (Browser browser = Browser.open(page)) {
      browser.find("th[data-key=seconds] button").click();
      assertThat(browser.find("#films tbody tr").getDomAttribute("data-name"))
          .isEqualTo("short.edl.json");
      browser.find("#find").sendKeys("long");
      assertThat(browser.find("#shown").getText()).isEqualTo("1 of 2");
      browser.assertFits();
      browser.assertAccessible();
      browser.assertQuiet(".run.html");
      browser.find("#films tbody tr:not([hidden]) a").click();
      browser.await("return document.querySelector('h1').textContent === 'long.edl.json'");
    }
  }
}
