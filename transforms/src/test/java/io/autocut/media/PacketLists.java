package io.autocut.media;

import java.io.IOException;

/** Lists of packets as encoders write them, a tick a frame, without any file. */
public final class PacketLists {
  private static final int KEY_BYTES = 120_000;
  private static final int ANCHOR_BYTES = 30_000;
  private static final int BETWEEN_BYTES = 8_000;

  private PacketLists() {}

  /**
   * GOPs that begin with their keyframe; {@code between} pictures are predicted from both sides.
   */
  public static PacketIndex closedGops(int frames, int gop, int between)
      throws IOException, InterruptedException {
    StringBuilder csv = new StringBuilder();
    for (int key = 0; key < frames; key += gop) {
      int end = Math.min(frames, key + gop);
      line(csv, key, KEY_BYTES, "K__");
      for (int at = key; at + 1 < end; ) {
        at = group(csv, at, Math.min(end - 1, at + 1 + between), "___", ANCHOR_BYTES);
      }
    }
    return index(csv);
  }

  /** GOPs whose keyframe follows pictures that are shown before it and need the GOP before. */
  public static PacketIndex openGops(int frames, int gop, int between)
      throws IOException, InterruptedException {
    StringBuilder csv = new StringBuilder();
    line(csv, 0, KEY_BYTES, "K__");
    for (int at = 0; at + 1 < frames; ) {
      int anchor = Math.min(frames - 1, at + 1 + between);
      boolean key = anchor / gop > at / gop;
      at = group(csv, at, anchor, key ? "K__" : "___", key ? KEY_BYTES : ANCHOR_BYTES);
    }
    return index(csv);
  }

  /** An anchor, and the pictures between the one before and it. */
  private static int group(StringBuilder csv, int before, int anchor, String flags, int bytes) {
    line(csv, anchor, bytes, flags);
    for (int pts = before + 1; pts < anchor; pts++) {
      line(csv, pts, BETWEEN_BYTES, "___");
    }
    return anchor;
  }

  private static void line(StringBuilder csv, int pts, int bytes, String flags) {
    csv.append("%d,%d,1,%d,%s\n".formatted(pts, pts, bytes, flags));
  }

  private static PacketIndex index(StringBuilder csv) throws IOException, InterruptedException {
    return PacketIndex.of(
        ScriptedFfmpeg.answering(command -> csv.toString()), FfmpegCommand.ffprobe());
  }
}
