package io.autocut.assembly;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.MemoryModel;
import io.autocut.media.SegmentEncoding;
import io.autocut.media.VideoEncoder;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.CodedFormat;
import io.autocut.schemas.OutputProfile;
import io.autocut.time.FrameRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Joins segments by FFmpeg's concat demuxer without touching a picture, and muxes the sound once.
 *
 * <p>The music is taken from its decoded samples, whose first is the film's first unless the plan
 * leaves out a silence, and encoded once, here or before. When the joined copy does not hold what
 * was planned, the segments are encoded again as one stream.
 */
final class FilmAssembler {
  private final Ffmpeg ffmpeg;
  private final Optional<VideoEncoder> standIn;

  FilmAssembler(Ffmpeg ffmpeg) {
    this(ffmpeg, Optional.empty());
  }

  /**
   * @param standIn encodes a film anew in the place of graphics hardware, which takes other filters
   */
  FilmAssembler(Ffmpeg ffmpeg, Optional<VideoEncoder> standIn) {
    this.ffmpeg = ffmpeg;
    this.standIn = standIn;
  }

  /** Puts the film together with the music as it is. */
  FilmEngine.Assembled assemble(FilmParts parts, Path workFolder, Path output)
      throws IOException, InterruptedException {
    return assemble(parts, FilmSound.ofMusic(parts), workFolder, output);
  }

  /**
   * Puts the film together in {@code output}; {@code workFolder} takes the list of segments.
   *
   * @throws IOException when neither way gives the planned frames
   */
  FilmEngine.Assembled assemble(FilmParts parts, SoundTrack sound, Path workFolder, Path output)
      throws IOException, InterruptedException {
    Path list = Files.writeString(workFolder.resolve("segments.ffconcat"), concatList(parts));
    String why = reasonAgainstCopy(parts);
    if (why.isEmpty()) {
      try {
        FfmpegCommand joined = FfmpegCommand.ffmpeg().concatInput(list);
        ffmpeg.run(command(joined, parts, copying(parts), sound, output));
        new FilmProbe(ffmpeg).read(output, parts).requirePlannedFrames();
        return new FilmEngine.Assembled(Assembly.STREAM_COPY, "");
      } catch (IOException e) {
        why = e.getMessage();
      }
    }
    FfmpegCommand decoded =
        FfmpegCommand.ffmpeg()
            .needing(MemoryModel.encoding(parts.profile()))
            .decodedConcatInput(list);
    ffmpeg.run(command(decoded, parts, reencoding(parts), sound, output));
    new FilmProbe(ffmpeg).read(output, parts).requirePlannedFrames();
    return new FilmEngine.Assembled(Assembly.REENCODED, why);
  }

  private static String reasonAgainstCopy(FilmParts parts) {
    long kinds =
        parts.segments().stream()
            .map(piece -> piece.segment().getParameterSetHash())
            .distinct()
            .count();
    return kinds == 1 ? "" : "its segments have " + kinds + " different parameter sets";
  }

  private static String concatList(FilmParts parts) throws IOException {
    StringBuilder list = new StringBuilder("ffconcat version 1.0\n");
    for (FilmParts.Piece piece : parts.segments()) {
      String path = piece.file().toAbsolutePath().toString();
      if (path.indexOf('\n') >= 0 || path.indexOf('\r') >= 0) {
        throw new IOException("the store's folder has a line break in its name: " + path);
      }
      list.append("file '").append(path.replace("'", "'\\''")).append("'\n");
    }
    return list.toString();
  }

  /**
   * The concat demuxer rounds the length of each segment to a microsecond; over a hundred segments
   * that adds up to a tick, and so each packet is put back on the frame grid.
   */
  private static List<String> copying(FilmParts parts) {
    long ticks = SegmentEncoding.ticksPerFrame(parts.rate());
    ImmutableList.Builder<String> options =
        ImmutableList.<String>builder()
            .add("-c:v", "copy", "-bsf:v")
            .add(
                String.format(
                    Locale.ROOT,
                    "setts=pts=round(PTS/%d)*%d:dts=round(DTS/%d)*%d",
                    ticks,
                    ticks,
                    ticks,
                    ticks));
    CodedFormat coded = parts.profile().getCoded();
    if (coded != null && coded.getCodec().equals("hevc")) {
      // The only name of it that Apple's players know.
      options.add("-tag:v", "hvc1");
    }
    return options.build();
  }

  private List<String> reencoding(FilmParts parts) {
    String joints =
        parts.pieces().stream()
            .map(piece -> "eq(n," + piece.recordIn() + ")")
            .collect(Collectors.joining("+", "expr:", ""));
    return ImmutableList.<String>builder()
        .addAll(SegmentEncoding.options(profile(parts)))
        .add("-force_key_frames", joints)
        .build();
  }

  private OutputProfile profile(FilmParts parts) {
    VideoEncoder encoder = VideoEncoder.named(parts.profile().getVideoEncoder());
    return encoder.kind() == VideoEncoder.Kind.HARDWARE && standIn.isPresent()
        ? OutputProfile.newBuilder(parts.profile())
            .setVideoEncoder(standIn.get().ffmpegName())
            .build()
        : parts.profile();
  }

  private static FfmpegCommand command(
      FfmpegCommand segments,
      FilmParts parts,
      List<String> picture,
      SoundTrack sound,
      Path output) {
    FrameRate rate = parts.rate();
    return sound
        .inputs(segments)
        .option("-map", "0:v:0")
        .option("-map", sound.mapped())
        .option("-map_metadata", "-1")
        .options(picture)
        .options(sound.options())
        .option("-video_track_timescale", SegmentEncoding.timescale(rate))
        .option("-movie_timescale", SegmentEncoding.timescale(rate))
        .option("-movflags", "+faststart")
        .option("-f", "mp4")
        .output(output);
  }
}
