package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.pipelines.IndexArchiveOptions;
import io.autocut.pipelines.MontagePipeline;
import io.autocut.pipelines.MontagePipeline.Result;
import io.autocut.pipelines.MontagePipelineOptions;
import io.autocut.pipelines.ReprocessArchiveOptions;
import io.autocut.pipelines.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** That a verb and the options of its pipeline ask for the same by the same words. */
final class VerbsAndOptionsTest {
  @TempDir Path folder;

  @Command
  private static final class Run {
    @Mixin private RunArguments run;
  }

  @BeforeEach
  void makeFiles() throws Exception {
    for (String name : List.of("a.mp4", "b=2.mp4", "c.mp4", "song.mp3")) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.writeString(folder.resolve("my.beats"), "0.5\t1\n1.0\t2\n1.5\t3\n2.0\t4\n2.5\t1\n");
    Files.writeString(
        folder.resolve("films.jsonl"),
        "{\"montageId\":\"m\",\"clips\":[\"a.mp4\"],\"music\":\"song.mp3\",\"fit\":\"blur\"}");
  }

  private String[] words(String text) {
    return Stream.of(text.split(" "))
        .map(word -> word.replace("DIR", folder.toString()))
        .toArray(String[]::new);
  }

  private static final String FILM =
      "--clips=DIR/c.mp4 --clips=DIR/a.mp4 --clips=DIR/b=2.mp4"
          + " --music=DIR/song.mp3 --output=DIR/film.mp4 ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seed=0|--seed=0",
        "--template=dramatic --canvas=9:16 --fps=30000/1001 --seed=-7|--template=dramatic --canvas=9:16 --fps=30000/1001 --seed=-7",
        "--include=DIR/a.mp4 --exclude=DIR/c.mp4|--include=DIR/a.mp4 --exclude=DIR/c.mp4",
        "--range=DIR/b=2.mp4=1.1-1:04 --range=DIR/a.mp4=90-|--range=DIR/b=2.mp4=1.1-1:04,DIR/a.mp4=90-",
        "--weight=DIR/a.mp4=2.5 --at-least=DIR/a.mp4=1 --at-most=DIR/a.mp4=2 --at-most=4|--weight=DIR/a.mp4=2.5 --atLeast=DIR/a.mp4=1 --atMost=DIR/a.mp4=2 --atMost=4",
        "--start=DIR/a.mp4 --end=DIR/b=2.mp4 --order=as-given|--start=DIR/a.mp4 --end=DIR/b=2.mp4 --order=as-given",
        "--order=chronological --duration=1:30 --min-shot=0.3 --max-shot=2.5s --repeat=never|--order=chronological --duration=1:30 --minShot=0.3 --maxShot=2.5s --repeat=never",
        "--quality=high --preview --fit=crop --hdr=keep|--quality=high --preview --fit=crop --hdr=keep",
        "--original-audio=-6dB --loudness=-14.5 --music-fade-in=0.5 --music-fade-out=2 --verify=pixels|--originalAudio=-6dB --loudness=-14.5 --musicFadeIn=0.5 --musicFadeOut=2 --verify=pixels",
        "--original-audio=under --verify=structure --quality=match|--originalAudio=under --verify=structure --quality=match",
        "--half-time --tempo=87.5 --beat-offset=-15|--tempoScale=half --tempo=87.5 --beatOffset=-15",
        "--double-time|--tempoScale=double",
        "--as-detected|--tempoScale=as-detected",
        "--beats=DIR/my.beats --beat-offset=1.5|--beats=DIR/my.beats --beatOffset=1.5",
        "--allow-scheme=s3 --allow-root=DIR|--allowScheme=s3 --allowRoot=DIR"
      })
  void filmsAreAskedForAlike(String verb, String options) throws Exception {
    assertSameFilms(FILM + verb, FILM + options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seed=3|--seed=3",
        "--output=DIR/films --at-most=2 --loudness=-16|--output=DIR/films --atMost=2 --loudness=-16",
        "--fit=crop --duration=20 --verify=pixels --half-time|--fit=crop --duration=20 --verify=pixels --tempoScale=half"
      })
  void filmsOfAManifestAreAskedForAlike(String verb, String options) throws Exception {
    assertSameFilms("--manifest=DIR/films.jsonl " + verb, "--manifest=DIR/films.jsonl " + options);
  }

  private void assertSameFilms(String verb, String options) throws Exception {
    RenderCommand command = new RenderCommand();
    new CommandLine(command).parseArgs(words(verb));
    MontagePipelineOptions ofVerb = command.fill(PipelineOptionsFactory.create());
    MontagePipelineOptions said = MontageMain.PROGRAM.options(words(options));

    assertThat(MontagePipeline.requests(said, Result.FILMS))
        .isEqualTo(MontagePipeline.requests(ofVerb, Result.FILMS))
        .isNotEmpty();
    assertMatchPatterns(MontagePipelineOptions.class, words(options));
  }

  /** Whatever is taken, a form that knows the patterns must not refuse. */
  private static void assertMatchPatterns(Class<? extends RunOptions> type, String[] words) {
    for (JobParameter parameter : JobParameter.of(type)) {
      for (String word : words) {
        String given = "--" + parameter.name() + "=";
        if (word.startsWith(given) && !parameter.patterns().isEmpty()) {
          assertThat(word.substring(given.length()).split(","))
              .allMatch(
                  value -> parameter.patterns().stream().anyMatch(value::matches),
                  given + " as its pattern says");
        }
      }
    }
  }

  @Test
  void watchedFoldersAreAskedForAlike() throws Exception {
    String[] words = words("--watch=DIR --output=DIR/../films --music=DIR/song.mp3");
    RenderCommand command = new RenderCommand();
    new CommandLine(command).parseArgs(words);

    assertSameValues(
        MontagePipelineOptions.class,
        command.fill(PipelineOptionsFactory.create()),
        MontageMain.PROGRAM.options(words),
        // The verb has a number where the options have a text that may be empty.
        "seed");
  }

  @Test
  void earlierFilmsAreAskedForAlike() throws Exception {
    ReprocessCommand command = new ReprocessCommand();
    new CommandLine(command)
        .parseArgs(
            words(
                "DIR --output=DIR/again --catalogue=DIR/c --template=dramatic --music=DIR/song.mp3"
                    + " --canvas=1:1 --fps=25 --seed=4 --allow-scheme=s3 --force --quality=draft"
                    + " --preview --fit=blur --hdr=map --original-audio=off --loudness=-20"
                    + " --music-fade-in=1 --music-fade-out=3 --verify=pixels --order=free"
                    + " --duration=30 --min-shot=1 --max-shot=2 --repeat=never"));
    String options =
        "--plans=DIR --output=DIR/again --catalogue=DIR/c --template=dramatic --music=DIR/song.mp3"
            + " --canvas=1:1 --fps=25 --seed=4 --allowScheme=s3 --force --quality=draft"
            + " --preview --fit=blur --hdr=map --originalAudio=off --loudness=-20"
            + " --musicFadeIn=1 --musicFadeOut=3 --verify=pixels --order=free"
            + " --duration=30 --minShot=1 --maxShot=2 --repeat=never";

    assertSameValues(
        ReprocessArchiveOptions.class,
        command.fill(PipelineOptionsFactory.create()),
        ReprocessArchiveMain.PROGRAM.options(words(options)));
    assertMatchPatterns(ReprocessArchiveOptions.class, words(options));
  }

  @Test
  void cataloguesAreAskedForAlike() throws Exception {
    IndexCommand command = new IndexCommand();
    new CommandLine(command)
        .parseArgs(words("--clips DIR s3://b/archive/ --catalogue=DIR/c --partitions=12"));

    assertSameValues(
        IndexArchiveOptions.class,
        command.fill(PipelineOptionsFactory.create()),
        IndexArchiveMain.PROGRAM.options(
            words("--clips=DIR,s3://b/archive/ --catalogue=DIR/c --partitions=12")));
  }

  @Test
  void workersAreDescribedAlike() throws Exception {
    Run verb = new Run();
    new CommandLine(verb)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(
            words(
                "--store=DIR/store --ffmpeg=DIR/bin --hardware=off --parallelism=3 --max-memory=2G"
                    + " --local-cache=800M --s3-endpoint=http://minio:9000 --s3-region=eu-west-1"
                    + " --price-per-core-hour=0.042"));
    RunOptions ofVerb = PipelineOptionsFactory.as(RunOptions.class);
    verb.run.fill(ofVerb);
    String options =
        "--clips=a --catalogue=c --store=DIR/store --ffmpeg=DIR/bin --hardware=off"
            + " --ffmpegsAtOnce=3 --maxMemory=2G --localCache=800M"
            + " --s3Endpoint=http://minio:9000 --s3Region=eu-west-1 --pricePerCoreHour=0.042";

    assertSameValues(RunOptions.class, ofVerb, IndexArchiveMain.PROGRAM.options(words(options)));
    assertMatchPatterns(RunOptions.class, words(options));
  }

  private static void assertSameValues(
      Class<? extends RunOptions> type, RunOptions one, RunOptions other, String... but)
      throws Exception {
    Map<String, Object> values = values(type, one);
    Map<String, Object> others = values(type, other);
    for (String name : but) {
      values.remove(name);
      others.remove(name);
    }
    assertThat(values).isEqualTo(others).isNotEmpty();
  }

  private static Map<String, Object> values(Class<? extends RunOptions> type, RunOptions options)
      throws Exception {
    Map<String, Object> values = new TreeMap<>();
    for (JobParameter parameter : JobParameter.of(type)) {
      String getter =
          "get" + Character.toUpperCase(parameter.name().charAt(0)) + parameter.name().substring(1);
      Object value = type.getMethod(getter).invoke(options.as(type));
      // What was not said is nothing, in whichever way.
      values.put(parameter.name(), value == null || value.equals(List.of()) ? "" : value);
    }
    return values;
  }
}
