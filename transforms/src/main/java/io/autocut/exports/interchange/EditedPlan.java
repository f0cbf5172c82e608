package io.autocut.exports.interchange;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.OfferedClip;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A plan and what an editor made of it, as a plan again.
 *
 * <p>Editors count in frames, plans in exact time: a range that the plan has, moved or trimmed by
 * whole frames, keeps the plan's exact place, and one that is as it was keeps its reasons and
 * scores as well. A film that nobody changed is the same plan, all of it.
 *
 * @param list a plan that can be rendered, unless it asks for what its clips do not have
 * @param notes what became of what a film of ours cannot show, for people
 */
public record EditedPlan(EditDecisionList list, ImmutableList<String> notes) {

  /** An event of the plan that a range of the editor was made of, and how far its begin moved. */
  private record Origin(Event event, long movedFrames) {}

  /** The plan that {@code film} is, made of {@code original}. */
  static EditedPlan of(EditDecisionList original, EditedFilm film) {
    EditDecisionList list = new Merge(original, film).list();
    return new EditedPlan(isSame(original, list) ? original : list, film.notes());
  }

  /** Whether two plans make the same film. */
  private static boolean isSame(EditDecisionList one, EditDecisionList other) {
    return one.getEvents().equals(other.getEvents())
        && one.getBeatTimes().equals(other.getBeatTimes())
        && one.getMusicIn().equals(other.getMusicIn())
        && one.getMusicOut().equals(other.getMusicOut())
        && one.getEnding() == other.getEnding()
        && one.getFadeFrames() == other.getFadeFrames();
  }

  /** One merge of a plan and what an editor made of it. */
  private static final class Merge {
    private final EditDecisionList original;
    private final EditedFilm film;
    private final FrameRate rate;

    Merge(EditDecisionList original, EditedFilm film) {
      this.original = original;
      this.film = film;
      this.rate = FrameRate.of(original.getEditRate());
    }

    EditDecisionList list() {
      List<Event> events = new ArrayList<>();
      List<ExactSeconds> beatTimes = new ArrayList<>();
      long recordIn = 0;
      for (EditedCut cut : film.cuts()) {
        Event event = event(cut, events.size(), recordIn);
        Optional<Event> pulse = pulseAt(recordIn);
        beatTimes.add(
            pulse
                .map(there -> original.getBeatTimes().get(there.getIndex()))
                .orElse(rate.timeOf(recordIn).toRecord()));
        events.add(
            Event.newBuilder(event)
                .setPulse(pulse.map(Event::getPulse).orElse(PulseKind.UNKNOWN))
                .setBeatIndex(pulse.map(Event::getBeatIndex).orElse(-1))
                .build());
        recordIn += cut.frames();
      }
      RationalTime musicIn =
          film.musicIn().filter(this::isMoved).orElse(RationalTime.of(original.getMusicIn()));
      return EditDecisionList.newBuilder(original)
          .setEvents(events)
          .setBeatTimes(beatTimes)
          .setFrames(recordIn)
          .setMusicIn(musicIn.toRecord())
          .setMusicOut(musicIn.plus(rate.timeOf(recordIn)).toRecord())
          .setEnding(film.ending())
          .setFadeFrames(fadeFrames())
          .setOffered(offered(events))
          .setEdited(true)
          .build();
    }

    private long fadeFrames() {
      OptionalLong found = film.fadeFrames();
      return found.orElse(original.getFadeFrames());
    }

    /** Whether the music begins elsewhere than the plan has it, as far as frames tell. */
    private boolean isMoved(RationalTime musicIn) {
      RationalTime distance = musicIn.minus(RationalTime.of(original.getMusicIn())).abs();
      return distance.compareTo(rate.frameDuration().dividedBy(2)) > 0;
    }

    private Optional<Event> pulseAt(long recordIn) {
      return original.getEvents().stream()
          .filter(event -> event.getRecordIn() == recordIn)
          .filter(event -> event.getIndex() < original.getBeatTimes().size())
          .findFirst();
    }

