package io.autocut.exports.interchange;

import com.google.common.collect.ImmutableList;
import io.autocut.planning.FilmPiece;
import io.autocut.schemas.Canvas;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import javax.xml.stream.XMLStreamException;

/**
 * Writes MLT XML: a track of pictures, whose own sound is hidden, and one of music; no consumer.
 *
 * <p>Each frame shows the source frame that the film shows. Where MLT's own way of counting would
 * show another ({@link MltFrames}), the clip is a chain with a time remap that shifts it by less
 * than two frames and changes nothing else. Footage of another shape is shown whole, on black.
 */
final class MltWriter implements HandoffWriter {
  @Override
  public String write(Handoff handoff) throws HandoffException {
    for (HandoffClip clip : handoff.clips()) {
      requireName(handoff.names().path(clip.uri()));
    }
    requireName(handoff.names().path(handoff.music().uri()));
    return XmlText.of("", xml -> new Project(handoff, xml).write());
  }

  private static void requireName(String path) throws HandoffException {
    if (!XmlText.canCarry(path)) {
      throw new HandoffException(
          "MLT cannot name the file %s: rename it, or export OTIO or FCPXML instead"
              .formatted(path.replaceAll("\\p{Cntrl}", "?")));
    }
  }

  /**
   * What shows a range of a clip.
   *
   * @param producer its id
   * @param in the first of its positions that is shown
   */
  private record Shown(String producer, long in) {}

  /** One project while it grows. */
  private static final class Project {
    private final Handoff handoff;
    private final XmlText xml;
    private final FrameRate rate;
    private final ImmutableList<FilmPiece> pieces;
    private final Map<String, String> plainIds = new HashMap<>();
    private final Map<Integer, Shown> shown = new HashMap<>();
    private final Map<Integer, Shown> shownInto = new HashMap<>();
    private int chains;

    Project(Handoff handoff, XmlText xml) {
      this.handoff = handoff;
      this.xml = xml;
      this.rate = handoff.rate();
      this.pieces = FilmPiece.of(handoff.list());
    }

    void write() throws XMLStreamException {
      xml.element(
          "mlt",
          () -> {
            profile();
            for (FilmPiece piece : pieces) {
              addSources(piece);
            }
            music();
            for (FilmPiece piece : pieces) {
              if (piece.into().isPresent()) {
                dissolve(piece);
              }
            }
            pictures();
            musicTrack();
            tractor();
          },
          "LC_NUMERIC",
          "C",
          "producer",
          "film",
          "title",
          handoff.title());
    }

    private void profile() throws XMLStreamException {
      Canvas canvas = handoff.list().getCanvas();
      xml.element(
          "profile",
          "description",
          "autocut",
          "width",
          number(canvas.getWidth()),
          "height",
          number(canvas.getHeight()),
          "progressive",
          "1",
          "sample_aspect_num",
          "1",
          "sample_aspect_den",
          "1",
          "display_aspect_num",
          number(canvas.getWidth()),
          "display_aspect_den",
          number(canvas.getHeight()),
          "frame_rate_num",
          number(rate.numerator()),
          "frame_rate_den",
          number(rate.denominator()),
          "colorspace",
          "709");
    }

    private void addSources(FilmPiece piece) throws XMLStreamException {
      shown.put(
          piece.index(), source(handoff.clipOf(piece.event()), piece.sourceIn(), piece.frames()));
      if (piece.into().isPresent()) {
        FilmPiece.Into into = piece.into().get();
        shownInto.put(
            piece.index(), source(handoff.clipOf(into.event()), into.sourceIn(), piece.frames()));
      }
    }

    private Shown source(HandoffClip clip, RationalTime in, long frames) throws XMLStreamException {
      MltFrames counted = new MltFrames(clip.rate(), rate);
      OptionalLong plain = counted.plain(in, frames);
      if (plain.isPresent()) {
        return new Shown(plain(clip), plain.getAsLong());
      }
      return chain(clip, in, counted);
    }

    private String plain(HandoffClip clip) throws XMLStreamException {
      String known = plainIds.get(clip.uri());
      if (known != null) {
        return known;
      }
      String id = "clip" + plainIds.size();
      plainIds.put(clip.uri(), id);
      xml.element("producer", () -> file(clip.uri(), lengthOf(clip)), of(id, lengthOf(clip)));
      return id;
    }

    /** The same clip, less than two frames later: position p shows what lies at shift + p/rate. */
    private Shown chain(HandoffClip clip, RationalTime in, MltFrames counted)
        throws XMLStreamException {
      RationalTime first = counted.latest(in);
      long position =
          rate.frameAt(in.minus(rate.frameDuration().dividedBy(2)).max(RationalTime.ZERO));
      RationalTime shift = first.minus(rate.timeOf(position));
      long length = lengthOf(clip);
      String map =
          "0=%s;%d=%s".formatted(seconds(shift), length, seconds(shift.plus(rate.timeOf(length))));
      String id = "chain" + chains++;
      xml.element(
          "chain",
          () -> {
            file(clip.uri(), length);
            xml.element(
                "link",
                () -> {
                  property("mlt_service", "timeremap");
                  // Before version 7.14 it is called map, afterwards time_map.
                  property("map", map);
                  property("time_map", map);
                  property("image_mode", "nearest");
                  property("pitch", "0");
                });
          },
          of(id, length));
      return new Shown(id, position);
    }

