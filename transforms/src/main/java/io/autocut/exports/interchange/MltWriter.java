package io.autocut.exports.interchange;

import io.autocut.planning.FilmPiece;
import io.autocut.schemas.Event;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import org.w3c.dom.Element;

/**
 * Writes MLT XML: a playlist of clips, one of the music, and markers as Shotcut keeps them. In and
 * out are frames of the film's rate, both inclusive. Each frame of the film shows the source frame
 * that our own film shows, whatever the clip's rate ({@link MltSources}). Fades go through black as
 * ours do. Music that begins within a frame is on the nearest one.
 */
final class MltWriter {
  private final Handoff handoff;
  private final FrameRate rate;
  private final XmlTree tree = new XmlTree();
  private Element root;
  private MltSources sources;

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
    sources = new MltSources(root, rate, handoff.paths());
    Element video = dissolvesThenPlaylist();
    long music = rate.frameAt(handoff.musicLength());
    addMusic(music);
    Element sound = playlist("sound");
    long in = rate.frameAt(handoff.musicIn());
    fadeOut(entry(sound, "music", in, in + handoff.plan().getFrames()), in);
    root.appendChild(video);
    root.appendChild(sound);
    film();
    return tree.print("");
  }

  private void addMusic(long frames) {
    Element producer =
        XmlTree.child(
            root,
            "producer",
            "id",
            "music",
            "in",
            "0",
            "out",
            Long.toString(Math.max(0, frames - 1)));
    property(producer, "mlt_service", "avformat");
    property(producer, "resource", handoff.paths().path(handoff.plan().getMusicUri()));
    property(producer, "video_index", "-1");
  }

  private void fadeOut(Element entry, long in) {
    long out = in + handoff.plan().getFrames() - 1;
    long fade = rate.frameAt(RationalTime.ofMillis(handoff.plan().getFadeOutMillis()));
    if (fade > 0) {
      String begin = Long.toString(Math.max(in, out - fade));
      Element filter = XmlTree.child(entry, "filter", "in", begin, "out", Long.toString(out));
      property(filter, "mlt_service", "volume");
      property(filter, "gain", "1");
      property(filter, "end", "0");
    }
  }

  /** What dissolves stands before what plays it. */
  private Element dissolvesThenPlaylist() {
    Element video = playlist("video");
    for (FilmPiece piece : FilmPiece.of(handoff.plan())) {
      MltSources.Shown clip = shown(piece.event(), piece.sourceIn(), piece.frames());
      if (piece.into().isEmpty()) {
        Element entry = entry(video, clip.producer(), clip.in(), clip.in() + piece.frames());
        fade(entry, piece, clip.in());
      } else {
        FilmPiece.Into into = piece.into().get();
        String mix = "dissolve" + piece.index();
        mix(mix, clip, shown(into.event(), into.sourceIn(), piece.frames()), piece.frames());
        entry(video, mix, 0, piece.frames());
      }
    }
    return video;
  }

  private MltSources.Shown shown(Event event, RationalTime in, long frames) {
    return sources.of(event.getClipUri(), handoff.clip(event), in, frames);
  }

  private static void fade(Element entry, FilmPiece piece, long in) {
    if (piece.fades().in() > 0 || piece.fades().out() > 0) {
      String last = Long.toString(in + piece.frames() - 1);
      Element filter = XmlTree.child(entry, "filter", "in", Long.toString(in), "out", last);
      property(filter, "mlt_service", "brightness");
      property(filter, "level", levels(piece));
    }
  }

  /** The first frame of a fade from black and the last of one to black are black. */
  private static String levels(FilmPiece piece) {
    long in = piece.fades().in();
    long last = piece.frames() - 1;
    String levels = in > 0 ? "0=0;" + in + "=1" : "0=1";
    return piece.fades().out() > 0
        ? levels + ";%d=1;%d=0".formatted(Math.max(in, last - piece.fades().out()), last)
        : levels;
  }

  private void mix(String id, MltSources.Shown from, MltSources.Shown to, long frames) {
    String last = Long.toString(frames - 1);
    Element mix = XmlTree.child(root, "tractor", "id", id, "in", "0", "out", last);
    track(mix, from, frames);
    track(mix, to, frames);
    Element luma = XmlTree.child(mix, "transition", "in", "0", "out", last);
    property(luma, "mlt_service", "luma");
    property(luma, "a_track", "0");
    property(luma, "b_track", "1");
  }

  private static void track(Element mix, MltSources.Shown clip, long frames) {
    XmlTree.child(
        mix,
        "track",
        "producer",
        clip.producer(),
        "in",
        Long.toString(clip.in()),
        "out",
        Long.toString(clip.in() + frames - 1));
  }

  private Element playlist(String id) {
    Element playlist = XmlTree.child(root, "playlist", "id", id);
    root.removeChild(playlist);
    return playlist;
  }

  private static Element entry(Element playlist, String producer, long in, long out) {
    return XmlTree.child(
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
