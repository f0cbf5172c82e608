package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.autocut.json.PlainJson;
import io.autocut.media.ProgramProcess;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.TestFfmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that go to editing programs and come back, as a user sends them. */
final class HandoffTest {
  private static final Path MELT = Path.of("/usr/bin/melt");

  @TempDir static Path folder;
  @TempDir Path own;

  @BeforeAll
  static void makeAFilm() throws Exception {
    Footage footage = Footage.in(folder);
    CommandRun film =
        CommandRun.of(
            "render",
            "--clips",
            footage.clips().toString(),
            "--music",
            footage.music().toString(),
            "--output",
            folder.resolve("film.mp4").toString(),
            "--store",
            folder.resolve("store").toString(),
            "--canvas",
            "320x180",
            "--fps",
            "25",
            "--template",
            "buildup",
            "--export",
            "otio,edl,fcpxml,mlt");
    assertThat(film.exitCode()).as(film.err()).isEqualTo(ExitCode.ALL_MADE);
  }

  private static Path film(String ending) {
    return folder.resolve("film" + ending);
  }

  private CommandRun imported(Path edited, String output, String... more) {
    String[] arguments = {"import", edited.toString(), "--output", own.resolve(output).toString()};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }

  private static EditDecisionList plan(Path file) throws IOException {
    return PlainJson.parse(Files.readString(file), EditDecisionList.class);
  }

  @Test
  void everyFrameThatMeltRendersIsThatOfTheFilm() throws Exception {
    assumeTrue(Files.isExecutable(MELT), "MLT is read back by melt: apt-get install melt");
    Path rendered = own.resolve("melt.mkv");
    render(film(".mlt"), rendered);

    assertThat(NumberedFrames.of(TestFfmpeg.ffmpeg(), rendered))
        .isEqualTo(NumberedFrames.of(TestFfmpeg.ffmpeg(), film(".mp4")));
  }

  /** Now and then melt does not end by itself, whatever it renders: then once more. */
  private static void render(Path project, Path rendered) throws Exception {
    ProgramProcess melt = ProgramProcess.at(MELT);
    List<String> arguments =
        List.of(
            project.toString(),
            "-silent",
            "-consumer",
            "avformat:" + rendered,
            "vcodec=mjpeg",
            "an=1",
            "real_time=0");
    for (int tried = 1; ; tried++) {
      try {
        melt.text(Duration.ofSeconds(30), arguments);
        return;
      } catch (IOException e) {
        if (tried == 4) {
          throw e;
        }
      }
    }
  }

  @Test
  void musicThatHasChangedSinceIsRefusedAndNotKept() throws Exception {
    Path other = own.resolve("other.wav");
    DemoMusic.write(other);
    Files.write(other, new byte[] {0, 0}, java.nio.file.StandardOpenOption.APPEND);
    EditDecisionList plan =
        EditDecisionList.newBuilder(plan(film(".edl.json"))).setMusicUri(other.toString()).build();
    Path edited = Files.writeString(own.resolve("other.edl.json"), PlainJson.pretty(plan));

    CommandRun run = CommandRun.of("export", edited.toString(), "--format", "edl");

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("not the music that the plan was made for");
  }

