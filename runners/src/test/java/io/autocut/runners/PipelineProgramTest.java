package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.MontageReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pipelines as plain Beam programs: what they refuse and in which words, and what they make.
 */
final class PipelineProgramTest {
  @TempDir Path folder;

  private record Said(int exitCode, String out, String err) {}

  private Said run(PipelineProgram<?> program, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        program.exitCode(
            Stream.of(arguments)
                .map(word -> word.replace("DIR", folder.toString()))
                .toArray(String[]::new),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            RunLog.begin());
    return new Said(exitCode, out.toString(), err.toString());
  }

  private void assertRefused(
      PipelineProgram<?> program, String options, String message, String manual) {
    Said said = run(program, options.isEmpty() ? new String[0] : options.split(" "));

    assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.BAD_USAGE);
    List<String> lines = said.err().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains(message.replace("DIR", folder.toString()));
    assertThat(lines.get(1)).isEqualTo("Try --help=" + manual + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|[--clips, --manifest, --plan, --watch] required.",
        "--colour=red|There is no option --colour",
        "--clips=a.mp4|Missing: --music, --output. Give --clips, --music and --output, or --manifest.",
        "--clips=DIR/a.mp4 --music=DIR/no.mp3 --output=DIR/f.mp4|--music: \"DIR/no.mp3\": there is no such file",
        "--clips=DIR/a.mp4 --music=DIR/song.mp3 --output=DIR/f.avi|--output must end in .mp4",
        "--clips=DIR/a.mp4 --music=DIR/song.mp3 --output=DIR/f.mp4 --fit=zoom|--fit must be bars, blur or crop",
        "--clips=DIR/a.mp4 --music=DIR/song.mp3 --output=DIR/f.mp4 --minShot=2 --maxShot=1|--minShot is longer than --maxShot: 2000 > 1000 ms",
        "--clips=DIR/a.mp4 --music=DIR/song.mp3 --output=DIR/f.mp4 --musicFadeIn=61|--musicFadeIn must be milliseconds",
        "--clips=DIR/a.mp4 --music=DIR/song.mp3 --output=DIR/f.mp4 --seed=x|--seed must be a whole number: x",
        "--clips=DIR/a.mp4 --music=DIR/song.mp3 --output=DIR/f.mp4 --hardware=cuda|--hardware must be auto or off, not cuda",
        "--clips=DIR/a.mp4 --music=DIR/song.mp3 --output=DIR/f.mp4 --maxMemory=much|--maxMemory: not an amount of memory",
        "--clips=DIR/a.mp4 --music=DIR/song.mp3 --output=DIR/f.mp4 --localCache=0|--localCache: memory must be positive: 0",
        "--clips=DIR/a.mp4 --ffmpegsAtOnce=many|--ffmpegsAtOnce must be a whole number: many",
        "--clips=DIR/a.mp4 --music=DIR/song.mp3 --output=DIR/f.mp4 --ffmpegsAtOnce=999|--ffmpegsAtOnce must lie between 1 and 256: 999",
        "--manifest=DIR/films.jsonl|films.jsonl line 1: \"music\" is missing.",
        "--manifest=DIR/films.jsonl --clips=DIR/a.mp4|--manifest names clips and music itself: leave out --clips and --music.",
        "--manifest=DIR/films.jsonl --beats=b.beats|--manifest names the files of beats itself",
        "--plan=DIR/p.edl.json --output=DIR/f.mp4 --canvas=9:16|--plan has decided on every cut",
        "--watch=DIR/none --output=DIR|--watch: there is no such folder: DIR/none",
        "--clips=s3://b/a.mp4 --music=DIR/song.mp3 --output=DIR/f.mp4|scheme s3: is not allowed",
        "--clips=DIR/a.mp4 --music=DIR/song.mp3 --output=DIR/f.mp4 --allowScheme=http|--allowScheme: never allowed: http",
        "--clips=a --s3Endpoint=http://user:word@host|--s3Endpoint must not hold credentials",
        "--clips=a --awsCredentialsProvider={}|--awsCredentialsProvider would show credentials",
        "--clips=a --runner=Spark|Unknown 'runner' specified 'Spark'",
        "--clips=a --flinkMaster=cluster|--flinkMaster: not an address of the form host:port"
      })
  void filmsThatCannotBeAskedForAreRefusedInALine(String options, String message) throws Exception {
    for (String name : List.of("a.mp4", "song.mp3")) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.writeString(folder.resolve("films.jsonl"), "{\"montageId\":\"m\",\"clips\":[\"a.mp4\"]}");

    assertRefused(MontageMain.PROGRAM, options, message, "MontagePipelineOptions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--clips=DIR|Missing required value for [--catalogue",
        "--clips=DIR/none --catalogue=DIR/c|none",
        "--clips=DIR --catalogue=DIR/c --partitions=10001|--partitions must lie between 1 and 10000: 10001"
      })
  void cataloguesThatCannotBeAskedForAreRefusedInALine(String options, String message)
      throws Exception {
    Files.writeString(folder.resolve("a.mp4"), "x");

    assertRefused(IndexArchiveMain.PROGRAM, options, message, "IndexArchiveOptions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--plans=DIR|Missing required value for [--output",
        "--plans=DIR/none.edl.json --output=DIR/again|DIR/none.edl.json: there is no such file",
        "--plans=DIR --output=DIR/again|DIR holds no plan (.edl.json)"
      })
  void earlierFilmsThatCannotBeAskedForAreRefusedInALine(String options, String message) {
    assertRefused(ReprocessArchiveMain.PROGRAM, options, message, "ReprocessArchiveOptions");
  }

  @Test
  void filmAndCatalogueAreMadeByOptionsAlone() throws Exception {
    Footage footage = Footage.in(folder);
    Said film =
        run(
            MontageMain.PROGRAM,
            "--runner=DirectRunner",
            "--clips=" + footage.clip(1) + "," + footage.clip(2),
            "--clips=" + footage.clip(3),
            "--music=" + footage.music(),
            "--output=DIR/film.mp4",
            "--store=DIR/store",
            "--duration=4",
            "--canvas=320x180");

    assertThat(film.exitCode()).as(film.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(film.out()).contains("film.mp4: ").contains("Proved on the film");
    MontageReport report =
        PlainJson.parse(Files.readString(folder.resolve("film.report.json")), MontageReport.class);
    assertThat(report.getClipsOffered()).isEqualTo(3);
    assertThat(report.getVersions().getRunner()).isEqualTo("Beam DirectRunner");

    Said catalogue =
        run(
            IndexArchiveMain.PROGRAM,
            "--runner=DirectRunner",
            "--clips=" + footage.clips(),
            "--catalogue=DIR/catalogue",
            "--partitions=2",
            "--store=DIR/store");

    assertThat(catalogue.exitCode()).as(catalogue.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(catalogue.out()).contains("6 clips: 6 new").contains("of 2 partitions");

    Said again =
        run(
            ReprocessArchiveMain.PROGRAM,
            "--runner=DirectRunner",
            "--plans=DIR/film.edl.json",
            "--output=DIR/again",
            "--quality=draft",
            "--store=DIR/store");

    assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(again.out()).contains("Reused: ").contains("again/film.mp4: ");
  }
}
