package io.autocut.exports.interchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.autocut.ingest.IngestException;
import io.autocut.json.PlainJson;
import io.autocut.json.PlainJsonException;
import io.autocut.schemas.EditDecisionList;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads OpenTimelineIO: the shots of its one video track. Audio tracks and markers are passed over;
 * what a plan cannot hold (gaps, nested timelines, changes of speed, a second video track) is
 * refused in words.
 */
final class OtioReader {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final double MOST_SECONDS = 1e6;

  /** Of other file systems, whose names are written as the plan has them. */
  private static final Pattern REMOTE =
      Pattern.compile("(?!file:)[a-z][a-z0-9+.-]*://.+", Pattern.CASE_INSENSITIVE);

  private final JsonNode timeline;
  private final Path folder;

  /**
   * @param text not to be trusted
   * @param folder from which its relative paths count
   */
  OtioReader(String text, Path folder) throws IngestException {
    this.folder = folder;
    try {
      this.timeline = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IngestException("not valid JSON: " + e.getOriginalMessage(), e);
    }
    if (!schema(timeline).equals("Timeline")) {
      throw new IngestException("no OpenTimelineIO timeline: it is of schema " + schema(timeline));
    }
  }

  /** The plan that it was made from, if its editor has kept what we wrote beside the shots. */
  Optional<EditDecisionList> plan() throws IngestException {
    JsonNode plan = timeline.path("metadata").path(OtioWriter.METADATA).path(OtioWriter.PLAN);
    if (plan.isMissingNode()) {
      return Optional.empty();
    }
    try {
      return Optional.of(PlainJson.parse(plan.toString(), EditDecisionList.class));
    } catch (PlainJsonException e) {
      throw new IngestException("the plan in its metadata: " + e.getMessage(), e);
    }
  }

  List<EditedCut> cuts(FrameRate rate) throws IngestException {
    List<EditedCut> cuts = new ArrayList<>();
    long dissolve = 0;
    int place = 0;
    for (JsonNode item : videoTrack().path("children")) {
      String where = "item %d of the video track".formatted(place++);
      switch (schema(item)) {
        case "Clip" -> {
          cuts.add(cut(item, where, rate, dissolve));
          dissolve = 0;
        }
        case "Transition" ->
            dissolve =
                rate.frameAt(time(item.path("in_offset"), where))
                    + rate.frameAt(time(item.path("out_offset"), where));
        case "Gap" -> {
          long frames = rate.frameAt(time(item.path("source_range").path("duration"), where));
          if (frames > 0) {
            throw new IngestException(
                "%s is a gap of %d frames: a film has none, close it".formatted(where, frames));
          }
        }
        default ->
            throw new IngestException(
                "%s is of schema %s: a plan holds clips only, flatten it"
                    .formatted(where, schema(item)));
      }
    }
    return cuts;
  }

  private JsonNode videoTrack() throws IngestException {
    List<JsonNode> tracks = new ArrayList<>();
    for (JsonNode track : timeline.path("tracks").path("children")) {
      if (track.path("kind").asText().equals("Video") && !track.path("children").isEmpty()) {
        tracks.add(track);
      }
    }
    if (tracks.size() != 1) {
      throw new IngestException(
          "it has %d video tracks with something on them: a plan has one".formatted(tracks.size()));
    }
    return tracks.get(0);
  }

  private EditedCut cut(JsonNode clip, String where, FrameRate rate, long dissolve)
      throws IngestException {
    for (JsonNode effect : clip.path("effects")) {
      if (effect.path("time_scalar").asDouble(1) != 1) {
        throw new IngestException(where + " changes its speed: a plan cannot, take that back");
      }
    }
    JsonNode reference =
        clip.has("media_reference")
            ? clip.path("media_reference")
            : clip.path("media_references")
                .path(clip.path("active_media_reference_key").asText("DEFAULT_MEDIA"));
    JsonNode range =
        clip.path("source_range").isObject()
            ? clip.path("source_range")
            : reference.path("available_range");
    RationalTime in = time(range.path("start_time"), where);
    JsonNode available = reference.path("available_range").path("start_time");
    RationalTime from = available.isObject() ? time(available, where) : RationalTime.ZERO;
    long frames = rate.frameAt(time(range.path("duration"), where));
    if (frames <= 0) {
      throw new IngestException(where + " shows no frame: leave it out");
    }
    return new EditedCut(
        where, clipOf(clip, reference), in.minus(from).max(RationalTime.ZERO), frames, dissolve);
  }

  private String clipOf(JsonNode clip, JsonNode reference) throws IngestException {
    String url = reference.path("target_url").asText("");
    if (url.isEmpty()) {
      return clip.path("name").asText();
    }
    if (REMOTE.matcher(url).matches()) {
      return url;
    }
    try {
      URI uri = URI.create(url);
      if (uri.getScheme() == null) {
        return folder.resolve(uri.getPath()).normalize().toString();
      }
      return Path.of(uri).toString();
    } catch (IllegalArgumentException e) {
      throw new IngestException("not a URL: " + url + " (" + e.getMessage() + ")", e);
    }
  }

  private static String schema(JsonNode node) {
    String schema = node.path("OTIO_SCHEMA").asText("");
    int dot = schema.indexOf('.');
    return dot < 0 ? schema : schema.substring(0, dot);
  }

  /** To a millionth of a frame, for values are doubles there. */
  private static RationalTime time(JsonNode time, String where) throws IngestException {
    double value = time.path("value").asDouble(Double.NaN);
    double rate = time.path("rate").asDouble(Double.NaN);
    if (!(rate > 0 && rate <= 1e6) || !(Math.abs(value / rate) <= MOST_SECONDS)) {
      throw new IngestException(
          where + ": no time of value and rate: " + time.path("value") + " / " + time.path("rate"));
    }
    FrameRate exact = exact(rate);
    return RationalTime.of(Math.round(value * 1e6), 1_000_000)
        .times(exact.denominator())
        .dividedBy(exact.numerator());
  }

  /** The fraction that a decimal rate stands for: 29.97… is 30000/1001. */
  private static FrameRate exact(double rate) {
    long whole = Math.round(rate);
    long ntsc = Math.round(rate * 1.001);
    if (Math.abs(rate - whole) < 1e-6) {
      return FrameRate.of((int) whole, 1);
    }
    return Math.abs(rate - ntsc / 1.001) < 1e-3
        ? FrameRate.of((int) ntsc * 1000, 1001)
        : FrameRate.of((int) Math.round(rate * 1000), 1000);
  }
}
