package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.media.FfmpegInstallation;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditRate;
import io.autocut.testing.TestProfile;
import io.autocut.time.RationalTime;
import java.nio.file.Path;
import java.util.Arrays;

/** A small film of given cuts, never made. */
final class TestFilm {
  static final FfmpegInstallation FFMPEG =
      new FfmpegInstallation(
          FfmpegInstallation.Origin.CHOSEN, "/opt/it's/ffmpeg", "/opt/it's/ffprobe", "8.0");

  private TestFilm() {}

  /** A film at 29.97 frames a second, with music from its second second on. */
  static FilmCuts of(FilmCuts.Cut... cuts) {
    return new FilmCuts(
        TestProfile.of(new Canvas(640, 360), new EditRate(30000, 1001), "libx264"),
        Path.of("/music/a song.mp3"),
        RationalTime.of(1, 1),
        RationalTime.of(5, 1),
        ImmutableList.copyOf(Arrays.asList(cuts)));
  }

  static FilmCuts.Cut cut(String clip, RationalTime in, long frames) {
    return new FilmCuts.Cut(Path.of(clip), in, frames);
  }

  /** Two cuts of two clips. */
  static FilmCuts ofTwo() {
    return of(
        cut("/clips/a b.mov", RationalTime.of(1001, 750), 12),
        cut("/clips/c<d>&e.mp4", RationalTime.of(2, 1), 40));
  }
}
