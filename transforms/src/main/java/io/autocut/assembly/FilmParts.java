package io.autocut.assembly;

import io.autocut.planning.FilmPiece;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.Segment;
import io.autocut.store.ContentKey;
import io.autocut.store.MediaStore;
import io.autocut.store.RecordStore;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a film is put together from, on this host.
 *
 * @param segments in the order of the film, one for each of its {@link #pieces}
 * @param music the decoded music, whole
 * @param sampleRate of the music, in Hz
 */
public record FilmParts(
    EditDecisionList plan,
    OutputProfile profile,
    List<Piece> segments,
    Path music,
    int sampleRate) {

  /** A segment and the file that holds it. */
  public record Piece(Segment segment, Path file) {}

  /**
   * Finds in the store what the film of {@code plan} is made of.
   *
   * @throws IOException when any of it is no longer there
   */
  static FilmParts find(
      PlannedMontage plan, List<String> segmentKeys, RecordStore records, MediaStore store)
      throws IOException {
    BeatTimeline music = records.get(ContentKey.parse(plan.getMusicKey()), BeatTimeline.class);
    List<Piece> pieces = new ArrayList<>();
    for (String text : segmentKeys) {
      ContentKey key = ContentKey.parse(text);
      Segment segment = records.get(key.as(ContentKey.Kind.SEGMENT_RECORD), Segment.class);
      pieces.add(new Piece(segment, store.get(key)));
    }
    return new FilmParts(
        records.get(ContentKey.parse(plan.getPlanKey()), EditDecisionList.class),
        plan.getProfile(),
        pieces,
        store.get(ContentKey.parse(music.getPcmKey())),
        music.getSampleRate());
  }

  /** What the segments show and where in the film. */
  List<FilmPiece> pieces() {
    return FilmPiece.of(plan);
  }

  FrameRate rate() {
    return FrameRate.of(profile.getEditRate());
  }

  long musicInSample() {
    return RationalTime.of(plan.getMusicIn()).toTicks(1, sampleRate);
  }

  long musicOutSample() {
    return RationalTime.of(plan.getMusicOut()).toTicks(1, sampleRate);
  }
}
