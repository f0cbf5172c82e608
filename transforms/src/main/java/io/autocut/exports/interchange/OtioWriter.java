package io.autocut.exports.interchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocut.json.PlainJson;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.UncheckedIOException;

/**
 * Writes OpenTimelineIO: one video track, one audio track, markers on the stack. Schemas are those
 * of OpenTimelineIO 0.15 (Clip.2, Marker.2). The whole plan stands in the metadata, so that it can
 * be had back from this file alone.
 */
final class OtioWriter {
  static final String METADATA = "autocut";
  static final String PLAN = "plan";
  private static final String MEDIA = "DEFAULT_MEDIA";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Handoff handoff;
  private final FrameRate rate;

  OtioWriter(Handoff handoff) {
    this.handoff = handoff;
    this.rate = handoff.rate();
  }

  String text() {
    ObjectNode timeline = schema("Timeline.1", handoff.name());
    timeline.withObject("/metadata").set(METADATA, NODES.objectNode().set(PLAN, plan()));
    timeline.set("global_start_time", time(RationalTime.ZERO, rate));
    ObjectNode stack = item("Stack.1", "tracks");
    ArrayNode markers = stack.withArray("/markers");
    handoff.markers().forEach(marker -> markers.add(marker(marker)));
    stack.putArray("children").add(video()).add(audio());
    timeline.set("tracks", stack);
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(timeline) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private com.fasterxml.jackson.databind.JsonNode plan() {
    try {
      return MAPPER.readTree(PlainJson.line(handoff.plan()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode video() {
    ObjectNode track = item("Track.1", "Video").put("kind", "Video");
    ArrayNode children = track.putArray("children");
    for (Event event : handoff.plan().getEvents()) {
      if (event.getIndex() > 0 && event.getTransition() == Transition.DISSOLVE) {
        children.add(dissolve());
      }
      children.add(clip(event));
    }
    return track;
  }

  private ObjectNode clip(Event event) {
    MediaFacts facts = handoff.clip(event);
    long frames = event.getRecordOut() - event.getRecordIn();
    ObjectNode clip = item("Clip.2", Handoff.fileName(event.getClipUri()));
    clip.set(
        "source_range",
        range(
            time(RationalTime.of(event.getSourceIn()), facts.rate()),
            time(rate.timeOf(frames), rate)));
    clip.withObject("/metadata")
        .set(
            METADATA,
            NODES
                .objectNode()
                .put("event", event.getIndex())
                .put("reason", event.getReason())
                .put("score", event.getScore()));
    return referring(clip, event.getClipUri(), facts.length(), facts.rate());
  }

  private ObjectNode audio() {
    FrameRate samples = FrameRate.of(handoff.beats().getSampleRate(), 1);
    String uri = handoff.plan().getMusicUri();
    ObjectNode clip = item("Clip.2", Handoff.fileName(uri));
    RationalTime length = rate.timeOf(handoff.plan().getFrames());
    clip.set("source_range", range(time(handoff.musicIn(), samples), time(length, rate)));
    ObjectNode track = item("Track.1", "Music").put("kind", "Audio");
    track.putArray("children").add(referring(clip, uri, handoff.musicLength(), samples));
    return track;
  }

  private ObjectNode referring(ObjectNode clip, String uri, RationalTime length, FrameRate own) {
    ObjectNode reference = schema("ExternalReference.1", "");
    reference.set("available_range", range(time(RationalTime.ZERO, own), time(length, own)));
    reference.putNull("available_image_bounds");
    reference.put("target_url", handoff.paths().url(uri));
    clip.set("media_references", NODES.objectNode().set(MEDIA, reference));
    return clip.put("active_media_reference_key", MEDIA);
  }

  private ObjectNode dissolve() {
    ObjectNode transition = schema("Transition.1", "Dissolve");
    transition.set("in_offset", time(rate.timeOf(handoff.before()), rate));
    transition.set("out_offset", time(rate.timeOf(handoff.after()), rate));
    return transition.put("transition_type", "SMPTE_Dissolve");
  }

  private ObjectNode marker(Handoff.Marker marker) {
    ObjectNode node = schema("Marker.2", marker.name());
    node.put(
        "color",
        switch (marker.mark()) {
          case BEAT -> "CYAN";
          case DOWNBEAT -> "RED";
          case SECTION -> "GREEN";
        });
    node.put("comment", "");
    node.set(
        "marked_range",
        range(time(rate.timeOf(marker.frame()), rate), time(rate.timeOf(marker.frames()), rate)));
    return node;
  }

  private static ObjectNode schema(String schema, String name) {
    ObjectNode node = NODES.objectNode().put("OTIO_SCHEMA", schema);
    node.putObject("metadata");
    return node.put("name", name);
  }

  private static ObjectNode item(String schema, String name) {
    ObjectNode node = schema(schema, name);
    node.putNull("source_range");
    node.putArray("effects");
    node.putArray("markers");
    return node.put("enabled", true);
  }

  private static ObjectNode range(ObjectNode start, ObjectNode duration) {
    ObjectNode range = NODES.objectNode().put("OTIO_SCHEMA", "TimeRange.1");
    range.set("start_time", start);
    range.set("duration", duration);
    return range;
  }

  /** OpenTimelineIO counts in doubles, which hold whole frames exactly. */
  private static ObjectNode time(RationalTime time, FrameRate rate) {
    RationalTime ticks = time.times(rate.numerator()).dividedBy(rate.denominator());
    return NODES
        .objectNode()
        .put("OTIO_SCHEMA", "RationalTime.1")
        .put("rate", (double) rate.numerator() / rate.denominator())
        .put("value", (double) ticks.numerator() / ticks.denominator());
  }
}
