package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.Fit;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PictureWishes;
import io.autocut.schemas.ProofDepth;
import io.autocut.schemas.Quality;
import io.autocut.schemas.SoundWishes;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lines of manifests say about picture and sound. */
final class PictureAndSoundManifestTest {
  private static final String LINE =
      "{\"montageId\":\"m\",\"clips\":[\"a.mp4\"],\"music\":\"song.mp3\"%s}";

  @TempDir Path temp;
  private ManifestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new ManifestFolder(temp);
  }

  private MontageRequest request(String fields) throws Exception {
    return folder.read("m.jsonl", LINE.formatted(fields)).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        ",\"quality\":\"auto\",\"fit\":\"bars\",\"hdr\":\"map\",\"originalAudio\":\"off\",\"musicFadeInMillis\":0"
      })
  void lineThatSaysNothingOrTheUsualWishesNothing(String fields) throws Exception {
    assertThat(request(fields).getPicture()).isNull();
    assertThat(request(fields).getSound()).isNull();
    assertThat(request(fields).getProof()).isEqualTo(ProofDepth.STRUCTURE);
  }

  @Test
  void lineSaysEverything() throws Exception {
    MontageRequest request =
        request(
            ",\"quality\":\"high\",\"fit\":\"crop\",\"hdr\":\"keep\",\"originalAudio\":\"-6.5 dB\",\"loudness\":-14,"
                + "\"musicFadeInMillis\":500,\"musicFadeOutMillis\":0");

    assertThat(request.getPicture())
        .isEqualTo(
            PictureWishes.newBuilder()
                .setQuality(Quality.HIGH)
                .setFit(Fit.CROP)
                .setKeepHighDynamicRange(true)
                .build());
    assertThat(request.getSound())
        .isEqualTo(
            SoundWishes.newBuilder()
                .setOriginal(true)
                .setOriginalCentiDb(-650)
                .setLoudnessCentiLufs(-1400)
                .setFadeInMillis(500)
                .setFadeOutMillis(0)
                .build());
  }

  @Test
  void soundUnderTheMusicIsAsFarUnderItAsIsUsual() throws Exception {
    assertThat(request(",\"originalAudio\":\"under\"").getSound())
        .isEqualTo(SoundWishes.newBuilder().setOriginal(true).build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"quality\":\"best\"|\"quality\" must be auto, draft, standard, high or match, not \"best\"",
        "\"fit\":\"zoom\"|\"fit\" must be bars, blur or crop, not \"zoom\"",
        "\"hdr\":\"on\"|\"hdr\" must be map or keep, not \"on\"",
        "\"originalAudio\":\"loud\"|\"originalAudio\" must be off, under or decibels from -60 to 20 with at most two decimals: \"loud\"",
        "\"originalAudio\":\"-99\"|\"originalAudio\" must be off, under or decibels from -60 to 20 with at most two decimals: \"-99\"",
        "\"loudness\":14|\"loudness\" must be LUFS from -27 to -5 with at most two decimals: \"14\"",
        "\"loudness\":-14.123|\"loudness\" must be LUFS from -27 to -5 with at most two decimals: \"-14.123\"",
        "\"musicFadeInMillis\":-1|\"musicFadeInMillis\" must be milliseconds from 0 to 60000: \"-1\"",
        "\"musicFadeOutMillis\":60001|\"musicFadeOutMillis\" must be milliseconds from 0 to 60000: \"60001\"",
      })
  void whatIsNotUnderstoodIsRefused(String field, String message) {
    assertThatThrownBy(() -> request("," + field))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining(message);
  }
}
