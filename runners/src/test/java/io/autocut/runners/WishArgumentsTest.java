package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.pipelines.MontagePipeline;
import io.autocut.pipelines.MontagePipeline.Result;
import io.autocut.pipelines.MontagePipelineOptions;
import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.ClipPlace;
import io.autocut.schemas.ClipWish;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.RepeatPolicy;
import io.autocut.schemas.SourceRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Wishes on the command line, and the requests that come of them. */
final class WishArgumentsTest {
  @TempDir Path folder;

  @Command
  private static final class Verb {
    @Mixin private MontageArguments montages;
  }

  @BeforeEach
  void makeClips() throws Exception {
    for (String name : List.of("a.mp4", "b=2.mp4", "c.mp4", "song.mp3")) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  private MontageRequest request(String options) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--clips",
                clip("c.mp4"),
                clip("a.mp4"),
                clip("b=2.mp4"),
                "--music",
                clip("song.mp3"),
                "--output",
                clip("film.mp4")));
    for (String word : options.split(" ")) {
      arguments.add(word.replace("DIR", folder.toString()));
    }
    Verb verb = new Verb();
    new CommandLine(verb).parseArgs(arguments.toArray(new String[0]));
    MontagePipelineOptions wanted = PipelineOptionsFactory.as(MontagePipelineOptions.class);
    verb.montages.fill(wanted);
    return MontagePipeline.requests(wanted, Result.FILMS).get(0);
  }

  private String clip(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void everyOptionComesIntoTheRequest() throws Exception {
    MontageWishes wishes =
        request(
                "--include DIR/a.mp4 --exclude DIR/c.mp4 --range DIR/b=2.mp4=1.1-1:04 --range DIR/b=2.mp4=90-"
                    + " --weight DIR/a.mp4=2 --at-least DIR/a.mp4=1 --at-most DIR/a.mp4=2 --at-most 4"
                    + " --start DIR/a.mp4 --end DIR/b=2.mp4 --order as-given --duration 1:30"
                    + " --min-shot 0.3 --max-shot 2.5 --repeat never")
            .getWishes();

    assertThat(wishes)
        .isEqualTo(
            MontageWishes.newBuilder()
                .setClips(
                    List.of(
                        ClipWish.newBuilder()
                            .setClip(clip("a.mp4"))
                            .setMustInclude(true)
                            .setWeightPermille(2000)
                            .setAtLeast(1)
                            .setAtMost(2)
                            .setPlace(ClipPlace.START)
                            .build(),
                        ClipWish.newBuilder()
                            .setClip(clip("b=2.mp4"))
                            .setRanges(
                                List.of(
                                    new SourceRange(
                                        new ExactSeconds(11L, 10L), new ExactSeconds(64L, 1L)),
                                    new SourceRange(new ExactSeconds(90L, 1L), null)))
                            .setAtMost(4)
                            .setPlace(ClipPlace.END)
                            .build(),
                        ClipWish.newBuilder().setClip(clip("c.mp4")).setExclude(true).build()))
                .setOrder(ClipOrder.AS_GIVEN)
                .setGivenOrder(List.of(clip("c.mp4"), clip("a.mp4"), clip("b=2.mp4")))
                .setDurationMillis(90_000)
                .setMinShotMillis(300)
                .setMaxShotMillis(2500)
                .setRepeat(RepeatPolicy.NEVER)
                .build());
  }

  @Test
  void withoutOptionsNothingIsWished() throws Exception {
    assertThat(request("--seed 0").getWishes()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--include DIR/a.mp4 --exclude DIR/a.mp4|\"a.mp4\" is to be included and excluded",
        "--include DIR/d.mp4|is not among the clips. Did you mean",
        "--range DIR/a.mp4|--range must be PATH=IN-OUT",
        "--range DIR/a.mp4=4-2|ends before it begins",
        "--weight DIR/a.mp4=|--weight must be PATH=N",
        "--at-most many|how often \"a.mp4\" is shown at most must be an integer",
        "--order random|--order must be free, chronological or as-given",
        "--repeat often|--repeat must be least-recent or never",
        "--duration soon|--duration: neither seconds",
        "--duration 0|--duration must be longer than nothing",
        "--duration 0.5|--duration: a film may last from one second",
        "--min-shot 0.0001|--min-shot: finer than a millisecond",
        "--min-shot 2 --max-shot 1|--min-shot is longer than --max-shot: 2000 > 1000 ms",
        "--min-shot 9|--min-shot is longer than the longest shot of template dynamic, 9000 > 8000 ms: give --max-shot too"
      })
  void whatMakesNoSenseIsRefused(String options, String message) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "render", "--clips", clip("c.mp4"), clip("a.mp4"), "--music", clip("song.mp3")));
    arguments.addAll(List.of("--output", clip("film.mp4")));
    arguments.addAll(List.of(options.replace("DIR", folder.toString()).split(" ")));

    CommandRun run = CommandRun.of(arguments.toArray(new String[0]));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains(message);
  }

  @Test
  void wishesOfClipsForAWholeManifestAreRefused() {
    CommandRun run = CommandRun.of("render", "--manifest", "films.jsonl", "--include", "a.mp4");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("give \"wishes\" in its lines");
  }
}
