package io.autocut.archive;

import io.autocut.schemas.CatalogEntry;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Failure;
import io.autocut.schemas.Moment;
import io.autocut.time.RationalTime;
import java.util.List;

/** Makes the line of a catalogue of what is known of a clip. */
public final class CatalogEntries {
  private CatalogEntries() {}

  /** A clip that was analyzed. */
  public static CatalogEntry.Builder of(String uri, String analysisKey, ClipAnalysis clip) {
    return CatalogEntry.newBuilder()
        .setClipUri(uri)
        .setFingerprint(clip.getFingerprint())
        .setContainer(clip.getContainer())
        .setVideo(clip.getVideo())
        .setTimebase(clip.getTimebase())
        .setFirstPts(clip.getFirstPts())
        .setEndPts(clip.getEndPts())
        .setFrames(clip.getFrames())
        .setShots(clip.getShots())
        .setMoments(clip.getMoments())
        .setNote(clip.getNote())
        .setAnalysisKey(analysisKey)
        .setDuration(duration(clip).toRecord())
        .setWidth(clip.getVideo().getDisplayWidth())
        .setHeight(clip.getVideo().getDisplayHeight())
        .setRate(clip.getVideo().getAverageRate())
        .setCodec(clip.getVideo().getCodec())
        .setRecordedMicros(clip.getRecordedMicros())
        .setShotCount(clip.getShots().size())
        .setBestQuality(bestQuality(clip.getMoments()))
        .setAudible(clip.getMoments().stream().anyMatch(one -> one.getScores().getSound() > 0))
        .setContainerStartMicros(clip.getContainerStartMicros())
        .setKeyframePts(clip.getKeyframePts())
        .setCopying(clip.getCopying());
  }

  /** A clip that cannot be used. */
  public static CatalogEntry.Builder failed(String uri, String fingerprint, Failure failure) {
    return CatalogEntry.newBuilder()
        .setClipUri(uri)
        .setFingerprint(fingerprint)
        .setContainer("")
        .setFirstPts(0)
        .setEndPts(0)
        .setFrames(0)
        .setShots(List.of())
        .setMoments(List.of())
        .setNote("")
        .setFailure(failure);
  }

  private static RationalTime duration(ClipAnalysis clip) {
    return RationalTime.ofTicks(
        clip.getEndPts() - clip.getFirstPts(),
        clip.getTimebase().getNum(),
        clip.getTimebase().getDen());
  }

  private static double bestQuality(List<Moment> moments) {
    return moments.stream().mapToDouble(one -> one.getScores().getQuality()).max().orElse(0);
  }
}
