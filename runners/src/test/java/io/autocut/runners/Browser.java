package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A page in a real browser without a screen; tests with it are skipped where there is none. */
final class Browser implements AutoCloseable {
  private static final List<Path> BROWSERS =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
  private static final List<Path> DRIVERS =
      List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/lib/chromium/chromedriver"));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser open(Path page) {
    Optional<Path> chromium = BROWSERS.stream().filter(Files::isExecutable).findFirst();
    Optional<Path> chromedriver = DRIVERS.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "pages are tried in Chromium: apt-get install chromium chromium-driver");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--autoplay-policy=no-user-gesture-required");
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.get().toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.driver.get(page.toUri().toString());
    return browser;
  }

  /** As wide as a device, not as a window: windows are never narrower than 500 pixels. */
  Browser wide(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels < 600));
    driver.manage().window().setSize(new Dimension(Math.max(500, pixels), 900));
    return this;
  }

  Browser dark() {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    return this;
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  void press(CharSequence... keys) {
    find("body").sendKeys(keys);
  }

  static CharSequence right() {
    return Keys.ARROW_RIGHT;
  }

  static CharSequence left() {
    return Keys.ARROW_LEFT;
  }

  Object script(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** Waits until a script answers true. */
  void await(String script) {
    new WebDriverWait(driver, PATIENCE).until(any -> Boolean.TRUE.equals(script(script)));
  }

  /** Fails when the page has complained, or has asked for anything but itself and its film. */
  void assertQuiet(String... files) {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).as("console").isEmpty();
    assertThat(driver.manage().logs().get(LogType.PERFORMANCE).getAll())
        .extracting(entry -> entry.getMessage())
        .filteredOn(message -> message.contains("\"Network.requestWillBeSent\""))
        .filteredOn(message -> !message.contains("\"url\":\"data:"))
        .allSatisfy(message -> assertThat(message).containsAnyOf(files));
  }

  /** Fails when anybody would be kept from reading the page. */
  void assertAccessible() {
    List<Rule> violations =
        new AxeBuilder()
            .analyze(driver).getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .toList();
    assertThat(violations)
        .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().get(0))
        .isEmpty();
  }

  /** Fails when one has to scroll sideways; says what sticks out. */
  void assertFits() {
    assertThat(
            script(
                "const width = document.documentElement.clientWidth;"
                    + "const scrolls = e => e.closest('.scroller, .wide, .sr');"
                    + "return [...document.querySelectorAll('body *')]"
                    + ".filter(e => !scrolls(e) && e.getBoundingClientRect().right > width + 1)"
                    + ".map(e => e.outerHTML.slice(0, 200))"))
        .isEqualTo(List.of());
  }

  @Override
  public void close() {
    driver.quit();
  }
}
