package io.autocut.exports.interchange;

import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.w3c.dom.Element;

/**
 * The clips of an MLT project, each declared once for each way in which it has to be counted.
 *
 * <p>Where MLT's own way of counting shows the frames of the film, a clip is a plain producer. Else
 * it is a chain with a time remap, which shifts it by less than two frames and changes nothing
 * else.
 */
final class MltSources {
  /**
   * What shows a range of a clip.
   *
   * @param producer its id
   * @param in the first of its positions that is shown, in frames of the film
   */
  record Shown(String producer, long in) {}

  private final Element root;
  private final FrameRate rate;
  private final MediaPaths paths;
  private final Map<String, String> ids = new HashMap<>();

  /**
   * @param root takes the declarations
   * @param rate of the film
   */
  MltSources(Element root, FrameRate rate, MediaPaths paths) {
    this.root = root;
    this.rate = rate;
    this.paths = paths;
  }

  /** What shows {@code frames} frames of a clip just as the film does, from {@code in} on. */
  Shown of(String uri, MediaFacts clip, RationalTime in, long frames) {
    MltFrames counted = new MltFrames(clip.rate(), rate);
    long length = Math.max(1, rate.frameAt(clip.length()));
    OptionalLong plain = counted.plain(in, frames);
    if (plain.isPresent()) {
      return new Shown(plain(uri, length), plain.getAsLong());
    }
    // The output frame that begins last before the range.
    RationalTime half = rate.frameDuration().dividedBy(2);
    long position = rate.frameAt(in.minus(half).max(RationalTime.ZERO));
    RationalTime shift = counted.latest(in).minus(rate.timeOf(position));
    return new Shown(remapped(uri, length, shift), position);
  }

  private String plain(String uri, long length) {
    return ids.computeIfAbsent(
        uri, unused -> declare("producer", "clip" + (ids.size() + 1), uri, length));
  }

  /** Position p shows what lies at {@code shift} and p frames of the film. */
  private String remapped(String uri, long length, RationalTime shift) {
    String map =
        "0=%s;%d=%s".formatted(seconds(shift), length, seconds(shift.plus(rate.timeOf(length))));
    return ids.computeIfAbsent(
        uri + "\n" + map,
        unused -> {
          String id = declare("chain", "clip" + (ids.size() + 1), uri, length);
          Element link = XmlTree.child((Element) root.getLastChild(), "link");
          property(link, "mlt_service", "timeremap");
          // Some versions of MLT know it by the one name, some by the other.
          property(link, "map", map);
          property(link, "time_map", map);
          property(link, "image_mode", "nearest");
          property(link, "pitch", "0");
          return id;
        });
  }

  private String declare(String kind, String id, String uri, long length) {
    Element source =
        XmlTree.child(root, kind, "id", id, "in", "0", "out", Long.toString(length - 1));
    property(source, "length", Long.toString(length));
    property(source, "eof", "pause");
    property(source, "mlt_service", "avformat");
    property(source, "resource", paths.path(uri));
    property(source, "audio_index", "-1");
    return id;
  }

  private static void property(Element element, String name, String value) {
    XmlTree.text(XmlTree.child(element, "property", "name", name), value);
  }

  private static String seconds(RationalTime time) {
    return String.format(Locale.ROOT, "%.12f", (double) time.numerator() / time.denominator());
  }
}
