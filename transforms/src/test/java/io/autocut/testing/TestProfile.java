package io.autocut.testing;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.OutputProfile;

/** Ordinary output profiles: standard quality and range, bars. */
public final class TestProfile {
  private TestProfile() {}

  public static OutputProfile of(Canvas canvas, EditRate rate, String encoder) {
    return OutputProfile.newBuilder()
        .setCanvas(canvas)
        .setEditRate(rate)
        .setVideoEncoder(encoder)
        .build();
  }
}
