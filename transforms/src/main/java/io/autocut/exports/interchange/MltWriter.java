package io.autocut.exports.interchange;

import io.autocut.planning.FilmPiece;
import io.autocut.schemas.Event;
import io.autocut.time.FrameRate;
import java.util.HashMap;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * Writes MLT XML: a playlist of clips, one of the music, and markers as Shotcut keeps them. In and
 * out are frames of the film's rate, both inclusive; clips of another rate, and music that begins
 * within a frame, are on the nearest one, for MLT has nothing finer.
 */
final class MltWriter {
  private final Handoff handoff;
  private final FrameRate rate;
  private final Map<String, String> producers = new HashMap<>();
  private final XmlTree tree = new XmlTree();
  private Element root;

  MltWriter(Handoff handoff) {
    this.handoff = handoff;
    this.rate = handoff.rate();
  }

  String text() {
    root = tree.root("mlt", "LC_NUMERIC", "C", "producer", "film", "title", handoff.name());
    int width = handoff.plan().getCanvas().getWidth();
    int height = handoff.plan().getCanvas().getHeight();
    XmlTree.child(
        root,
        "profile",
        "description",
        "AutoCut",
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(height),
        "progressive",
        "1",
        "sample_aspect_num",
        "1",
        "sample_aspect_den",
        "1",
        "display_aspect_num",
        Integer.toString(width),
        "display_aspect_den",
        Integer.toString(height),
        "frame_rate_num",
        Integer.toString(rate.numerator()),
        "frame_rate_den",
        Integer.toString(rate.denominator()),
        "colorspace",
        "709");
    for (Event event : handoff.plan().getEvents()) {
      addClip(event);
    }
    long music = rate.frameAt(handoff.musicLength());
    addProducer("music", handoff.plan().getMusicUri(), music, "video_index");
    Element video = dissolvesThenPlaylist();
    Element sound = playlist("sound");
    long in = rate.frameAt(handoff.musicIn());
    entry(sound, "music", in, in + handoff.plan().getFrames());
    root.appendChild(video);
    root.appendChild(sound);
    film();
    return tree.print("");
  }

  private void addClip(Event event) {
    String uri = event.getClipUri();
    if (!producers.containsKey(uri)) {
      String id = "clip" + (producers.size() + 1);
      producers.put(uri, id);
      addProducer(id, uri, rate.frameAt(handoff.clip(event).length()), "audio_index");
    }
  }

  /**
   * @param without the property of the streams that are not wanted of it
   */
  private void addProducer(String id, String uri, long frames, String without) {
    Element producer =
        XmlTree.child(
            root, "producer", "id", id, "in", "0", "out", Long.toString(Math.max(0, frames - 1)));
    property(producer, "mlt_service", "avformat");
    property(producer, "resource", handoff.paths().path(uri));
    property(producer, without, "-1");
  }

  /** What dissolves stands before what plays it. */
  private Element dissolvesThenPlaylist() {
    Element video = playlist("video");
    for (FilmPiece piece : FilmPiece.of(handoff.plan())) {
      String clip = producers.get(piece.event().getClipUri());
      long in = rate.frameAt(piece.sourceIn());
      if (piece.into().isEmpty()) {
        entry(video, clip, in, in + piece.frames());
      } else {
        FilmPiece.Into into = piece.into().get();
        String next = producers.get(into.event().getClipUri());
        String mix = "dissolve" + piece.index();
        mix(mix, clip, in, next, rate.frameAt(into.sourceIn()), piece.frames());
        entry(video, mix, 0, piece.frames());
      }
    }
    return video;
  }

  private void mix(String id, String from, long fromIn, String to, long toIn, long frames) {
    String last = Long.toString(frames - 1);
    Element mix = XmlTree.child(root, "tractor", "id", id, "in", "0", "out", last);
    track(mix, from, fromIn, frames);
    track(mix, to, toIn, frames);
    Element luma = XmlTree.child(mix, "transition", "in", "0", "out", last);
    property(luma, "mlt_service", "luma");
    property(luma, "a_track", "0");
    property(luma, "b_track", "1");
  }

  private static void track(Element mix, String producer, long in, long frames) {
    XmlTree.child(
        mix,
        "track",
        "producer",
        producer,
        "in",
        Long.toString(in),
        "out",
        Long.toString(in + frames - 1));
  }

  private Element playlist(String id) {
    Element playlist = XmlTree.child(root, "playlist", "id", id);
    root.removeChild(playlist);
    return playlist;
  }

  private static void entry(Element playlist, String producer, long in, long out) {
    XmlTree.child(
        playlist,
        "entry",
        "producer",
        producer,
        "in",
        Long.toString(in),
        "out",
        Long.toString(out - 1));
  }

  private void film() {
    Element film =
        XmlTree.child(
            root,
            "tractor",
            "id",
            "film",
            "in",
            "0",
            "out",
            Long.toString(handoff.plan().getFrames() - 1));
    property(film, "shotcut", "1");
    Element markers = XmlTree.child(film, "properties", "name", "shotcut:markers");
    int number = 0;
    for (Handoff.Marker marker : handoff.markers()) {
      Element one = XmlTree.child(markers, "properties", "name", Integer.toString(number++));
      property(one, "text", marker.name());
      property(one, "start", clock(marker.frame()));
      property(one, "end", clock(marker.frame() + marker.frames() - 1));
      property(
          one,
          "color",
          switch (marker.mark()) {
            case BEAT -> "#00a0c0";
            case DOWNBEAT -> "#c02020";
            case SECTION -> "#20a040";
          });
    }
    XmlTree.child(film, "track", "producer", "video");
    XmlTree.child(film, "track", "producer", "sound", "hide", "video");
  }

  private String clock(long frame) {
    long millis = rate.timeOf(frame).toTicks(1, 1000);
    return "%02d:%02d:%02d.%03d"
        .formatted(millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, millis % 1000);
  }

  private static void property(Element element, String name, String value) {
    XmlTree.text(XmlTree.child(element, "property", "name", name), value);
  }
}