    private void music() throws XMLStreamException {
      HandoffMusic music = handoff.music();
      long length = Math.max(rate.frameAt(music.length()), musicIn() + handoff.list().getFrames());
      xml.element(
          "producer",
          () -> {
            file(music.uri(), length);
            property("video_index", "-1");
          },
          of("music", length));
    }

    private long musicIn() {
      return rate.frameAt(handoff.music().heard().in());
    }

    private void file(String uri, long length) throws XMLStreamException {
      property("length", number(length));
      property("eof", "pause");
      property("resource", handoff.names().path(uri));
      property("mlt_service", "avformat");
    }

    private void dissolve(FilmPiece piece) throws XMLStreamException {
      String out = number(piece.frames() - 1);
      xml.element(
          "tractor",
          () -> {
            track(shown.get(piece.index()), piece.frames());
            track(shownInto.get(piece.index()), piece.frames());
            xml.element(
                "transition",
                () -> {
                  property("a_track", "0");
                  property("b_track", "1");
                  property("factory", "loader");
                  property("mlt_service", "luma");
                },
                "out",
                out);
          },
          of("dissolve" + piece.index(), piece.frames()));
    }

    private void track(Shown source, long frames) throws XMLStreamException {
      xml.element(
          "track",
          "producer",
          source.producer(),
          "in",
          number(source.in()),
          "out",
          number(source.in() + frames - 1));
    }

    private void pictures() throws XMLStreamException {
      xml.element(
          "playlist",
          () -> {
            property("shotcut:video", "1");
            property("shotcut:name", "V1");
            for (FilmPiece piece : pieces) {
              entry(piece);
            }
          },
          "id",
          "pictures");
    }

    private void entry(FilmPiece piece) throws XMLStreamException {
      Shown source =
          piece.into().isPresent()
              ? new Shown("dissolve" + piece.index(), 0)
              : shown.get(piece.index());
      String in = number(source.in());
      String out = number(source.in() + piece.frames() - 1);
      String[] range = {"producer", source.producer(), "in", in, "out", out};
      if (piece.fades().in() == 0 && piece.fades().out() == 0) {
        xml.element("entry", range);
        return;
      }
      xml.element(
          "entry",
          () ->
              xml.element(
                  "filter",
                  () -> {
                    property("mlt_service", "brightness");
                    property("level", levels(piece));
                  },
                  "in",
                  in,
                  "out",
                  out),
          range);
    }

    /** The first frame of a fade from black and the last of one to black are black. */
    private static String levels(FilmPiece piece) {
      long last = piece.frames() - 1;
      StringBuilder levels = new StringBuilder();
      levels.append(piece.fades().in() > 0 ? "0=0;" + piece.fades().in() + "=1" : "0=1");
      if (piece.fades().out() > 0) {
        long full = Math.max(piece.fades().in(), last - piece.fades().out());
        levels.append(";").append(full).append("=1;").append(last).append("=0");
      }
      return levels.toString();
    }

    private void musicTrack() throws XMLStreamException {
      long in = musicIn();
      long out = in + handoff.list().getFrames() - 1;
      long fade = rate.frameAt(handoff.music().fadeOut());
      String[] range = {"producer", "music", "in", number(in), "out", number(out)};
      xml.element(
          "playlist",
          () -> {
            property("shotcut:audio", "1");
            property("shotcut:name", "A1");
            if (fade == 0) {
              xml.element("entry", range);
            } else {
              xml.element("entry", () -> fadeOut(Math.max(in, out - fade), out), range);
            }
          },
          "id",
          "sound");
    }

    private void fadeOut(long in, long out) throws XMLStreamException {
      xml.element(
          "filter",
          () -> {
            property("mlt_service", "volume");
            property("gain", "1");
            property("end", "0");
          },
          "in",
          number(in),
          "out",
          number(out));
    }

    private void tractor() throws XMLStreamException {
      xml.element(
          "tractor",
          () -> {
            property("shotcut", "1");
            markers();
            xml.element("track", "producer", "pictures", "hide", "audio");
            xml.element("track", "producer", "sound", "hide", "video");
          },
          of("film", handoff.list().getFrames()));
    }

    private void markers() throws XMLStreamException {
      if (handoff.marks().isEmpty()) {
        return;
      }
      xml.element(
          "properties",
          () -> {
            for (int i = 0; i < handoff.marks().size(); i++) {
              Mark mark = handoff.marks().get(i);
              xml.element("properties", () -> marker(mark), "name", number(i));
            }
          },
          "name",
          "shotcut:markers");
    }

    private void marker(Mark mark) throws XMLStreamException {
      property("text", mark.name());
      property("start", clock(mark.frame()));
      property("end", clock(mark.frame()));
    }

    /** Hours, minutes and seconds, with thousandths. */
    private String clock(long frame) {
      long millis = rate.timeOf(frame).toTicks(1, 1000);
      return String.format(
          Locale.ROOT,
          "%02d:%02d:%02d.%03d",
          millis / 3_600_000,
          millis / 60_000 % 60,
          millis / 1000 % 60,
          millis % 1000);
    }

    private long lengthOf(HandoffClip clip) {
      return Math.max(1, rate.frameAt(clip.length()));
    }

    private void property(String name, String value) throws XMLStreamException {
      xml.text("property", value, "name", name);
    }

    private static String[] of(String id, long length) {
      return new String[] {"id", id, "in", "0", "out", number(length - 1)};
    }

    private static String seconds(RationalTime time) {
      return String.format(Locale.ROOT, "%.12f", (double) time.numerator() / time.denominator());
    }

    private static String number(long value) {
      return Long.toString(value);
    }
  }
}
