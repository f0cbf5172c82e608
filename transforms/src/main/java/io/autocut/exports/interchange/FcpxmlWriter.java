package io.autocut.exports.interchange;

import com.google.common.collect.ImmutableMap;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * Writes FCPXML 1.10: clips in the spine, the music connected below the first one, beats and
 * sections as markers on the music. Times are whole frames as rational seconds: of the film where
 * they are places in it, of the clip where they are places in that. A fade through black is one of
 * the clips' opacity.
 */
final class FcpxmlWriter {
  /** The rates that the format has a word for. */
  private static final ImmutableMap<String, FrameRate> RATES =
      ImmutableMap.<String, FrameRate>builder()
          .put("23.98", FrameRate.of(24_000, 1001))
          .put("24", FrameRate.of(24, 1))
          .put("25", FrameRate.of(25, 1))
          .put("29.97", FrameRate.of(30_000, 1001))
          .put("30", FrameRate.of(30, 1))
          .put("47.95", FrameRate.of(48_000, 1001))
          .put("48", FrameRate.of(48, 1))
          .put("50", FrameRate.of(50, 1))
          .put("59.94", FrameRate.of(60_000, 1001))
          .put("60", FrameRate.of(60, 1))
          .put("90", FrameRate.of(90, 1))
          .put("100", FrameRate.of(100, 1))
          .put("119.88", FrameRate.of(120_000, 1001))
          .put("120", FrameRate.of(120, 1))
          .buildOrThrow();

  private final Handoff handoff;
  private final FrameRate rate;
  private final Map<FrameRate, String> formats = new HashMap<>();
  private final Map<String, String> assets = new HashMap<>();
  private final XmlTree tree = new XmlTree();

  FcpxmlWriter(Handoff handoff) {
    this.handoff = handoff;
    this.rate = handoff.rate();
  }

  String text() {
    Element root = tree.root("fcpxml", "version", "1.10");
    Element resources = XmlTree.child(root, "resources");
    String length = seconds(rate.timeOf(handoff.plan().getFrames()));
    XmlTree.child(
        resources,
        "format",
        "id",
        "film",
        "name",
        "AutoCut",
        "frameDuration",
        seconds(rate.frameDuration()),
        "width",
        Integer.toString(handoff.plan().getCanvas().getWidth()),
        "height",
        Integer.toString(handoff.plan().getCanvas().getHeight()));
    for (Event event : handoff.plan().getEvents()) {
      addClip(resources, event);
    }
    addMusic(resources);
    Element event = XmlTree.child(XmlTree.child(root, "library"), "event", "name", handoff.name());
    Element project = XmlTree.child(event, "project", "name", handoff.name());
    Element sequence =
        XmlTree.child(
            project,
            "sequence",
            "format",
            "film",
            "duration",
            length,
            "tcStart",
            "0s",
            "tcFormat",
            Timecode.of(rate).dropsFrames() ? "DF" : "NDF",
            "audioLayout",
            "stereo",
            "audioRate",
            "48k");
    spine(XmlTree.child(sequence, "spine"), length);
    return tree.print("fcpxml");
  }

  private void addClip(Element resources, Event event) {
    String uri = event.getClipUri();
    if (assets.containsKey(uri)) {
      return;
    }
    MediaFacts facts = handoff.clip(event);
    String format = formats.get(facts.rate());
    if (format == null) {
      format = "rate" + (formats.size() + 1);
      formats.put(facts.rate(), format);
      XmlTree.child(
          resources,
          "format",
          "id",
          format,
          "frameDuration",
          seconds(facts.rate().frameDuration()));
    }
    String id = "clip" + (assets.size() + 1);
    assets.put(uri, id);
    Element asset =
        XmlTree.child(
            resources,
            "asset",
            "id",
            id,
            "name",
            Handoff.fileName(uri),
            "start",
            "0s",
            "duration",
            seconds(facts.length()),
            "hasVideo",
            "1",
            "format",
            format);
    represent(asset, uri);
  }

  private void addMusic(Element resources) {
    Element asset =
        XmlTree.child(
            resources,
            "asset",
            "id",
            "music",
            "name",
            Handoff.fileName(handoff.plan().getMusicUri()),
            "start",
            "0s",
            "duration",
            seconds(handoff.musicLength()),
            "hasAudio",
            "1",
            "audioSources",
            "1",
            "audioRate",
            Integer.toString(handoff.beats().getSampleRate()));
    represent(asset, handoff.plan().getMusicUri());
  }

