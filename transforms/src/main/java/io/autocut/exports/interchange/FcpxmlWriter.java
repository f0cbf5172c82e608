package io.autocut.exports.interchange;

import com.google.common.collect.ImmutableMap;
import io.autocut.schemas.Event;
import io.autocut.schemas.Fit;
import io.autocut.schemas.PictureWishes;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * Writes FCPXML 1.10: the pictures in the spine, the music connected to the first of them, marks on
 * the clips that they fall on.
 *
 * <p>All times are whole frames of the film. A fade is one of opacity, so that between two clips it
 * goes through black; a dissolve is the program's own. The sound of the clips is there and switched
 * off.
 */
final class FcpxmlWriter implements HandoffWriter {
  private static final String HEAD = "<!DOCTYPE fcpxml>\n";

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

  @Override
  public String write(Handoff handoff) {
    return XmlText.of(HEAD, xml -> new Project(handoff, xml).write());
  }

  /** The word for the rate nearest to one. */
  private static String word(FrameRate rate) {
    return RATES.entrySet().stream()
        .min(
            Comparator.comparingDouble(
                entry -> Math.abs(number(entry.getValue()) / number(rate) - 1)))
        .orElseThrow()
        .getKey();
  }

  private static double number(FrameRate rate) {
    return (double) rate.numerator() / rate.denominator();
  }

  private static String time(RationalTime time) {
    return time.denominator() == 1
        ? time.numerator() + "s"
        : time.numerator() + "/" + time.denominator() + "s";
  }

  /** What is said once of all pictures of one size and rate. */
  private record Format(int width, int height, FrameRate rate) {}

  /** One project while it grows. */
  private static final class Project {
    private static final String MUSIC = "music";
    private static final String FILM = "film";

    private final Handoff handoff;
    private final XmlText xml;
    private final FrameRate rate;
    private final Map<Format, String> formats = new LinkedHashMap<>();
    private final Map<String, String> assets = new LinkedHashMap<>();

    Project(Handoff handoff, XmlText xml) {
      this.handoff = handoff;
      this.xml = xml;
      this.rate = handoff.rate();
      for (HandoffClip clip : handoff.clips()) {
        formats.putIfAbsent(format(clip), "format" + formats.size());
        assets.put(clip.uri(), "clip" + assets.size());
      }
    }

    private static Format format(HandoffClip clip) {
      return new Format(clip.width(), clip.height(), RATES.get(word(clip.rate())));
    }

    void write() throws XMLStreamException {
      xml.element(
          "fcpxml",
          () -> {
            xml.element("resources", this::resources);
            xml.element(
                "library",
                () ->
                    xml.element(
                        "event",
                        () -> xml.element("project", this::sequence, "name", handoff.title()),
                        "name",
                        "AutoCut"));
          },
          "version",
          "1.10");
    }

    private void resources() throws XMLStreamException {
      int width = handoff.list().getCanvas().getWidth();
      int height = handoff.list().getCanvas().getHeight();
      formatOf(FILM, new Format(width, height, rate));
      for (Map.Entry<Format, String> format : formats.entrySet()) {
        formatOf(format.getValue(), format.getKey());
      }
      for (HandoffClip clip : handoff.clips()) {
        asset(clip);
      }
      HandoffMusic music = handoff.music();
      xml.element(
          "asset",
          () -> media(music.uri()),
          "id",
          MUSIC,
          "name",
          music.name(),
          "start",
          "0s",
          "duration",
          time(music.length()),
          "hasAudio",
          "1",
          "audioSources",
          "1",
          "audioChannels",
          "2",
          "audioRate",
          Integer.toString(music.sampleRate()));
    }

    private void formatOf(String id, Format format) throws XMLStreamException {
      xml.element(
          "format",
          "id",
          id,
          "frameDuration",
          time(format.rate().frameDuration()),
          "width",
          Integer.toString(format.width()),
          "height",
          Integer.toString(format.height()));
    }

    private void asset(HandoffClip clip) throws XMLStreamException {
      Optional<HandoffClip.Sound> sound = clip.sound();
      xml.element(
          "asset",
          () -> media(clip.uri()),
          "id",
          assets.get(clip.uri()),
          "name",
          clip.name(),
          "start",
          time(clip.start()),
          "duration",
          time(clip.length()),
          "hasVideo",
          "1",
          "format",
          formats.get(format(clip)),
          "videoSources",
          "1",
          "hasAudio",
          sound.map(any -> "1").orElse(""),
          "audioSources",
          sound.map(any -> "1").orElse(""),
          "audioChannels",
          sound.map(one -> Integer.toString(one.channels())).orElse(""),
          "audioRate",
          sound.map(one -> Integer.toString(one.sampleRate())).orElse(""));
    }

    private void media(String uri) throws XMLStreamException {
      xml.element("media-rep", "kind", "original-media", "src", handoff.names().url(uri));
    }

