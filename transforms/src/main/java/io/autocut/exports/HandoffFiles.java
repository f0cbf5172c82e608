package io.autocut.exports;

import com.google.common.collect.ImmutableMap;
import io.autocut.analysis.ClipAnalyzer;
import io.autocut.assembly.FilmPlace;
import io.autocut.exports.interchange.Handoff;
import io.autocut.exports.interchange.InterchangeFormat;
import io.autocut.exports.interchange.MediaFacts;
import io.autocut.exports.interchange.MediaPaths;
import io.autocut.exports.interchange.UnwritableException;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegException;
import io.autocut.media.MediaProbe;
import io.autocut.media.PacketIndex;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Timebase;
import io.autocut.store.WorkerContext;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what editing programs have to know of a plan, and puts it in place in their formats. */
public final class HandoffFiles {
  private static final Logger LOG = LoggerFactory.getLogger(HandoffFiles.class);

  private final WorkerContext context;
  private final Ffmpeg ffmpeg;

  /**
   * @param ffmpeg through which clips are looked at that the store does not know
   */
  public HandoffFiles(WorkerContext context, Ffmpeg ffmpeg) {
    this.context = context;
    this.ffmpeg = ffmpeg;
  }

  /**
   * @param name of the film
   * @throws IOException when a clip is gone or cannot be read
   */
  public Handoff of(String name, EditDecisionList plan, BeatTimeline beats, MediaPaths paths)
      throws IOException, InterruptedException {
    Map<String, MediaFacts> clips = new HashMap<>();
    for (Event event : plan.getEvents()) {
      if (!clips.containsKey(event.getClipUri())) {
        clips.put(event.getClipUri(), facts(event));
      }
    }
    return new Handoff(name, plan, beats, ImmutableMap.copyOf(clips), paths);
  }

  private MediaFacts facts(Event event) throws IOException, InterruptedException {
    Optional<ClipAnalysis> known =
        context
            .records()
            .find(new ClipAnalyzer(ffmpeg).key(event.getClipFingerprint()), ClipAnalysis.class);
    return known.isPresent() ? facts(known.get()) : probed(event);
  }

  private static MediaFacts facts(ClipAnalysis clip) {
    return new MediaFacts(
        length(clip.getEndPts() - clip.getFirstPts(), clip.getTimebase()),
        FrameRate.of(clip.getVideo().getAverageRate()));
  }

  private MediaFacts probed(Event event) throws IOException, InterruptedException {
    Path file = context.sources().local(event.getClipUri());
    try {
      MediaProbe.ReadClip clip = new MediaProbe(ffmpeg).readClip(file);
      PacketIndex packets = clip.packets();
      return new MediaFacts(
          length(packets.endPts() - packets.pts().get(0), clip.probed().timebase()),
          FrameRate.of(clip.probed().video().getAverageRate()));
    } catch (UnusableMediaException | FfmpegException e) {
      LOG.info("{} cannot be handed off", event.getClipUri(), e);
      String why = e instanceof UnusableMediaException ? e.getMessage() : "cannot be read as media";
      // Without its cause, which says less.
      throw new IOException(
          "shot %d of the plan, %s: %s. Bring the clip back, or take the shot out of the plan."
              .formatted(event.getIndex() + 1, event.getClipUri(), why));
    }
  }

  private static RationalTime length(long ticks, Timebase timebase) {
    return RationalTime.ofTicks(ticks, timebase.getNum(), timebase.getDen());
  }

  /** Puts a file of that format in place. */
  public static void put(Handoff handoff, InterchangeFormat format, FilmPlace place, Path scratch)
      throws UnwritableException, IOException, InterruptedException {
    String text = format.write(handoff);
    place.put(scratch, file -> Files.writeString(file, text, StandardCharsets.UTF_8));
  }
}