    private Event event(EditedCut cut, int index, long recordIn) {
      Optional<Origin> origin = origin(cut, index);
      RationalTime in =
          origin
              .map(one -> exact(one.event()).plus(rate.timeOf(one.movedFrames())))
              .orElse(cut.sourceIn())
              .max(RationalTime.ZERO);
      Event.Builder event =
          origin.map(one -> Event.newBuilder(one.event())).orElseGet(() -> unknown(cut.clipUri()));
      boolean same =
          origin.map(one -> one.movedFrames() == 0).orElse(false)
              && Handoff.frames(origin.get().event()) == cut.frames();
      if (!same) {
        event
            .setReason("Changed in an editor.")
            .setScore(0)
            .setParts(List.of())
            .setRunnersUp(List.of());
      }
      return event
          .setIndex(index)
          .setRecordIn(recordIn)
          .setRecordOut(recordIn + cut.frames())
          .setSourceIn(in.toRecord())
          .setSourceOut(in.plus(rate.timeOf(cut.frames())).toRecord())
          .setTransition(transition(cut, origin))
          .build();
    }

    /** A transition without length is none, and no file of an editor tells of it. */
    private Transition transition(EditedCut cut, Optional<Origin> origin) {
      boolean untold = original.getFadeFrames() == 0 && cut.transition() == Transition.CUT;
      return untold && origin.isPresent() ? origin.get().event().getTransition() : cut.transition();
    }

    private Event.Builder unknown(String clipUri) {
      String fingerprint =
          original.getOffered().stream()
              .filter(clip -> clip.getClipUri().equals(clipUri))
              .map(OfferedClip::getClipFingerprint)
              .findFirst()
              .or(
                  () ->
                      original.getEvents().stream()
                          .filter(event -> event.getClipUri().equals(clipUri))
                          .map(Event::getClipFingerprint)
                          .findFirst())
              .orElse("");
      return Event.newBuilder()
          .setClipUri(clipUri)
          .setClipFingerprint(fingerprint)
          .setBeatIndex(-1)
          .setScore(0)
          .setReason("");
    }

    /** Of the plan's events of the same clip the one whose range is nearest, the same one first. */
    private Optional<Origin> origin(EditedCut cut, int index) {
      Origin best = null;
      for (Event event : original.getEvents()) {
        if (event.getClipUri().equals(cut.clipUri())) {
          Optional<Origin> found = moved(event, cut);
          if (found.isPresent() && (best == null || isNearer(found.get(), best, index))) {
            best = found.get();
          }
        }
      }
      return Optional.ofNullable(best);
    }

    private static boolean isNearer(Origin one, Origin other, int index) {
      long less = Math.abs(one.movedFrames()) - Math.abs(other.movedFrames());
      return less < 0
          || (less == 0
              && Math.abs(one.event().getIndex() - index)
                  < Math.abs(other.event().getIndex() - index));
    }

    /** By how many whole frames the range lies from the event's; empty when it does not overlap. */
    private Optional<Origin> moved(Event event, EditedCut cut) {
      RationalTime exported = rate.timeOf(rate.frameAt(exact(event)));
      long frames = rate.frameAt(cut.sourceIn().minus(exported));
      boolean whole = exported.plus(rate.timeOf(frames)).equals(cut.sourceIn());
      boolean overlaps = frames < Handoff.frames(event) && -frames < cut.frames();
      return whole && overlaps ? Optional.of(new Origin(event, frames)) : Optional.empty();
    }

    private List<OfferedClip> offered(List<Event> events) {
      if (original.getOffered().isEmpty()) {
        return List.of();
      }
      List<OfferedClip> offered = new ArrayList<>(original.getOffered());
      for (Event event : events) {
        if (offered.stream().noneMatch(clip -> clip.getClipUri().equals(event.getClipUri()))) {
          offered.add(new OfferedClip(event.getClipUri(), event.getClipFingerprint()));
        }
      }
      return offered;
    }

    private static RationalTime exact(Event event) {
      return RationalTime.of(event.getSourceIn());
    }
  }
}
