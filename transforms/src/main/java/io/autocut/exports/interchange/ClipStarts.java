package io.autocut.exports.interchange;

import io.autocut.time.RationalTime;
import java.io.IOException;

/** Tells where clips begin to count. */
public interface ClipStarts {
  /** The time code of a clip's first frame, as time from 00:00:00:00; zero when it has none. */
  RationalTime of(String uri) throws IOException, InterruptedException;
}
