package io.autocut.exports.interchange;

import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Writes an edit decision list as CMX 3600 has it: the film from 01:00:00:00 on, all time code at
 * the film's rate, out exclusive. A dissolve begins where the outgoing clip's event ends; a fade is
 * a dissolve from or to black. The music is an event of its own on both audio channels.
 */
final class EdlWriter implements HandoffWriter {
  static final int MOST_EVENTS = 999;
  static final String BLACK = "BL";
  static final int FIRST_HOUR = 1;

  private static final int LONGEST_TITLE = 70;

  @Override
  public String write(Handoff handoff) throws HandoffException {
    if (handoff.events().size() > MOST_EVENTS) {
      throw tooMany(handoff.events().size());
    }
    if (Timecode.nominal(handoff.rate()) > Timecode.FASTEST) {
      throw new HandoffException(
          "an EDL counts at most %d frames a second, and the film has %s: export OTIO instead"
              .formatted(Timecode.FASTEST, handoff.rate()));
    }
    return new List3600(handoff).text();
  }

  private static HandoffException tooMany(int events) {
    return new HandoffException(
        "an EDL has at most %d events, and the film needs %d: export OTIO instead"
            .formatted(MOST_EVENTS, events));
  }

  /** One list while it grows. */
  private static final class List3600 {
    private final Handoff handoff;
    private final Reels reels;
    private final StringBuilder text = new StringBuilder();
    private final List<Mark> marks;
    private int number;

    List3600(Handoff handoff) {
      this.handoff = handoff;
      this.marks = new ArrayList<>(handoff.marks());
      this.reels =
          Reels.of(
              Stream.concat(
                      handoff.clips().stream().map(HandoffClip::uri),
                      Stream.of(handoff.music().uri()))
                  .distinct()
                  .toList());
    }

    String text() throws HandoffException {
      boolean drops = Timecode.countingOf(handoff.rate()) == Timecode.Counting.DROP;
      line("TITLE: " + shortened(plain(handoff.title())));
      line("FCM: " + (drops ? "DROP FRAME" : "NON-DROP FRAME"));
      line("");
      for (int i = 0; i < handoff.events().size(); i++) {
        addEvent(i);
      }
      addEnd();
      addMusic();
      if (number > MOST_EVENTS) {
        throw tooMany(number);
      }
      return text.toString();
    }

    private void addEvent(int index) {
      Event event = handoff.events().get(index);
      Transition into = handoff.into(index);
      long begin = event.getRecordIn() - (into == Transition.DISSOLVE ? handoff.before() : 0);
      long end = shownUntil(index);
      number++;
      if (into == Transition.CUT) {
        edit(reel(event), "V", "C", source(event, begin), begin, end);
      } else {
        addOutgoing(index, begin);
        edit(reel(event), "V", dissolve(), source(event, begin), begin, end);
      }
      comment("FROM CLIP NAME", from(index));
      if (into != Transition.CUT) {
        comment("TO CLIP NAME", handoff.clipOf(event).name());
      }
      comment("SOURCE FILE", handoff.names().path(event.getClipUri()));
      addMarks(end);
    }

    /** Where an event ends and what it gives way to begins. */
    private long shownUntil(int index) {
      long end = handoff.events().get(index).getRecordOut();
      return switch (handoff.into(index + 1)) {
        case DISSOLVE -> end - handoff.before();
        case FADE -> end - handoff.fadeFrames();
        default -> end;
      };
    }

    /** What a dissolve comes out of stands before it, without length. */
    private void addOutgoing(int index, long at) {
      if (handoff.into(index) == Transition.DISSOLVE) {
        Event before = handoff.events().get(index - 1);
        edit(reel(before), "V", "C", source(before, at), at, at);
      } else {
        if (index > 0) {
          addToBlack(index, at);
          number++;
        }
        edit(BLACK, "V", "C", 0, at, at);
      }
    }

    private void addToBlack(int index, long end) {
      Event before = handoff.events().get(index - 1);
      long begin = end - handoff.fadeFrames();
      edit(reel(before), "V", "C", source(before, begin), begin, begin);
      edit(BLACK, "V", dissolve(), 0, begin, end);
      comment("FROM CLIP NAME", handoff.clipOf(before).name());
    }

    private void addEnd() {
      int events = handoff.events().size();
      if (handoff.into(events) == Transition.FADE) {
        number++;
        addToBlack(events, handoff.list().getFrames());
      }
    }

    private void addMusic() {
      HandoffMusic music = handoff.music();
      number++;
      edit(
          reels.of(music.uri()),
          "AA",
          "C",
          handoff.rate().frameAt(music.heard().in()),
          0,
          handoff.list().getFrames());
      comment("FROM CLIP NAME", music.name());
      comment("SOURCE FILE", handoff.names().path(music.uri()));
    }

    private void addMarks(long end) {
      while (!marks.isEmpty() && marks.get(0).frame() < end) {
        Mark mark = marks.remove(0);
        String colour =
            switch (mark.kind()) {
              case SECTION -> "RED";
              case DOWNBEAT -> "BLUE";
              case BEAT -> "GREEN";
            };
        line("* LOC: %s %-7s %s".formatted(record(mark.frame()), colour, mark.name()));
      }
    }

    private String from(int index) {
      int shown = handoff.into(index) == Transition.DISSOLVE ? index - 1 : index;
      return handoff.into(index) == Transition.FADE
          ? "BLACK"
          : handoff.clipOf(handoff.events().get(shown)).name();
    }

    /** The frame of its clip that an event shows, or would show, at a frame of the film. */
    private long source(Event event, long at) {
      return handoff.sourceTimecode(event) + at - event.getRecordIn();
    }

    private String reel(Event event) {
      return reels.of(event.getClipUri());
    }

    private String dissolve() {
      return String.format(Locale.ROOT, "D    %03d", handoff.fadeFrames());
    }

    private void edit(
        String reel, String channels, String how, long sourceIn, long recordIn, long recordOut) {
      line(
          "%03d  %-8s %-5s %-8s %s %s %s %s"
              .formatted(
                  number,
                  reel,
                  channels,
                  how,
                  code(sourceIn),
                  code(sourceIn + recordOut - recordIn),
                  record(recordIn),
                  record(recordOut)));
    }

    private String record(long frame) {
      long first =
          Timecode.frameOf(
              "%02d:00:00:00".formatted(FIRST_HOUR),
              handoff.rate(),
              Timecode.countingOf(handoff.rate()));
      return code(first + frame);
    }

    private String code(long frame) {
      return Timecode.of(frame, handoff.rate());
    }

    private void comment(String name, String value) {
      line("* " + name + ": " + oneLine(value));
    }

    private void line(String line) {
      text.append(line).append("\r\n");
    }

    private static String oneLine(String value) {
      return value.replaceAll("\\p{Cntrl}", "?");
    }

    private static String plain(String title) {
      return title.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static String shortened(String title) {
      return title.substring(0, Math.min(LONGEST_TITLE, title.length()));
    }
  }
}
