package io.autocut.exports.interchange;

import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes a CMX 3600 edit decision list: at most 999 events, reels of eight characters, outs
 * exclusive, all timecodes at the film's rate, the film beginning at one hour.
 *
 * <p>The music is the last event, on both audio channels. Clips are named in comments; a fade is a
 * dissolve into or out of black. What a format of 1985 has no word for, as the canvas, is not
 * there.
 */
final class EdlWriter {
  static final int MOST_EVENTS = 999;
  static final String BLACK = "BL";
  private static final int LONGEST_TITLE = 70;
  private static final int HOUR = 3600;

  private final Handoff handoff;
  private final FrameRate rate;
  private final Timecode timecode;
  private final long begin;
  private final Map<String, String> reels = new HashMap<>();
  private final StringBuilder text = new StringBuilder();
  private int number;

  EdlWriter(Handoff handoff) {
    this.handoff = handoff;
    this.rate = handoff.rate();
    this.timecode = Timecode.of(rate);
    this.begin = filmBegin(rate);
  }

  /** The frame that is counted as 01:00:00:00. */
  static long filmBegin(FrameRate rate) {
    Timecode timecode = Timecode.of(rate);
    return timecode.parse(timecode.dropsFrames() ? "01:00:00;00" : "01:00:00:00");
  }

  String text() throws UnwritableException {
    List<Event> events = handoff.plan().getEvents();
    if (events.size() + fadesOut() + 1 > MOST_EVENTS) {
      throw new UnwritableException(
          "an EDL (CMX 3600) holds %d events, and this film with its music has %d: hand it off as otio"
                  .formatted(MOST_EVENTS, events.size() + fadesOut() + 1)
              + " or fcpxml");
    }
    line("TITLE: " + clipped(plain(handoff.name()), LONGEST_TITLE));
    line("FCM: " + (timecode.dropsFrames() ? "DROP FRAME" : "NON-DROP FRAME"));
    for (int i = 0; i < events.size(); i++) {
      number++;
      line("");
      event(events.get(i), endOf(i));
      if (handoff.into(i + 1) == Transition.FADE) {
        fadeOut(events.get(i));
      }
    }
    music();
    markers();
    return text.toString();
  }

  private static boolean dissolves(Event event) {
    return event.getIndex() > 0 && event.getTransition() == Transition.DISSOLVE;
  }

  /** Each into black is an event of its own. */
  private long fadesOut() {
    return IntStream.rangeClosed(1, handoff.plan().getEvents().size())
        .filter(index -> handoff.into(index) == Transition.FADE)
        .count();
  }

  /** Where the event ends in the list: a transition belongs to what it leads to. */
  private long endOf(int index) {
    List<Event> events = handoff.plan().getEvents();
    boolean dissolvesNext = index + 1 < events.size() && dissolves(events.get(index + 1));
    long fades = handoff.into(index + 1) == Transition.FADE ? handoff.plan().getFadeFrames() : 0;
    return events.get(index).getRecordOut() - (dissolvesNext ? handoff.before() : fades);
  }

  private void fadeOut(Event event) {
    long in = event.getRecordOut() - handoff.plan().getFadeFrames();
    number++;
    line("");
    cut("V", "C   ", reel(event.getClipUri()), source(event, in), in, in);
    cut("V", transition(), BLACK, 0, in, event.getRecordOut());
    line("* FROM CLIP NAME: " + plain(Handoff.fileName(event.getClipUri())));
  }

  private String transition() {
    return "D " + threeDigits(handoff.plan().getFadeFrames());
  }

  private void event(Event event, long out) {
    String name = Handoff.fileName(event.getClipUri());
    if (!dissolves(event)) {
      boolean fades = handoff.into(event.getIndex()) == Transition.FADE;
      if (fades) {
        cut("V", "C   ", BLACK, 0, event.getRecordIn(), event.getRecordIn());
      }
      cut(
          "V",
          fades ? transition() : "C   ",
          reel(event.getClipUri()),
          source(event, event.getRecordIn()),
          event.getRecordIn(),
          out);
      line("* " + (fades ? "TO" : "FROM") + " CLIP NAME: " + plain(name));
    } else {
      Event previous = handoff.plan().getEvents().get(event.getIndex() - 1);
      long in = event.getRecordIn() - handoff.before();
      cut("V", "C   ", reel(previous.getClipUri()), source(previous, in), in, in);
      cut("V", transition(), reel(event.getClipUri()), source(event, in), in, out);
      line("* FROM CLIP NAME: " + plain(Handoff.fileName(previous.getClipUri())));
      line("* TO CLIP NAME: " + plain(name));
    }
    line("* SOURCE FILE: " + plain(handoff.paths().path(event.getClipUri())));
  }

  private void music() {
    number++;
    line("");
    String uri = handoff.plan().getMusicUri();
    cut("AA", "C   ", reel(uri), rate.frameAt(handoff.musicIn()), 0, handoff.plan().getFrames());
    line("* FROM CLIP NAME: " + plain(Handoff.fileName(uri)));
    line("* SOURCE FILE: " + plain(handoff.paths().path(uri)));
  }

  private void markers() {
    for (Handoff.Marker marker : handoff.markers()) {
      String colour =
          switch (marker.mark()) {
            case BEAT -> "CYAN";
            case DOWNBEAT -> "RED";
            case SECTION -> "GREEN";
          };
      line(
          "* LOC: %s %-7s %s"
              .formatted(timecode.format(begin + marker.frame()), colour, marker.name()));
    }
  }

  /** The frame of the source, at the film's rate, that is shown with a frame of the film. */
  private long source(Event event, long frame) {
    return Math.max(0, rate.frameAt(handoff.sourceAt(event, frame).max(RationalTime.ZERO)));
  }

  private void cut(String track, String kind, String reel, long source, long in, long out) {
    line(
        "%03d  %-8s %-5s %s %s %s %s %s"
            .formatted(
                number,
                reel,
                track,
                "%-8s".formatted(kind),
                timecode.format(source),
                timecode.format(source + out - in),
                timecode.format(begin + in),
                timecode.format(begin + out)));
  }

  /** Eight characters that tell the clips of this list apart. */
  private String reel(String uri) {
    return reels.computeIfAbsent(
        uri,
        unused -> {
          String letters =
              Handoff.fileName(uri).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
          return "%s%03d".formatted(clipped(letters, 5), reels.size() + 1);
        });
  }

  private static String threeDigits(long frames) {
    return "%03d".formatted(Math.min(frames, 999));
  }

  private static String clipped(String text, int longest) {
    return text.substring(0, Math.min(text.length(), longest));
  }

  /** On one line, whatever a file is called. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private void line(String line) {
    text.append(line).append("\r\n");
  }
}
