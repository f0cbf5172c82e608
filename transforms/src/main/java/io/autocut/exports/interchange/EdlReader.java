package io.autocut.exports.interchange;

import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.IngestException;
import io.autocut.time.FrameRate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a CMX 3600 edit decision list: the shots of its video channel, their clips by the comments
 * {@code FROM CLIP NAME}, {@code TO CLIP NAME} and {@code SOURCE FILE}. Audio events are passed
 * over; wipes, keys, speed changes and gaps are refused in words. Dissolves into and out of black
 * are fades, which are the plan's: the shots beside them count as long as they can be seen.
 */
final class EdlReader {
  private static final Pattern EVENT =
      Pattern.compile(
          "(\\d{3,6})\\s+(\\S+)\\s+(\\S+)\\s+([CDWK]\\S*)(?:\\s+(\\d{3}))?"
              + "\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s*");
  private static final Pattern COMMENT =
      Pattern.compile("\\*\\s*(FROM CLIP NAME|TO CLIP NAME|SOURCE FILE):(.*)");

  private final Path folder;
  private final List<String> lines;
  private final FrameRate rate;
  private final Timecode timecode;
  private final List<Shot> shots = new ArrayList<>();
  private boolean black;

  /** A shot, growing line by line. */
  private static final class Shot {
    private final String place;
    private final long source;
    private final long in;
    private final long dissolve;
    private long out;
    private String clip = "";

    Shot(String place, long source, long in, long out, long dissolve) {
      this.place = place;
      this.source = source;
      this.in = in;
      this.out = out;
      this.dissolve = dissolve;
    }
  }

  /**
   * @param text not to be trusted
   * @param rate of all its timecodes
   * @param folder from which its relative paths count
   */
  EdlReader(String text, FrameRate rate, Path folder) {
    this.folder = folder;
    this.lines = text.lines().toList();
    this.rate = rate;
    this.timecode = Timecode.of(rate);
  }

  List<EditedCut> cuts() throws IngestException {
    int number = 0;
    boolean video = false;
    for (String line : lines) {
      number++;
      String where = "line " + number;
      Matcher event = EVENT.matcher(line);
      Matcher comment = COMMENT.matcher(line);
      if (event.matches()) {
        video = event.group(3).contains("V") || event.group(3).equals("B");
        if (video) {
          add(event, where);
        }
      } else if (line.matches("\\s*M2\\s.*")) {
        throw new IngestException(where + " changes the speed: a plan cannot, take that back");
      } else if (video && comment.matches() && !shots.isEmpty()) {
        name(shots.get(shots.size() - 1), comment.group(1), comment.group(2).strip());
      }
    }
    return edited();
  }

  private void add(Matcher event, String where) throws IngestException {
    String kind = event.group(4);
    if (!kind.equals("C") && !kind.equals("D")) {
      throw new IngestException(
          where + " is of kind " + kind + ": a plan knows cuts (C) and dissolves (D) only");
    }
    try {
      long in = timecode.parse(event.group(8));
      long out = timecode.parse(event.group(9));
      long length = kind.equals("D") ? Long.parseLong(orZero(event.group(5))) : 0;
      boolean comesFromBlack = black;
      black = event.group(2).equals(EdlWriter.BLACK);
      if (black) {
        fadeOut(in, out, length, where);
      } else if (out > in) {
        long dissolve = comesFromBlack ? 0 : length;
        String place = "event " + event.group(1);
        shots.add(new Shot(place, timecode.parse(event.group(6)), in, out, dissolve));
      }
    } catch (IllegalArgumentException e) {
      throw new IngestException(where + ": " + e.getMessage(), e);
    }
  }

  /** What fades is seen until it is black. */
  private void fadeOut(long in, long out, long length, String where) throws IngestException {
    if (out - in != length) {
      throw new IngestException(
          "%s is black for %d frames: a film has no gap, close it"
              .formatted(where, out - in - length));
    }
    if (out > in) {
      if (shots.isEmpty() || shots.get(shots.size() - 1).out != in) {
        throw new IngestException(where + " fades a shot that does not end where it begins");
      }
      shots.get(shots.size() - 1).out = out;
    }
  }

  private static String orZero(String digits) {
    return digits == null ? "0" : digits;
  }

  /** The name that comes last is that of the clip shown; a path says more than any name. */
  private void name(Shot shot, String kind, String name) {
    boolean fromOfDissolve = kind.startsWith("FROM") && shot.dissolve > 0;
    boolean known = shot.clip.contains("/");
    if (!fromOfDissolve && !known) {
      shot.clip = kind.startsWith("SOURCE") ? path(name) : name;
    }
  }

  /** Some programs write a bare name where others write a path. */
  private String path(String name) {
    if (AllowedPaths.isRemote(name)) {
      return name;
    }
    Path path = folder.resolve(name).normalize();
    return name.contains("/") || Files.exists(path) ? path.toString() : name;
  }

  /** A dissolve begins before its cut, by half of it, rounded down. */
  private List<EditedCut> edited() throws IngestException {
    List<EditedCut> cuts = new ArrayList<>();
    for (int i = 0; i < shots.size(); i++) {
      Shot shot = shots.get(i);
      if (i > 0 && shot.in != shots.get(i - 1).out) {
        throw new IngestException(
            "%s begins at %s and what comes before it ends at %s: a film has no gap and no overlap"
                .formatted(
                    shot.place, timecode.format(shot.in), timecode.format(shots.get(i - 1).out)));
      }
      if (shot.clip.isEmpty()) {
        throw new IngestException(
            shot.place + " does not say its clip: add a line \"* FROM CLIP NAME: \"");
      }
      long before = shot.dissolve / 2;
      long next = i + 1 < shots.size() ? shots.get(i + 1).dissolve / 2 : 0;
      cuts.add(
          new EditedCut(
              shot.place,
              shot.clip,
              rate.timeOf(shot.source + before),
              shot.out + next - (shot.in + before),
              shot.dissolve));
    }
    return cuts;
  }
}
