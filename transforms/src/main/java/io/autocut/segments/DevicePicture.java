package io.autocut.segments;

import io.autocut.media.HardwareDevice;
import io.autocut.planning.Fades;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.DynamicRange;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.Turning;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The filter graph of footage whose pictures never leave a device: only scaled.
 *
 * <p>Frames are chosen by the very filters of {@link PictureGraph}, which look at time stamps and
 * pass pictures on by reference, wherever they lie.
 */
final class DevicePicture {
  private static final Set<String> EIGHT_BITS = Set.of("yuv420p", "yuvj420p", "nv12");
  private static final Set<String> TEN_BITS = Set.of("yuv420p10le", "p010le");

  private DevicePicture() {}

  /** Whether devices decode such pictures at all; others they would leave to the processor. */
  static boolean isDecodable(VideoStream video) {
    return EIGHT_BITS.contains(video.getPixelFormat())
        || TEN_BITS.contains(video.getPixelFormat()) && !video.getCodec().equals("h264");
  }

  /**
   * Whether scaling is all that the footage needs: it is upright, progressive, of square pixels, of
   * the film's shape, range and colours, and neither fades nor dissolves.
   */
  static boolean suits(SegmentTask task) {
    VideoStream video = task.clip().analysis().getVideo();
    SegmentRequest request = task.request();
    return task.into().isEmpty()
        && Fades.of(request).equals(Fades.NONE)
        && request.getProfile().getDynamicRange() == DynamicRange.STANDARD
        && video.getRotation() == 0
        && video.getTurning() != Turning.MIRRORED
        && !video.getInterlaced()
        && hasShapeOf(request.getProfile().getCanvas(), video)
        && hasColoursOfTheFilm(video);
  }

  private static boolean hasShapeOf(Canvas canvas, VideoStream video) {
    return video.getCodedWidth() == video.getDisplayWidth()
        && video.getCodedHeight() == video.getDisplayHeight()
        && (long) video.getDisplayWidth() * canvas.getHeight()
            == (long) video.getDisplayHeight() * canvas.getWidth();
  }

  private static boolean hasColoursOfTheFilm(VideoStream video) {
    boolean matrix =
        video.getColorMatrix().equals("bt709")
            || video.getColorMatrix().isEmpty()
                && video.getCodedHeight() >= PictureGraph.LEAST_HD_HEIGHT;
    return matrix
        && !PictureGraph.isHighDynamicRange(video)
        && !video.getColorRange().equals("pc")
        && !video.getPixelFormat().startsWith("yuvj");
  }

  static String graph(SegmentTask task, HardwareDevice device) {
    SegmentRequest request = task.request();
    OutputProfile profile = request.getProfile();
    List<String> filters =
        new ArrayList<>(
            PictureGraph.grid(
                task.clip().analysis(),
                RationalTime.of(request.getSourceIn()),
                request.getFrames(),
                FrameRate.of(profile.getEditRate())));
    filters.add(device.scaledTo(profile.getCanvas().getWidth(), profile.getCanvas().getHeight()));
    filters.add("setsar=1");
    filters.add("sidedata=mode=delete");
    return String.join(",", filters);
  }
}
