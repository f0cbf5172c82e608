package io.autocut.runners.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.CatalogEntry;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Moment;
import io.autocut.schemas.MomentScores;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.VideoStream;
import io.autocut.time.RationalTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges that leave their keyframes. */
final class PeakCutsTest {
  @TempDir Path folder;

  private static Moment moment(long in, long out, long peak) {
    return Moment.newBuilder()
        .setInPts(in)
        .setOutPts(out)
        .setPeakPts(peak)
        .setScores(
            MomentScores.newBuilder()
                .setSharpness(0)
                .setExposure(0)
                .setMotion(0)
                .setContrast(0)
                .build())
        .build();
  }

  private Path catalogue() throws Exception {
    CatalogEntry clip =
        CatalogEntry.newBuilder()
            .setClipUri("/clips/a.mp4")
            .setFingerprint("f")
            .setContainer("mov")
            .setVideo(
                VideoStream.newBuilder()
                    .setStreamIndex(0)
                    .setCodec("h264")
                    .setPixelFormat("yuv420p")
                    .setCodedWidth(2)
                    .setCodedHeight(2)
                    .setDisplayWidth(2)
                    .setDisplayHeight(2)
                    .setRotation(0)
                    .setInterlaced(false)
                    .setColorTransfer("")
                    .setColorPrimaries("")
                    .setColorMatrix("")
                    .setColorRange("")
                    .setAverageRate(new EditRate(30, 1))
                    .build())
            .setTimebase(new Timebase(1, 1000))
            .setFirstPts(1000)
            .setEndPts(11_000)
            .setFrames(300)
            .setShots(List.of())
            .setMoments(List.of(moment(1000, 3000, 2500), moment(5000, 11_000, 10_800)))
            .setNote("")
            .build();
    return Files.writeString(folder.resolve("c.jsonl"), PlainJson.line(clip) + "\n");
  }

  private RationalTime moved(String clip, RationalTime in) throws Exception {
    // 30 frames at 30000/1001 last 1.001 s.
    FilmCuts film = TestFilm.of(TestFilm.cut(clip, in, 30));
    FilmCuts.Cut cut = PeakCuts.by(catalogue()).move(film).cuts().get(0);
    assertThat(cut.frames()).isEqualTo(30);
    return cut.in();
  }

  @Test
  void rangeLiesAroundThePeakOfTheMomentThatItShows() throws Exception {
    assertThat(moved("/clips/a.mp4", RationalTime.of(1, 1)))
        .isEqualTo(RationalTime.of(1500, 1000).minus(RationalTime.of(1001, 2000)));
  }

  @Test
  void rangeStaysInsideItsClip() throws Exception {
    assertThat(moved("/clips/a.mp4", RationalTime.of(5, 1)))
        .isEqualTo(RationalTime.of(10, 1).minus(RationalTime.of(1001, 1000)));
  }

  @Test
  void clipThatNobodyDescribedStaysAsItIs() throws Exception {
    assertThat(moved("/clips/b.mp4", RationalTime.of(5, 1))).isEqualTo(RationalTime.of(5, 1));
  }
}
