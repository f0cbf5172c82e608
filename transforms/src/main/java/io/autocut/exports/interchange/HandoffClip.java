package io.autocut.exports.interchange;

import io.autocut.media.Failures;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.Optional;

/**
 * What editing programs are told of a clip as a whole.
 *
 * @param uri where it lies
 * @param rate its own average frame rate
 * @param length from its first frame to the end of its last
 * @param width as shown, upright, in square pixels
 * @param height the same
 * @param start its time code at its first frame, as time from 00:00:00:00
 * @param sound the one that players take; empty when it has none, or none that could be read
 */
public record HandoffClip(
    String uri,
    FrameRate rate,
    RationalTime length,
    int width,
    int height,
    RationalTime start,
    Optional<Sound> sound) {

  /**
   * @param sampleRate unit: Hz
   */
  public record Sound(int sampleRate, int channels) {}

  /** Of its analysis and what its file says beside. */
  public static HandoffClip of(String uri, ClipAnalysis analysis, FileFacts facts) {
    VideoStream video = analysis.getVideo();
    FrameRate rate = FrameRate.of(video.getAverageRate());
    return new HandoffClip(
        uri,
        rate,
        RationalTime.ofTicks(
            Math.subtractExact(analysis.getEndPts(), analysis.getFirstPts()),
            analysis.getTimebase().getNum(),
            analysis.getTimebase().getDen()),
        video.getDisplayWidth(),
        video.getDisplayHeight(),
        facts.start(),
        facts.sound());
  }

  /** Its file name. */
  String name() {
    return Failures.nameOf(uri);
  }

  /** Its length in its own frames. */
  long frames() {
    return rate.frameAt(length);
  }
}
