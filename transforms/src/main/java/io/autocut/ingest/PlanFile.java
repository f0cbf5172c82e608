package io.autocut.ingest;

import io.autocut.json.PlainJson;
import io.autocut.json.PlainJsonException;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.OfferedClip;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan as a file, as {@code autocut plan} writes it or somebody edited it: read strictly, its
 * relative paths counted from its own folder. Whether it can be followed is not asked here.
 */
public final class PlanFile {
  private PlanFile() {}

  /** The plan, with the absolute paths of its clips and music; not to be trusted. */
  public static EditDecisionList read(Path file) throws IngestException {
    try {
      EditDecisionList list = PlainJson.parse(UntrustedText.of(file), EditDecisionList.class);
      if (list.getEvents().isEmpty()) {
        throw new IngestException("$.events: it has none");
      }
      return absolute(list, file.toAbsolutePath().getParent());
    } catch (NoSuchFileException e) {
      throw new IngestException("plan " + file + ": there is no such file", e);
    } catch (PlainJsonException e) {
      throw new IngestException("plan " + file + ": " + Quoted.printable(e.getMessage()), e);
    } catch (IOException e) {
      throw new IngestException("plan " + file + " cannot be read: " + e.getMessage(), e);
    } catch (IngestException e) {
      throw new IngestException("plan " + file + ": " + e.getMessage(), e);
    }
  }

  private static EditDecisionList absolute(EditDecisionList list, Path folder)
      throws IngestException {
    List<Event> events = new ArrayList<>();
    for (Event event : list.getEvents()) {
      String place = "$.events[" + events.size() + "].clipUri";
      events.add(
          Event.newBuilder(event).setClipUri(absolute(event.getClipUri(), folder, place)).build());
    }
    List<OfferedClip> offered = new ArrayList<>();
    for (OfferedClip clip : list.getOffered()) {
      String place = "$.offered[" + offered.size() + "].clipUri";
      offered.add(
          new OfferedClip(absolute(clip.getClipUri(), folder, place), clip.getClipFingerprint()));
    }
    return EditDecisionList.newBuilder(list)
        .setOffered(offered)
        .setMusicUri(absolute(list.getMusicUri(), folder, "$.musicUri"))
        .setEvents(events)
        .build();
  }

  private static String absolute(String uri, Path folder, String place) throws IngestException {
    try {
      return AllowedPaths.isRemote(uri) ? uri : AllowedPaths.everyLocalPath().check(uri, folder);
    } catch (IngestException e) {
      throw new IngestException(place + ": " + e.getMessage(), e);
    }
  }
}
