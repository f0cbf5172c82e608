package io.autocut.testing;

import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Moment;
import io.autocut.schemas.MomentScores;
import io.autocut.schemas.Shot;
import io.autocut.schemas.ShotKind;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds analyses of clips that do not exist: {@code TestAnalysis.of("a").shot(4000).build()}. Not
 * safe for several threads.
 */
public final class TestAnalysis {

  private final String fingerprint;
  private final List<Integer> shots = new ArrayList<>();
  private final List<Double> qualities = new ArrayList<>();
  private final List<Integer> keyframeMillis = new ArrayList<>();
  private FrameRate rate = FrameRate.of(30, 1);
  private int width = 1920;
  private int height = 1080;
  private int ticksPerSecond = 90_000;
  private long firstPts;
  private double motion = 0.5;
  private int momentMillis = 500;
  private String note = "";

  private TestAnalysis(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  public static TestAnalysis of(String fingerprint) {
    return new TestAnalysis(fingerprint);
  }

  /** Another shot at the end, of ordinary quality. */
  public TestAnalysis shot(int millis) {
    return shot(millis, 0.5);
  }

  /** Another shot at the end. */
  public TestAnalysis shot(int millis, double quality) {
    shots.add(millis);
    qualities.add(quality);
    return this;
  }

  public TestAnalysis keyframesAt(Integer... millis) {
    keyframeMillis.addAll(List.of(millis));
    return this;
  }

  public TestAnalysis at(String newRate) {
    rate = FrameRate.parse(newRate);
    return this;
  }

  /** Size as shown. */
  public TestAnalysis size(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    return this;
  }

  /** In a time scale of so many ticks a second, beginning at {@code pts}. */
  public TestAnalysis startingAt(long pts, int newTicksPerSecond) {
    firstPts = pts;
    ticksPerSecond = newTicksPerSecond;
    return this;
  }

  public TestAnalysis motion(double newMotion) {
    motion = newMotion;
    return this;
  }

  /** Cut into moments of this length instead of half a second. */
  public TestAnalysis momentsOf(int millis) {
    momentMillis = millis;
    return this;
  }

  public TestAnalysis note(String newNote) {
    note = newNote;
    return this;
  }

  public VideoStream video() {
    return VideoStream.newBuilder()
        .setStreamIndex(0)
        .setCodec("h264")
        .setPixelFormat("yuv420p")
        .setCodedWidth(width)
        .setCodedHeight(height)
        .setDisplayWidth(width)
        .setDisplayHeight(height)
        .setRotation(0)
        .setInterlaced(false)
        .setColorTransfer("bt709")
        .setColorPrimaries("bt709")
        .setColorMatrix("bt709")
        .setColorRange("tv")
        .setAverageRate(rate.toRecord())
        .build();
  }

  public ClipAnalysis build() {
    List<Shot> cut = new ArrayList<>();
    List<Moment> moments = new ArrayList<>();
    int millis = 0;
    for (int i = 0; i < shots.size(); i++) {
      int end = millis + shots.get(i);
      ShotKind kind = i == 0 ? ShotKind.START : ShotKind.CUT;
      cut.add(new Shot(pts(millis), pts(end), kind, pts(millis), pts(millis)));
      double quality = qualities.get(i);
      MomentScores scores =
          MomentScores.newBuilder()
              .setSharpness(quality)
              .setExposure(quality)
              .setMotion(motion)
              .setContrast(quality)
              .setQuality(quality)
              .build();
      for (int in = millis; in < end; in += momentMillis) {
        moments.add(
            Moment.newBuilder()
                .setInPts(pts(in))
                .setOutPts(pts(Math.min(end, in + momentMillis)))
                .setPeakPts(pts(in))
                .setScores(scores)
                .build());
      }
      millis = end;
    }
    return ClipAnalysis.newBuilder()
        .setFingerprint(fingerprint)
        .setContainer("mov,mp4,m4a,3gp,3g2,mj2")
        .setVideo(video())
        .setTimebase(new Timebase(1, ticksPerSecond))
        .setFirstPts(firstPts)
        .setEndPts(pts(millis))
        .setFrames(rate.frameAt(RationalTime.ofMillis(millis)))
        .setContainerStartMicros(0)
        .setKeyframePts(keyframeMillis.stream().map(this::pts).toList())
        .setShots(cut)
        .setMoments(moments)
        .setNote(note)
        .build();
  }

  private long pts(int millis) {
    return firstPts + RationalTime.ofMillis(millis).toTicks(1, ticksPerSecond);
  }

  /** A rate as records carry it. */
  public static EditRate rate(String text) {
    return FrameRate.parse(text).toRecord();
  }
}