  @Test
  void planComesBackFromOtioAsItWent() throws Exception {
    CommandRun run = imported(film(".otio"), "back.edl.json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(own.resolve("back.edl.json")).hasSameTextualContentAs(film(".edl.json"));
  }

  @Test
  void planComesBackFromAnEdlAsItWent() throws Exception {
    CommandRun run =
        imported(film(".edl"), "back.edl.json", "--plan", film(".edl.json").toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(own.resolve("back.edl.json")).hasSameTextualContentAs(film(".edl.json"));
  }

  /** Takes the second shot out of an EDL and moves what follows up, as an editor does. */
  private Path withoutTheSecondShot() throws IOException {
    EditDecisionList plan = plan(film(".edl.json"));
    long frames = plan.getEvents().get(1).getRecordOut() - plan.getEvents().get(1).getRecordIn();
    List<String> lines =
        Files.readAllLines(film(".edl")).stream()
            .filter(line -> !line.startsWith("002 "))
            .map(line -> line.matches("\\d{3}.* V .*") ? moved(line, frames) : line)
            .collect(Collectors.toList());
    return Files.write(own.resolve("edited.edl"), lines);
  }

  private static String moved(String line, long frames) {
    if (line.startsWith("001")) {
      return line;
    }
    String[] times = line.substring(line.length() - 23).split(" ");
    return line.substring(0, line.length() - 23)
        + shifted(times[0], frames)
        + " "
        + shifted(times[1], frames);
  }

  private static String shifted(String timecode, long frames) {
    String[] parts = timecode.split(":");
    long all = 0;
    for (int i = 0; i < 3; i++) {
      all = 60 * all + Long.parseLong(parts[i]);
    }
    all = all * 25 + Long.parseLong(parts[3]) - frames;
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d:%02d", all / 90_000, all / 1500 % 60, all / 25 % 60, all % 25);
  }

  @Test
  void shotThatWasLeftOutIsNotInTheFilm() throws Exception {
    EditDecisionList before = plan(film(".edl.json"));
    Path edited = withoutTheSecondShot();
    CommandRun run = imported(edited, "new.edl.json", "--plan", film(".edl.json").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();

    CommandRun film =
        CommandRun.of(
            "render",
            "--plan",
            own.resolve("new.edl.json").toString(),
            "--output",
            own.resolve("new.mp4").toString(),
            "--store",
            folder.resolve("store").toString());

    assertThat(film.exitCode()).as(film.err()).isEqualTo(ExitCode.ALL_MADE);
    List<Event> events = plan(own.resolve("new.edl.json")).getEvents();
    assertThat(events).hasSize(before.getEvents().size() - 1);
    assertThat(events.get(1).getSourceIn()).isEqualTo(before.getEvents().get(2).getSourceIn());
  }

  @Test
  void edlWithoutItsPlanIsRefusedInWords() {
    CommandRun run = imported(film(".edl"), "back.edl.json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("name it with --plan");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"OTIO_SCHEMA\":\"Clip.2\"}",
        "{\"OTIO_SCHEMA\":\"Timeline.1\"}",
        "{\"OTIO_SCHEMA\":\"Timeline.1\",\"metadata\":{\"autocut\":{\"plan\":{}}}}"
      })
  void whatIsNoTimelineIsRefusedWithItsName(String text) throws Exception {
    Path edited = Files.writeString(own.resolve("edited.otio"), text);

    CommandRun run = imported(edited, "back.edl.json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("edited.otio: ");
    assertThat(own.resolve("back.edl.json")).doesNotExist();
  }

  @Test
  void pathsCanBeRelative() throws Exception {
    CommandRun run =
        CommandRun.of(
            "export",
            film(".edl.json").toString(),
            "--format",
            "otio,mlt",
            "--output",
            Files.createDirectory(own.resolve("handoff")).toString(),
            "--paths",
            "relative",
            "--store",
            folder.resolve("store").toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(own.resolve("handoff/film.otio"))
        .content()
        .doesNotContain("\"file://")
        .contains("clips/clip1.mp4\"");
  }

  @Test
  void clipThatIsGoneIsNamedWithItsShot() throws Exception {
    EditDecisionList list = plan(film(".edl.json"));
    List<Event> events = new ArrayList<>(list.getEvents());
    events.set(
        2,
        Event.newBuilder(events.get(2))
            .setClipUri(own.resolve("gone.mp4").toString())
            .setClipFingerprint("")
            .build());
    Path changed = own.resolve("changed.edl.json");
    Files.writeString(
        changed, PlainJson.pretty(EditDecisionList.newBuilder(list).setEvents(events).build()));

    CommandRun run =
        CommandRun.of(
            "export",
            changed.toString(),
            "--format",
            "otio",
            "--store",
            folder.resolve("store").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_MADE);
    assertThat(run.err()).contains("shot 3 of the plan, " + own.resolve("gone.mp4"));
  }
}
