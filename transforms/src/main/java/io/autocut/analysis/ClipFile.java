package io.autocut.analysis;

import io.autocut.media.MediaProbe.ProbedClip;
import io.autocut.media.PacketIndex;
import java.nio.file.Path;

/** A clip and what its container tells of it. */
record ClipFile(Path path, ProbedClip probed, PacketIndex packets) {}
