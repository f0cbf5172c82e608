package io.autocut.exports.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an OpenTimelineIO timeline that was made of a plan: its first track of pictures, and where
 * the music begins. Not safe for several threads.
 */
final class OtioReader {
  private final EditDecisionList original;
  private final FrameRate rate;
  private final NamedClips clips;
  private final ClipStarts starts;
  private final List<EditedCut> cuts = new ArrayList<>();
  private final List<Long> lengths = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<RationalTime> musicIn = Optional.empty();
  private Transition next = Transition.CUT;
  private RationalTime passed = RationalTime.ZERO;
  private long recordOut;

  /**
   * @param folder that relative paths in the file count from
   */
  OtioReader(EditDecisionList original, Path folder, ClipStarts starts) {
    this.original = original;
    this.rate = FrameRate.of(original.getEditRate());
    this.clips = new NamedClips(original, folder);
    this.starts = starts;
  }

  /**
   * The film of a timeline.
   *
   * @throws HandoffException when it has what no film can; the message names the item
   */
  EditedFilm read(OtioFile file) throws HandoffException, IOException, InterruptedException {
    boolean found = false;
    int number = 0;
    for (JsonNode track : file.timeline().path("tracks").path("children")) {
      number++;
      String place = "track " + number;
      boolean empty = track.path("children").isEmpty() || !track.path("enabled").asBoolean(true);
      if (track.path("kind").asText().equals("Audio")) {
        addSound(track, place);
      } else if (!empty && found) {
        notes.add(place + ": a film has one track of pictures; this one is left out");
      } else if (!empty) {
        found = true;
        addPictures(track, place);
      }
    }
    if (cuts.isEmpty()) {
      throw new HandoffException("it has no track of pictures with clips");
    }
    return new EditedFilm(
        ImmutableList.copyOf(cuts),
        next == Transition.CUT ? Transition.CUT : Transition.FADE,
        EditedFilm.oneLength(lengths, original.getFadeFrames(), notes),
        musicIn,
        ImmutableList.copyOf(notes));
  }

  private void addPictures(JsonNode track, String where)
      throws HandoffException, IOException, InterruptedException {
    int number = 0;
    for (JsonNode item : track.path("children")) {
      number++;
      String place = "%s, item %d (%s)".formatted(where, number, named(item));
      if (OtioFile.isA(item, "Transition")) {
        addTransition(item, place);
      } else if (OtioFile.isA(item, "Gap")) {
        boolean last = number == track.path("children").size();
        refuseGap(item, place, last);
      } else if (OtioFile.isA(item, "Clip")) {
        addClip(item, place);
      } else {
        throw new HandoffException(
            place
                + ": only clips, gaps and transitions can be read, not "
                + item.path(OtioWriter.SCHEMA).asText("what has no schema")
                + ": take it apart");
      }
    }
  }

  private static String named(JsonNode item) {
    String name = item.path("name").asText("").replaceAll("\\p{Cntrl}", "?");
    String shown = name.isEmpty() ? item.path(OtioWriter.SCHEMA).asText("no schema") : name;
    return shown.substring(0, Math.min(80, shown.length()));
  }

  /** What stands after the last clip is no film any more. */
  private void refuseGap(JsonNode gap, String place, boolean last) throws HandoffException {
    RationalTime length = OtioTimes.seconds(gap.path("source_range").path("duration"), place);
    long frames = rate.frameAt(length);
    if (frames > 0 && !last) {
      throw new HandoffException(
          "%s: a gap of %d frames; a film has none: close it".formatted(place, frames));
    }
  }

  private void addTransition(JsonNode item, String place) throws HandoffException {
    long before = frames(item.path("in_offset"), place);
    long after = frames(item.path("out_offset"), place);
    boolean fades = own(item).path("transition").asText().equals(Transition.FADE.name());
    next = fades || cuts.isEmpty() ? Transition.FADE : Transition.DISSOLVE;
    lengths.add(next == Transition.FADE ? Math.max(before, after) : before + after);
    if (next == Transition.DISSOLVE && after != 0 && before != (before + after) / 2) {
      notes.add(place + ": a dissolve lies around its cut; it is moved there");
    }
  }

