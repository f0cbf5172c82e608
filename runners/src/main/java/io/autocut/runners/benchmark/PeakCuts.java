package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableMap;
import io.autocut.json.PlainJson;
import io.autocut.json.PlainJsonException;
import io.autocut.schemas.CatalogEntry;
import io.autocut.schemas.Moment;
import io.autocut.store.Uris;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Moves the ranges of a film to where scores alone would put them: around the best-looking frame of
 * the moment that each shows, keyframe or not.
 */
final class PeakCuts {
  private final ImmutableMap<Path, CatalogEntry> clips;

  private PeakCuts(Map<Path, CatalogEntry> clips) {
    this.clips = ImmutableMap.copyOf(clips);
  }

  /** By a catalogue of clips in JSON Lines. */
  static PeakCuts by(Path catalogue) throws IOException {
    Map<Path, CatalogEntry> clips = new HashMap<>();
    for (String line : Files.readAllLines(catalogue)) {
      try {
        CatalogEntry entry = PlainJson.parse(line, CatalogEntry.class);
        clips.put(Uris.localPath(entry.getClipUri()), entry);
      } catch (PlainJsonException e) {
        throw new IOException(catalogue + ": " + e.getMessage(), e);
      }
    }
    return new PeakCuts(clips);
  }

  FilmCuts move(FilmCuts film) {
    return film.with(cut -> moved(cut, film.rate().timeOf(cut.frames())));
  }

  private FilmCuts.Cut moved(FilmCuts.Cut cut, RationalTime length) {
    CatalogEntry clip = clips.get(cut.clip());
    if (clip == null) {
      return cut;
    }
    RationalTime middle = cut.in().plus(length.dividedBy(2));
    Optional<Moment> shown =
        clip.getMoments().stream()
            .min(Comparator.comparing(moment -> distance(clip, moment, middle)));
    return shown
        .map(moment -> new FilmCuts.Cut(cut.clip(), in(clip, moment, length), cut.frames()))
        .orElse(cut);
  }

  /** From the moment to that instant; 0 inside it. */
  private static RationalTime distance(CatalogEntry clip, Moment moment, RationalTime instant) {
    RationalTime before = at(clip, moment.getInPts()).minus(instant);
    RationalTime after = instant.minus(at(clip, moment.getOutPts()));
    return before.max(after).max(RationalTime.ZERO);
  }

  /** Moments are shorter than ranges as a rule: only the clip itself bounds what is shown. */
  private static RationalTime in(CatalogEntry clip, Moment moment, RationalTime length) {
    RationalTime last = at(clip, clip.getEndPts()).minus(length);
    return at(clip, moment.getPeakPts())
        .minus(length.dividedBy(2))
        .min(last)
        .max(RationalTime.ZERO);
  }

  private static RationalTime at(CatalogEntry clip, long pts) {
    return RationalTime.ofTicks(
        pts - clip.getFirstPts(), clip.getTimebase().getNum(), clip.getTimebase().getDen());
  }
}
