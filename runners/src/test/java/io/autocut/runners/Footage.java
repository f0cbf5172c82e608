package io.autocut.runners;

import io.autocut.testing.TestClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of small numbered clips and a piece of music whose beats are known. */
record Footage(Path clips, Path music) {
  private static final int FRAMES = 125;
  private static final int CLIPS = 6;

  /** Makes six clips of five seconds, and half a minute of music. */
  static Footage in(Path folder) throws IOException, InterruptedException {
    Path clips = Files.createDirectories(folder.resolve("clips"));
    for (int id = 1; id <= CLIPS; id++) {
      TestClip.numbered(id, FRAMES).at("25").size(320, 180).in(clips, "clip" + id + ".mp4");
    }
    Path music = folder.resolve("music.wav");
    DemoMusic.write(music);
    return new Footage(clips, music);
  }

  Path clip(int id) {
    return clips.resolve("clip" + id + ".mp4");
  }
}