  private void addClip(JsonNode clip, String place)
      throws HandoffException, IOException, InterruptedException {
    if (!clip.path("enabled").asBoolean(true)) {
      throw new HandoffException(place + ": it is disabled: enable it, or delete it");
    }
    JsonNode media = media(clip);
    JsonNode available = media.path("available_range");
    JsonNode range = clip.path("source_range").isObject() ? clip.path("source_range") : available;
    String uri = uri(clip, media, place);
    RationalTime begins =
        available.isObject()
            ? OtioTimes.seconds(available.path("start_time"), place)
            : starts.of(uri);
    // The clip's time code is counted in the film's frames too.
    RationalTime counted = rate.timeOf(rate.frameAt(begins));
    RationalTime start = OtioTimes.seconds(range.path("start_time"), place);
    passed = passed.plus(OtioTimes.seconds(range.path("duration"), place));
    long end = rate.frameAt(passed);
    if (end <= recordOut) {
      throw new HandoffException(place + ": it is shorter than a frame: delete it");
    }
    if (!clip.path("effects").isEmpty()) {
      notes.add(place + ": its effects are left out, a change of speed among them");
    }
    RationalTime in = start.minus(counted).max(RationalTime.ZERO);
    cuts.add(new EditedCut(place, uri, nearFrame(in), end - recordOut, next));
    next = Transition.CUT;
    recordOut = end;
  }

  /** What is a whole frame but for the rounding of decimals is one. */
  private RationalTime nearFrame(RationalTime time) {
    RationalTime frame = rate.timeOf(rate.frameAt(time));
    return time.minus(frame).abs().compareTo(RationalTime.ofMicros(10)) < 0 ? frame : time;
  }

  private void addSound(JsonNode track, String place) throws HandoffException {
    for (JsonNode item : track.path("children")) {
      JsonNode media = media(item);
      boolean music =
          OtioFile.isA(item, "Clip")
              && (NamedClips.isMusic(original, item.path("name").asText())
                  || NamedClips.isMusic(original, own(media).path("uri").asText()));
      if (music && musicIn.isEmpty() && item == track.path("children").get(0)) {
        RationalTime start = OtioTimes.seconds(item.path("source_range").path("start_time"), place);
        musicIn = Optional.of(start.max(RationalTime.ZERO));
      } else if (OtioFile.isA(item, "Clip")) {
        notes.add(place + ": the sound of " + named(item) + " is left out");
      }
    }
  }

  private long frames(JsonNode time, String place) throws HandoffException {
    return rate.frameAt(OtioTimes.seconds(time, place).max(RationalTime.ZERO));
  }

  private static JsonNode media(JsonNode clip) {
    String key = clip.path("active_media_reference_key").asText(OtioWriter.MEDIA_KEY);
    JsonNode active = clip.path("media_references").path(key);
    return active.isObject() ? active : clip.path("media_reference");
  }

  private static JsonNode own(JsonNode node) {
    return node.path("metadata").path(OtioWriter.OWN);
  }

  private String uri(JsonNode clip, JsonNode media, String place) throws HandoffException {
    String url = media.path("target_url").asText("");
    String name = clip.path("name").asText("");
    return clips
        .atUrl(url)
        .or(() -> clips.named(media.path("name").asText("")))
        .or(() -> clips.named(name))
        .orElseThrow(
            () ->
                new HandoffException(
                    "%s: there is no such clip at %s, and the plan has none of that name: link its"
                            .formatted(place, url.isEmpty() ? "no place" : shown(url))
                        + " media"));
  }

  private static String shown(String url) {
    String plain = url.replaceAll("\\p{Cntrl}", "?");
    return plain.substring(0, Math.min(200, plain.length()));
  }
}