    private void sequence() throws XMLStreamException {
      boolean drops = Timecode.countingOf(rate) == Timecode.Counting.DROP;
      xml.element(
          "sequence",
          () -> xml.element("spine", this::pictures),
          "format",
          FILM,
          "duration",
          frames(handoff.list().getFrames()),
          "tcStart",
          "0s",
          "tcFormat",
          drops ? "DF" : "NDF",
          "audioLayout",
          "stereo",
          "audioRate",
          "48k");
    }

    private void pictures() throws XMLStreamException {
      for (int i = 0; i < handoff.events().size(); i++) {
        if (i > 0 && handoff.into(i) == Transition.DISSOLVE) {
          xml.element(
              "transition",
              "name",
              "Cross Dissolve",
              "offset",
              frames(handoff.events().get(i).getRecordIn() - handoff.before()),
              "duration",
              frames(handoff.fadeFrames()));
        }
        clip(i);
      }
    }

    private void clip(int index) throws XMLStreamException {
      Event event = handoff.events().get(index);
      HandoffClip source = handoff.clipOf(event);
      xml.element(
          "asset-clip",
          () -> {
            xml.text("note", event.getReason());
            conform(source);
            fades(index);
            if (index == 0) {
              connectMusic(start(event));
            }
            marks(event);
          },
          "ref",
          assets.get(source.uri()),
          "offset",
          frames(event.getRecordIn()),
          "name",
          source.name(),
          "start",
          frames(start(event)),
          "duration",
          frames(Handoff.frames(event)),
          "format",
          formats.get(format(source)),
          "tcFormat",
          Timecode.countingOf(source.rate()) == Timecode.Counting.DROP ? "DF" : "NDF",
          "srcEnable",
          source.sound().isPresent() ? "video" : "");
    }

    /** In the clip's time code, in frames of the film; never before the clip. */
    private long start(Event event) {
      long frame = handoff.sourceTimecode(event);
      boolean early = rate.timeOf(frame).compareTo(handoff.clipOf(event).start()) < 0;
      return early ? frame + 1 : frame;
    }

    private void conform(HandoffClip source) throws XMLStreamException {
      String own = word(source.rate());
      if (!RATES.get(own).equals(rate)) {
        xml.element("conform-rate", "scaleEnabled", "0", "srcFrameRate", own);
      }
      xml.element("adjust-conform", "type", fit() == Fit.CROP ? "fill" : "fit");
    }

    private Fit fit() {
      return Optional.ofNullable(handoff.list().getRequest())
          .map(io.autocut.schemas.MontageRequest::getPicture)
          .map(PictureWishes::getFit)
          .orElse(Fit.BARS);
    }

    private void fades(int index) throws XMLStreamException {
      boolean in = handoff.into(index) == Transition.FADE;
      boolean out = handoff.into(index + 1) == Transition.FADE;
      if (!in && !out) {
        return;
      }
      xml.element(
          "adjust-blend",
          () ->
              xml.element(
                  "param",
                  () -> {
                    if (in) {
                      fade("fadeIn", handoff.rate().timeOf(handoff.fadeFrames()));
                    }
                    if (out) {
                      fade("fadeOut", handoff.rate().timeOf(handoff.fadeFrames()));
                    }
                  },
                  "name",
                  "amount"),
          "amount",
          "1");
    }

    private void fade(String name, RationalTime length) throws XMLStreamException {
      xml.element(name, "type", "linear", "duration", time(length));
    }

    /** What is connected counts in the time of the clip that it hangs on. */
    private void connectMusic(long firstStart) throws XMLStreamException {
      HandoffMusic music = handoff.music();
      RationalTime fadeOut = music.fadeOut();
      xml.element(
          "asset-clip",
          () -> {
            if (fadeOut.compareTo(RationalTime.ZERO) > 0) {
              xml.element(
                  "adjust-volume",
                  () ->
                      xml.element(
                          "param",
                          () -> fade("fadeOut", rate.timeOf(Math.max(1, rate.frameAt(fadeOut)))),
                          "name",
                          "amount"),
                  "amount",
                  "0dB");
            }
          },
          "ref",
          MUSIC,
          "lane",
          "-1",
          "offset",
          frames(firstStart),
          "name",
          music.name(),
          "start",
          frames(rate.frameAt(music.heard().in())),
          "duration",
          frames(handoff.list().getFrames()),
          "audioRole",
          MUSIC);
    }

    private void marks(Event event) throws XMLStreamException {
      for (Mark mark : handoff.marks()) {
        if (mark.frame() >= event.getRecordIn() && mark.frame() < event.getRecordOut()) {
          xml.element(
              mark.kind() == Mark.Kind.SECTION ? "chapter-marker" : "marker",
              "start",
              frames(start(event) + mark.frame() - event.getRecordIn()),
              "duration",
              frames(1),
              "value",
              mark.name());
        }
      }
    }

    private String frames(long frame) {
      return time(rate.timeOf(frame));
    }
  }
}
