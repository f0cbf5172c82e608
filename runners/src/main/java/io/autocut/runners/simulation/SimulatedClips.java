package io.autocut.runners.simulation;

import io.autocut.analysis.ClipEngine;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Moment;
import io.autocut.schemas.MomentScores;
import io.autocut.schemas.Shot;
import io.autocut.schemas.ShotKind;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.Tint;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Says of clips that do not exist what analysis says of real ones: ten seconds of 1080p, two shots
 * and as many moments as make a record of the size that real clips have.
 */
final class SimulatedClips implements ClipEngine {
  private static final FrameRate RATE = FrameRate.of(30, 1);
  private static final int TICKS_PER_SECOND = 15_360;
  static final int SECONDS = 10;
  private static final int MOMENTS = 10;

  private final SimulatedArchive archive;

  SimulatedClips(SimulatedArchive archive) {
    this.archive = archive;
  }

  @Override
  public ClipAnalysis analyze(Path file, String fingerprint) throws UnusableMediaException {
    if (archive.isUnusable(fingerprint)) {
      throw new UnusableMediaException("NO_VIDEO", "holds no video (simulated)");
    }
    long end = SECONDS * TICKS_PER_SECOND;
    return ClipAnalysis.newBuilder()
        .setFingerprint(fingerprint)
        .setContainer("mov,mp4,m4a,3gp,3g2,mj2")
        .setVideo(video())
        .setTimebase(new Timebase(1, TICKS_PER_SECOND))
        .setFirstPts(0)
        .setEndPts(end)
        .setFrames(SECONDS * 30)
        .setContainerStartMicros(0)
        .setKeyframePts(
            LongStream.range(0, SECONDS).map(second -> second * TICKS_PER_SECOND).boxed().toList())
        .setShots(List.of(shot(0, end / 2), shot(end / 2, end)))
        .setMoments(moments(fingerprint, end))
        .setNote("")
        .build();
  }

  private static VideoStream video() {
    return VideoStream.newBuilder()
        .setStreamIndex(0)
        .setCodec("h264")
        .setPixelFormat("yuv420p")
        .setCodedWidth(1920)
        .setCodedHeight(1080)
        .setDisplayWidth(1920)
        .setDisplayHeight(1080)
        .setRotation(0)
        .setInterlaced(false)
        .setColorTransfer("bt709")
        .setColorPrimaries("bt709")
        .setColorMatrix("bt709")
        .setColorRange("tv")
        .setAverageRate(RATE.toRecord())
        .build();
  }

  private static Shot shot(long in, long out) {
    return new Shot(in, out, in == 0 ? ShotKind.START : ShotKind.CUT, in, in);
  }

  private static List<Moment> moments(String fingerprint, long end) {
    SplittableRandom random =
        new SplittableRandom(Long.parseUnsignedLong(fingerprint.substring(0, 16), 16));
    List<Moment> moments = new ArrayList<>();
    long length = end / MOMENTS;
    for (int i = 0; i < MOMENTS; i++) {
      moments.add(
          Moment.newBuilder()
              .setInPts(i * length)
              .setOutPts((i + 1) * length)
              .setPeakPts(i * length + length / 2)
              .setScores(scores(random))
              .setTint(new Tint(random.nextInt(256), random.nextInt(256), random.nextInt(256)))
              .setPictureHash("%016x".formatted(random.nextLong()))
              .build());
    }
    return moments;
  }

  private static MomentScores scores(SplittableRandom random) {
    return MomentScores.newBuilder()
        .setSharpness(score(random))
        .setExposure(score(random))
        .setMotion(score(random))
        .setContrast(score(random))
        .setQuality(score(random))
        .setColour(score(random))
        .setCleanness(score(random))
        .setSteadiness(score(random))
        .setSubjectMotion(score(random))
        .build();
  }

  private static double score(SplittableRandom random) {
    return random.nextInt(1001) / 1000.0;
  }
}
