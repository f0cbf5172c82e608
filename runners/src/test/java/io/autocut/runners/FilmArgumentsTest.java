package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.ingest.IngestException;
import io.autocut.pipelines.MontagePipeline;
import io.autocut.pipelines.MontagePipeline.Result;
import io.autocut.pipelines.MontagePipelineOptions;
import io.autocut.schemas.Fit;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PictureWishes;
import io.autocut.schemas.ProofDepth;
import io.autocut.schemas.Quality;
import io.autocut.schemas.SoundWishes;
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

/** Picture, sound and proof on the command line, and the requests that come of them. */
final class FilmArgumentsTest {
  @TempDir Path folder;

  @Command
  private static final class Verb {
    @Mixin private MontageArguments montages;
    @Mixin private FinishArguments finish;
  }

  @BeforeEach
  void makeFiles() throws Exception {
    for (String name : List.of("a.mp4", "song.mp3")) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.writeString(
        folder.resolve("films.jsonl"),
        "{\"montageId\":\"m\",\"clips\":[\"a.mp4\"],\"music\":\"song.mp3\",\"fit\":\"blur\"}");
  }

  private MontageRequest request(String options) throws Exception {
    String clips =
        options.contains("--manifest")
            ? ""
            : "--clips DIR/a.mp4 --music DIR/song.mp3 --output DIR/film.mp4 ";
    List<String> arguments = new ArrayList<>();
    for (String word : (clips + options).split(" ")) {
      arguments.add(word.replace("DIR", folder.toString()));
    }
    Verb verb = new Verb();
    new CommandLine(verb).parseArgs(arguments.toArray(new String[0]));
    MontagePipelineOptions wanted = PipelineOptionsFactory.as(MontagePipelineOptions.class);
    verb.montages.fill(wanted);
    verb.finish.fill(wanted);
    try {
      return MontagePipeline.requests(wanted, Result.FILMS).get(0);
    } catch (IngestException e) {
      throw UsageException.of(e);
    }
  }

  @Test
  void everyOptionComesIntoTheRequest() throws Exception {
    MontageRequest request =
        request(
            "--quality high --preview --fit crop --hdr keep --original-audio -6dB --loudness -14"
                + " --music-fade-in 0.5 --music-fade-out 2 --verify pixels");

    assertThat(request.getPicture())
        .isEqualTo(new PictureWishes(Quality.HIGH, true, Fit.CROP, true));
    assertThat(request.getSound()).isEqualTo(new SoundWishes(true, -600, -1400, 500, 2000));
    assertThat(request.getProof()).isEqualTo(ProofDepth.PIXELS);
  }

  @Test
  void withoutOptionsNothingIsWished() throws Exception {
    MontageRequest request = request("--seed 1");

    assertThat(request.getPicture()).isNull();
    assertThat(request.getSound()).isNull();
    assertThat(request.getProof()).isEqualTo(ProofDepth.STRUCTURE);
  }

  @Test
  void optionsHoldForWhatLinesOfAManifestDoNotSay() throws Exception {
    MontageRequest request =
        request(
            "--manifest DIR/films.jsonl --fit crop --quality draft --loudness -16 --verify pixels");

    assertThat(request.getPicture())
        .isEqualTo(new PictureWishes(Quality.DRAFT, false, Fit.BLUR, false));
    assertThat(request.getSound().getLoudnessCentiLufs()).isEqualTo(-1600);
    assertThat(request.getProof()).isEqualTo(ProofDepth.PIXELS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--quality best|--quality must be auto, draft, standard, high or match, not \"best\"",
        "--fit zoom|--fit must be bars, blur or crop, not \"zoom\"",
        "--hdr on|--hdr must be map or keep, not \"on\"",
        "--original-audio loud|--original-audio must be off, under or decibels from -60 to 20",
        "--loudness 14|--loudness must be LUFS from -27 to -5",
        "--music-fade-in -1|--music-fade-in: neither seconds",
        "--music-fade-out 61|--music-fade-out must be milliseconds from 0 to 60000",
        "--verify all|--verify must be structure or pixels, not all"
      })
  void whatIsNotUnderstoodIsRefused(String options, String message) {
    assertThatThrownBy(() -> request(options))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
