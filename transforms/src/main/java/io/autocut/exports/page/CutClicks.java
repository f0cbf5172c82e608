package io.autocut.exports.page;

import com.google.common.io.BaseEncoding;
import io.autocut.assembly.FilmEngine;
import io.autocut.assembly.PlainSound;
import io.autocut.music.ClickTrack;
import io.autocut.music.UnusableMusicException;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The music of a plan with a click on every cut, so that the plan can be heard before anything is
 * cut: clicks are high where the cut falls on a downbeat.
 */
public final class CutClicks {
  private static final long MOST_BITS = 48_000_000;
  private static final long BEST_BITS_PER_SECOND = 96_000;
  private static final long LEAST_BITS_PER_SECOND = 24_000;

  private final EditDecisionList plan;
  private final BeatTimeline beats;
  private final FrameRate rate;

  public CutClicks(EditDecisionList plan, BeatTimeline beats) {
    this.plan = plan;
    this.beats = beats;
    this.rate = FrameRate.of(plan.getEditRate());
  }

  /**
   * What a page plays: the sound itself, as a data URL of a few megabytes at most.
   *
   * @param pcm the decoded music
   * @param folder takes what is needed on the way
   */
  public Playable of(Path pcm, FilmEngine engine, Path folder)
      throws IOException, InterruptedException {
    Path wav = folder.resolve("clicks.wav");
    Path coded = folder.resolve("clicks.m4a");
    long from = sample(RationalTime.ZERO);
    long end = Math.min(beats.getSamples(), sample(rate.timeOf(plan.getFrames())));
    try {
      ClickTrack.of(clicks(), beats.getSampleRate()).write(pcm, from, end, wav);
    } catch (UnusableMusicException e) {
      throw new IOException(e.getMessage(), e);
    }
    long seconds = Math.max(1, (end - from) / beats.getSampleRate());
    long bits = Math.min(BEST_BITS_PER_SECOND, MOST_BITS / seconds);
    engine.codeMusic(new PlainSound(wav, Math.max(LEAST_BITS_PER_SECOND, bits)), coded);
    String sound = BaseEncoding.base64().encode(Files.readAllBytes(coded));
    return new Playable("data:audio/mp4;base64," + sound, Playable.Kind.CLICKS);
  }

  /** The film's own start is no cut. */
  private List<ClickTrack.Click> clicks() {
    return plan.getEvents().stream().skip(1).map(this::click).toList();
  }

  /** On the frame that the event begins with, which is where the picture would change. */
  private ClickTrack.Click click(Event event) {
    int beat = event.getBeatIndex();
    boolean high =
        beat >= 0
            && beat < beats.getBeats().size()
            && beats.getBeats().get(beat).getBeatInBar() == 1;
    return new ClickTrack.Click(
        sample(rate.timeOf(event.getRecordIn())),
        high ? ClickTrack.Pitch.HIGH : ClickTrack.Pitch.USUAL);
  }

  /** The sample of the music that is heard at a time of the film. */
  private long sample(RationalTime time) {
    return RationalTime.of(plan.getMusicIn()).plus(time).toTicks(1, beats.getSampleRate());
  }
}