  private void represent(Element asset, String uri) {
    XmlTree.child(asset, "media-rep", "kind", "original-media", "src", handoff.paths().url(uri));
  }

  private void spine(Element spine, String length) {
    List<Event> events = handoff.plan().getEvents();
    for (Event event : events) {
      if (event.getIndex() > 0 && event.getTransition() == Transition.DISSOLVE) {
        XmlTree.child(
            spine,
            "transition",
            "name",
            "Cross Dissolve",
            "offset",
            seconds(rate.timeOf(event.getRecordIn() - handoff.before())),
            "duration",
            seconds(rate.timeOf(handoff.plan().getFadeFrames())));
      }
      RationalTime in = onOwnFrame(event);
      Element clip =
          XmlTree.child(
              spine,
              "asset-clip",
              "ref",
              assets.get(event.getClipUri()),
              "name",
              Handoff.fileName(event.getClipUri()),
              "offset",
              seconds(rate.timeOf(event.getRecordIn())),
              "start",
              seconds(in),
              "duration",
              seconds(rate.timeOf(event.getRecordOut() - event.getRecordIn())),
              "srcEnable",
              "video");
      conform(clip, handoff.clip(event).rate());
      fade(clip, event.getIndex());
      if (event.getIndex() == 0) {
        connectMusic(clip, in, length);
      }
    }
  }

  /** Footage of another rate keeps its speed. */
  private void conform(Element clip, FrameRate own) {
    String word =
        RATES.entrySet().stream()
            .min(Comparator.comparingDouble(one -> Math.abs(ratio(one.getValue(), own) - 1)))
            .orElseThrow()
            .getKey();
    if (!RATES.get(word).equals(rate)) {
      XmlTree.child(clip, "conform-rate", "scaleEnabled", "0", "srcFrameRate", word);
    }
  }

  private static double ratio(FrameRate one, FrameRate other) {
    return ((double) one.numerator() * other.denominator())
        / ((double) one.denominator() * other.numerator());
  }

  private void fade(Element clip, int index) {
    boolean in = handoff.into(index) == Transition.FADE;
    boolean out = handoff.into(index + 1) == Transition.FADE;
    if (in || out) {
      RationalTime length = rate.timeOf(handoff.plan().getFadeFrames());
      Element blend = XmlTree.child(clip, "adjust-blend", "amount", "1");
      Element amount = XmlTree.child(blend, "param", "name", "amount");
      if (in) {
        XmlTree.child(amount, "fadeIn", "type", "linear", "duration", seconds(length));
      }
      if (out) {
        XmlTree.child(amount, "fadeOut", "type", "linear", "duration", seconds(length));
      }
    }
  }

  private void fadeOut(Element music) {
    RationalTime asked = RationalTime.ofMillis(handoff.plan().getFadeOutMillis());
    long frames = rate.frameAt(asked);
    if (frames > 0) {
      Element volume = XmlTree.child(music, "adjust-volume", "amount", "0dB");
      Element amount = XmlTree.child(volume, "param", "name", "amount");
      String length = seconds(rate.timeOf(frames));
      XmlTree.child(amount, "fadeOut", "type", "linear", "duration", length);
    }
  }

  /** What is connected counts in the time of the clip that it hangs on. */
  private void connectMusic(Element clip, RationalTime offset, String length) {
    Element music =
        XmlTree.child(
            clip,
            "asset-clip",
            "ref",
            "music",
            "name",
            Handoff.fileName(handoff.plan().getMusicUri()),
            "lane",
            "-1",
            "offset",
            seconds(offset),
            "start",
            seconds(handoff.musicIn()),
            "duration",
            length,
            "audioRole",
            "music");
    fadeOut(music);
    for (Handoff.Marker marker : handoff.markers()) {
      XmlTree.child(
          music,
          "marker",
          "start",
          seconds(handoff.musicIn().plus(rate.timeOf(marker.frame()))),
          "duration",
          seconds(rate.frameDuration()),
          "value",
          marker.name());
    }
  }

  private RationalTime onOwnFrame(Event event) {
    FrameRate own = handoff.clip(event).rate();
    return own.timeOf(own.frameAt(RationalTime.of(event.getSourceIn())));
  }

  /** {@code 1001/30000s}. */
  private static String seconds(RationalTime time) {
    return time.denominator() == 1
        ? time.numerator() + "s"
        : time.numerator() + "/" + time.denominator() + "s";
  }
}
