package io.autocut.media;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.VideoStream;
import java.util.Set;

/**
 * How much memory FFmpeg takes for footage and film of a kind.
 *
 * <p>A sum of what is held at once: pictures of the decoder, pictures between the filters, and what
 * the encoder looks ahead. Measured as the peak of the resident set (FFmpeg 8.0.1, Linux, x86-64,
 * 30 frames to a film of 1080p with one thread; in brackets what this model says), in MB:
 *
 * <table>
 *   <caption>Peak memory of one child</caption>
 *   <tr><th>footage</th><th>libx264 veryfast</th><th>libopenh264</th></tr>
 *   <tr><td>1080p H.264</td><td>257 (262)</td><td>132 (128)</td></tr>
 *   <tr><td>1080p HEVC</td><td>259 (262)</td><td></td></tr>
 *   <tr><td>1080p AV1</td><td>334 (334)</td><td></td></tr>
 *   <tr><td>4K60 H.264</td><td>349 (343)</td><td></td></tr>
 *   <tr><td>4K ProRes 4:2:2 10 bits</td><td>381 (362)</td><td></td></tr>
 *   <tr><td>4K HEVC 10 bits HLG, tone-mapped</td><td>494 (473)</td><td>382 (339)</td></tr>
 *   <tr><td>4K AV1 10 bits</td><td>670 (687)</td><td></td></tr>
 * </table>
 *
 * <p>A second thread added 171 MB to 4K HEVC and 83 MB to 4K60 H.264, further ones 45 and 23 each;
 * AV1 took 486 MB for the second and nothing for more. Where other programs load the machine, more
 * pictures wait between FFmpeg's threads and a third more was seen; so much is added.
 */
public final class MemoryModel {
  /** The program, its libraries and the small change; unit: bytes. */
  private static final long PROGRAM = 42L << 20;

  /** For each pixel of the film; unit: bytes. */
  private static final long X264_LOOKS_AHEAD = 98;

  private static final long X265_LOOKS_AHEAD = 250;
  private static final long LITTLE_LOOKS_AHEAD = 30;

  /** Three components of four bytes. */
  private static final long TONE_MAPPING = 12;

  /** The decoder of AV1 has tables of its own; unit: bytes. */
  private static final long AV1_TABLES = 48L << 20;

  private static final Set<String> HIGH_RANGE = Set.of("smpte2084", "arib-std-b67");
  private static final Set<String> INTRA =
      Set.of("prores", "mjpeg", "dvvideo", "dnxhd", "rawvideo", "ffv1", "cfhd");

  private MemoryModel() {}

  /** For decoding {@code video} and encoding it as so many segments of {@code profile} at once. */
  public static MemoryNeed cutting(VideoStream video, OutputProfile profile, int segments) {
    long toneMapping =
        HIGH_RANGE.contains(video.getColorTransfer()) ? TONE_MAPPING * pixels(profile) : 0;
    MemoryNeed decoding = decoding(video);
    return underLoad(
        decoding.ofOneThread() + segments * (encoder(profile) + toneMapping),
        decoding.ofEachFurther());
  }

  /** For decoding {@code video} to small pictures. */
  public static MemoryNeed viewing(VideoStream video) {
    MemoryNeed decoding = decoding(video);
    return underLoad(decoding.ofOneThread(), decoding.ofEachFurther());
  }

  private static MemoryNeed underLoad(long ofOneThread, long ofEachFurther) {
    return new MemoryNeed(ofOneThread / 3 * 4, ofEachFurther);
  }

  private static MemoryNeed decoding(VideoStream video) {
    long picture =
        (long) (bytesPerPixel(video.getPixelFormat()) * video.getCodedWidth())
            * video.getCodedHeight();
    boolean av1 = video.getCodec().equals("av1");
    long held = av1 ? 17 : INTRA.contains(video.getCodec()) ? 4 : 9;
    long further = av1 ? 20 : INTRA.contains(video.getCodec()) ? 4 : 7;
    return new MemoryNeed(PROGRAM + (av1 ? AV1_TABLES : 0) + held * picture, further * picture);
  }

  /** For decoding a film of {@code profile} and encoding it again. */
  public static MemoryNeed encoding(OutputProfile profile) {
    return underLoad(PROGRAM + encoder(profile) + 14 * pixels(profile), 0);
  }

  private static long encoder(OutputProfile profile) {
    long perPixel =
        switch (profile.getVideoEncoder()) {
          case "libx264" -> X264_LOOKS_AHEAD;
          case "libx265" -> X265_LOOKS_AHEAD;
          default -> LITTLE_LOOKS_AHEAD;
        };
    return perPixel * pixels(profile);
  }

  private static long pixels(OutputProfile profile) {
    Canvas canvas = profile.getCanvas();
    return (long) canvas.getWidth() * canvas.getHeight();
  }

  /** Of FFmpeg's planar formats, told by their names. */
  private static double bytesPerPixel(String pixelFormat) {
    double samples =
        pixelFormat.contains("444") || pixelFormat.startsWith("gbr")
            ? 3
            : pixelFormat.contains("422") ? 2 : 1.5;
    boolean alpha = pixelFormat.startsWith("yuva") || pixelFormat.startsWith("gbrap");
    boolean deep = pixelFormat.matches(".*(?:p|p0)(?:9|10|12|14|16)(?:le|be)?");
    return (alpha ? samples + 1 : samples) * (deep ? 2 : 1);
  }
}
