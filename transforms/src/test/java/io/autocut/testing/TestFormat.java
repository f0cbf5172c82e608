package io.autocut.testing;

import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.CodedFormat;
import io.autocut.schemas.VideoStream;

/** How a clip is coded, as a film that keeps it has it. */
public final class TestFormat {
  private TestFormat() {}

  public static CodedFormat of(ClipAnalysis clip) {
    VideoStream video = clip.getVideo();
    return CodedFormat.newBuilder()
        .setCodec(video.getCodec())
        .setCodecProfile(video.getCodecProfile())
        .setCodecLevel(video.getCodecLevel())
        .setPixelFormat(video.getPixelFormat())
        .setCodedWidth(video.getCodedWidth())
        .setCodedHeight(video.getCodedHeight())
        .setSampleAspectRatio(video.getSampleAspectRatio())
        .setRotation(video.getRotation())
        .setColorTransfer(video.getColorTransfer())
        .setColorPrimaries(video.getColorPrimaries())
        .setColorMatrix(video.getColorMatrix())
        .setColorRange(video.getColorRange())
        .setParameterSetHash(video.getParameterSetHash())
        .setReorderFrames(clip.getCopying().getReorderFrames())
        .build();
  }
}
