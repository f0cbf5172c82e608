package io.autocut.exports.interchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocut.json.PlainJson;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import io.autocut.time.TimeRange;
import java.io.UncheckedIOException;

/**
 * Writes OpenTimelineIO: one track of pictures, one of music, the marks on the stack of both.
 *
 * <p>Ranges are whole frames of the film's rate, in the time code of their clips; what a clip has
 * beyond its range is its available range, in its own frames. The plan itself lies under {@code
 * autocut} in the metadata of the timeline, and each clip says there which event it is: what comes
 * back unchanged is the same plan.
 */
final class OtioWriter implements HandoffWriter {
  static final String OWN = "autocut";
  static final String SCHEMA = "OTIO_SCHEMA";
  static final String MEDIA_KEY = "DEFAULT_MEDIA";
  static final String DISSOLVE = "SMPTE_Dissolve";
  static final String OTHER_TRANSITION = "Custom_Transition";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String write(Handoff handoff) {
    ObjectNode timeline = object("Timeline.1", handoff.title());
    own(timeline).set("plan", plan(handoff));
    timeline.set("global_start_time", time(RationalTime.ZERO, handoff.rate()));
    ObjectNode stack = composition("Stack.1", "tracks");
    timeline.set("tracks", stack);
    ArrayNode tracks = (ArrayNode) stack.get("children");
    tracks.add(pictures(handoff));
    tracks.add(music(handoff));
    ArrayNode markers = (ArrayNode) stack.get("markers");
    handoff.marks().forEach(mark -> markers.add(marker(mark, handoff.rate())));
    return print(timeline);
  }

  private static String print(ObjectNode timeline) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    try {
      return JSON.writer(printer).writeValueAsString(timeline) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static com.fasterxml.jackson.databind.JsonNode plan(Handoff handoff) {
    try {
      return JSON.readTree(PlainJson.line(handoff.list()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode pictures(Handoff handoff) {
    ObjectNode track = track("Video", "Pictures");
    ArrayNode items = (ArrayNode) track.get("children");
    for (int i = 0; i < handoff.events().size(); i++) {
      addTransition(items, handoff, i);
      items.add(clip(handoff, handoff.events().get(i)));
    }
    addTransition(items, handoff, handoff.events().size());
    return track;
  }

  private static void addTransition(ArrayNode items, Handoff handoff, int index) {
    boolean first = index == 0;
    boolean last = index == handoff.events().size();
    long fade = handoff.fadeFrames();
    switch (handoff.into(index)) {
      case DISSOLVE ->
          items.add(
              transition("Dissolve", DISSOLVE, handoff.before(), handoff.after(), handoff.rate()));
      case FADE ->
          items.add(
              transition(
                  first ? "Fade from black" : last ? "Fade to black" : "Fade through black",
                  first || last ? DISSOLVE : OTHER_TRANSITION,
                  first ? 0 : fade,
                  last ? 0 : fade,
                  handoff.rate()));
      default -> {
        // A cut is no item of its own.
      }
    }
  }

  private static ObjectNode transition(
      String name, String type, long before, long after, FrameRate rate) {
    ObjectNode transition = object("Transition.1", name);
    transition.put("transition_type", type);
    transition.set("in_offset", frames(before, rate));
    transition.set("out_offset", frames(after, rate));
    own(transition)
        .put(
            "transition", (name.equals("Dissolve") ? Transition.DISSOLVE : Transition.FADE).name());
    return transition;
  }

  private static ObjectNode clip(Handoff handoff, Event event) {
    HandoffClip source = handoff.clipOf(event);
    ObjectNode clip = item("Clip.2", source.name());
    clip.set(
        "source_range",
        range(
            frames(handoff.sourceTimecode(event), handoff.rate()),
            frames(Handoff.frames(event), handoff.rate())));
    ObjectNode own = own(clip);
    own.put("event", event.getIndex());
    own.put("reason", event.getReason());
    ObjectNode reference = reference(handoff.names().url(source.uri()), source.name());
    reference.set(
        "available_range",
        range(
            frames(source.rate().frameAt(source.start()), source.rate()),
            frames(source.frames(), source.rate())));
    own(reference).put("uri", source.uri());
    addReference(clip, reference);
    return clip;
  }

  private static ObjectNode music(Handoff handoff) {
    HandoffMusic music = handoff.music();
    ObjectNode track = track("Audio", "Music");
    ObjectNode clip = item("Clip.2", music.name());
    FrameRate samples = FrameRate.of(music.sampleRate(), 1);
    TimeRange heard = music.heard();
    clip.set("source_range", range(time(heard.in(), samples), time(heard.length(), samples)));
    own(clip).put("fadeOutMillis", handoff.list().getFadeOutMillis());
    ObjectNode reference = reference(handoff.names().url(music.uri()), music.name());
    reference.set(
        "available_range", range(time(RationalTime.ZERO, samples), time(music.length(), samples)));
    own(reference).put("uri", music.uri());
    addReference(clip, reference);
    ((ArrayNode) track.get("children")).add(clip);
    return track;
  }

  private static void addReference(ObjectNode clip, ObjectNode reference) {
    clip.putObject("media_references").set(MEDIA_KEY, reference);
    clip.put("active_media_reference_key", MEDIA_KEY);
  }

  private static ObjectNode reference(String url, String name) {
    ObjectNode reference = object("ExternalReference.1", name);
    reference.put("target_url", url);
    reference.putNull("available_image_bounds");
    return reference;
  }

  private static ObjectNode marker(Mark mark, FrameRate rate) {
    ObjectNode marker = object("Marker.2", mark.name());
    marker.put(
        "color",
        switch (mark.kind()) {
          case SECTION -> "RED";
          case DOWNBEAT -> "BLUE";
          case BEAT -> "GREEN";
        });
    marker.put("comment", "");
    marker.set("marked_range", range(frames(mark.frame(), rate), frames(1, rate)));
    own(marker).put("kind", mark.kind().name());
    return marker;
  }

  private static ObjectNode track(String kind, String name) {
    return composition("Track.1", name).put("kind", kind);
  }

  private static ObjectNode composition(String schema, String name) {
    ObjectNode composition = item(schema, name);
    composition.putArray("children");
    return composition;
  }

  private static ObjectNode item(String schema, String name) {
    ObjectNode item = object(schema, name);
    item.putNull("source_range");
    item.putArray("effects");
    item.putArray("markers");
    item.put("enabled", true);
    return item;
  }

  private static ObjectNode object(String schema, String name) {
    ObjectNode object = JSON.createObjectNode();
    object.put(SCHEMA, schema);
    object.putObject("metadata");
    object.put("name", name);
    return object;
  }

  private static ObjectNode own(ObjectNode object) {
    return ((ObjectNode) object.get("metadata")).withObject("/" + OWN);
  }

  private static ObjectNode range(ObjectNode start, ObjectNode duration) {
    ObjectNode range = JSON.createObjectNode().put(SCHEMA, "TimeRange.1");
    range.set("start_time", start);
    range.set("duration", duration);
    return range;
  }

  private static ObjectNode time(RationalTime instant, FrameRate rate) {
    return frames(rate.frameAt(instant), rate);
  }

  private static ObjectNode frames(long frames, FrameRate rate) {
    return JSON.createObjectNode()
        .put(SCHEMA, "RationalTime.1")
        .put("rate", (double) rate.numerator() / rate.denominator())
        .put("value", (double) frames);
  }
}
