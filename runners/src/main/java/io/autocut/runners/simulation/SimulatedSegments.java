package io.autocut.runners.simulation;

import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.SegmentSound;
import io.autocut.segments.SegmentEngine;
import io.autocut.segments.SegmentTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Cuts segments that say how long they are instead of showing anything. */
final class SimulatedSegments implements SegmentEngine {
  private static final int BYTES_A_FRAME = 12_500;

  private final SimulatedArchive archive;

  SimulatedSegments(SimulatedArchive archive) {
    this.archive = archive;
  }

  @Override
  public boolean sharesDecoding(SegmentTask task) {
    return true;
  }

  @Override
  public List<Piece> cutTogether(List<SegmentTask> tasks, Path folder) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (SegmentTask task : tasks) {
      Path file = folder.resolve("segment-" + pieces.size() + ".mp4");
      pieces.add(new Piece(cut(task, file), file));
    }
    return pieces;
  }

  @Override
  public Segment cut(SegmentTask task, Path output) throws IOException {
    SegmentRequest request = task.request();
    if (archive.isUncuttable(request.getClipFingerprint())) {
      throw new IOException("cannot be cut (simulated)");
    }
    Files.writeString(output, request.getFrames() + "\n");
    return Segment.newBuilder()
        .setSegmentKey(request.getSegmentKey())
        .setFrames(request.getFrames())
        .setParameterSetHash("simulated")
        .setVideoEncoder(request.getProfile().getVideoEncoder())
        .setRung("simulated")
        .setPacketSizes(Collections.nCopies((int) request.getFrames(), BYTES_A_FRAME))
        .setNote("")
        .build();
  }

  @Override
  public void cutSound(SegmentSound sound, SegmentTask.Source clip, Path wav) throws IOException {
    Files.writeString(wav, "the sound of " + clip.file());
  }

  @Override
  public void cutStill(SegmentTask task, Path jpeg) throws IOException {
    throw new IOException("simulated clips cannot be seen");
  }
}
