package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.schemas.CutStills;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.FilmStills;
import io.autocut.schemas.Still;
import io.autocut.schemas.Transition;
import io.autocut.segments.StillEncoding;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes small pictures of a finished film: one of each event, and both sides of its worst cuts.
 *
 * <p>Only keyframes are decoded, for every event begins with one: of a film of two minutes that
 * takes a sixth of the time of decoding it (measured). FFmpeg names each picture by its frame.
 */
final class StillTaker {
  private final Ffmpeg ffmpeg;
  private final EditDecisionList plan;
  private final FrameRate rate;
  private final Path folder;

  /**
   * @param folder takes the pictures on the way
   */
  StillTaker(Ffmpeg ffmpeg, EditDecisionList plan, Path folder) {
    this.ffmpeg = ffmpeg;
    this.plan = plan;
    this.rate = FrameRate.of(plan.getEditRate());
    this.folder = folder;
  }

  FilmStills take(Path film) throws IOException, InterruptedException {
    return new FilmStills(shots(film), worstCuts(film));
  }

  private List<Still> shots(Path film) throws IOException, InterruptedException {
    FfmpegCommand keyframes =
        FfmpegCommand.ffmpeg()
            .option("-threads", 1)
            .option("-skip_frame", "nokey")
            // A sixth less, and nobody sees it that small (measured).
            .option("-skip_loop_filter", "all")
            .input(film);
    NavigableMap<Long, Path> taken = taken(keyframes, "keyframes");
    List<Still> stills = new ArrayList<>();
    for (Event event : plan.getEvents()) {
      Optional<Long> frame = bestOf(event, taken);
      if (frame.isPresent()) {
        stills.add(still(frame.get(), taken));
      }
    }
    return stills;
  }

  /** A fade is black at first; a dissolve ends with a keyframe. */
  private static Optional<Long> bestOf(Event event, NavigableMap<Long, Path> taken) {
    NavigableMap<Long, Path> own =
        taken.subMap(event.getRecordIn(), true, event.getRecordOut(), false);
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(event.getTransition() == Transition.FADE ? own.lastKey() : own.firstKey());
  }

  private List<CutStills> worstCuts(Path film) throws IOException, InterruptedException {
    List<CutStills> cuts = new ArrayList<>();
    for (CutErrors.CutError cut : CutErrors.of(plan).worst(CutErrors.WORST)) {
      long in = plan.getEvents().get(cut.eventIndex()).getRecordIn();
      // Half a frame early, so that no rounding skips the one that is meant.
      RationalTime before =
          rate.timeOf(in - 1).minus(rate.frameDuration().dividedBy(2)).max(RationalTime.ZERO);
      FfmpegCommand around =
          FfmpegCommand.ffmpeg()
              .option("-threads", 1)
              .flag("-copyts")
              .seek(before)
              .input(film)
              .frames(2);
      NavigableMap<Long, Path> taken = taken(around, "cut-" + cut.eventIndex());
      if (taken.containsKey(in - 1) && taken.containsKey(in)) {
        cuts.add(new CutStills(cut.eventIndex(), still(in - 1, taken), still(in, taken)));
      }
    }
    return cuts;
  }

  /** The pictures that a child writes, by frame. */
  private NavigableMap<Long, Path> taken(FfmpegCommand reading, String name)
      throws IOException, InterruptedException {
    Path pictures = Files.createDirectory(folder.resolve(name));
    int side = StillEncoding.FILM_SIDE;
    ffmpeg.run(
        reading
            .option("-map", "0:v:0")
            .option(
                "-vf",
                "settb=%d/%d,scale=%d:%d:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=area"
                    .formatted(rate.denominator(), rate.numerator(), side, side))
            .option("-fps_mode", "passthrough")
            .option("-enc_time_base:v", "filter")
            .options(StillEncoding.OPTIONS)
            .option("-frame_pts", 1)
            .output(pictures.resolve("%d.jpg")));
    NavigableMap<Long, Path> taken = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(pictures, "*.jpg")) {
      for (Path file : files) {
        taken.put(Long.valueOf(file.getFileName().toString().replace(".jpg", "")), file);
      }
    }
    return taken;
  }

  private static Still still(long frame, NavigableMap<Long, Path> taken) throws IOException {
    return new Still(frame, ByteBuffer.wrap(Files.readAllBytes(taken.get(frame))));
  }
}
