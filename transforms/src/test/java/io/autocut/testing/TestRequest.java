package io.autocut.testing;

import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.RepeatPolicy;
import java.util.List;

/** Requests for montages, ordinary but for what a test says. */
public final class TestRequest {
  private TestRequest() {}

  /** A template that cuts on every {@code beats}th beat. */
  public static EditTemplate every(int beats) {
    return template(List.of(beats), 100, 60_000);
  }

  public static EditTemplate template(List<Integer> pattern, int minMillis, int maxMillis) {
    return EditTemplate.newBuilder()
        .setName("test")
        .setDescription("For tests.")
        .setBeatsPerShot(pattern)
        .setMinShotMillis(minMillis)
        .setMaxShotMillis(maxMillis)
        .build();
  }

  /** That the film ends where the footage does. */
  public static MontageWishes neverAgain() {
    return MontageWishes.newBuilder().setRepeat(RepeatPolicy.NEVER).build();
  }

  /** For {@code clips} and music "music.wav", cut on every second beat. */
  public static MontageRequest.Builder montage(String id, List<String> clips) {
    return MontageRequest.newBuilder()
        .setMontageId(id)
        .setClips(clips)
        .setMusic("/media/music.wav")
        .setOutput("/films/" + id + ".mp4")
        .setTemplate(every(2))
        .setCanvas("auto")
        .setFps("auto")
        .setSeed(1);
  }
}
