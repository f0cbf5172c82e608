package io.autocut.exports.page;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.io.ByteSource;

/**
 * A small picture.
 *
 * @param frame the output frame that it shows, or, of a plan, stands for
 * @param jpeg the picture as JPEG
 */
public record Still(long frame, ByteSource jpeg) {
  public Still {
    checkArgument(frame >= 0, "frame is %s", frame);
    requireNonNull(jpeg, "jpeg");
  }
}
