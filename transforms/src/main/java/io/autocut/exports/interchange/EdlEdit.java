package io.autocut.exports.interchange;

import io.autocut.schemas.EditRate;
import io.autocut.time.FrameRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One edit of a CMX 3600 list, as it stands there: all times are frames from 00:00:00:00.
 *
 * @param number as written
 * @param line of the text, from 1
 * @param channels for example V, A or AA/V
 * @param way C for a cut, D for a dissolve, else a wipe or a key
 * @param length of the transition, in frames; 0 of a cut
 * @param comments by their names; of several of one name the first
 * @param retimed whether another speed is asked for
 */
record EdlEdit(
    String number,
    int line,
    String reel,
    String channels,
    String way,
    long length,
    long sourceIn,
    long sourceOut,
    long recordIn,
    long recordOut,
    Map<String, String> comments,
    boolean retimed) {

  private static final String CODE = "(\\d{2}:\\d{2}:\\d{2}[:;.]\\d{2})";
  private static final Pattern EDIT =
      Pattern.compile(
          "(\\d{1,6})\\s+(\\S{1,128})\\s+(\\S{1,8})\\s+([A-Z][A-Z0-9]{0,7})(?:\\s+(\\d{1,4}))?\\s+"
              + String.join("\\s+", CODE, CODE, CODE, CODE)
              + "\\s*");
  private static final Pattern COMMENT = Pattern.compile("\\*\\s*([A-Z ]{1,40}?)\\s*:\\s*(.*)");
  private static final Pattern SPEED = Pattern.compile("M2\\s.*");
  private static final int MOST_LINES = 100_000;
  private static final int LONGEST_LINE = 8192;

  /** The edits of a list, in its order, whose time code is that of {@code editRate}. */
  static List<EdlEdit> parse(String text, EditRate editRate) throws HandoffException {
    FrameRate rate = FrameRate.of(editRate);
    Timecode.Counting counting = Timecode.Counting.NON_DROP;
    List<EdlEdit> edits = new ArrayList<>();
    String[] lines = text.split("\\R", MOST_LINES + 1);
    if (lines.length > MOST_LINES) {
      throw new HandoffException("it has more than " + MOST_LINES + " lines");
    }
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.length() > LONGEST_LINE) {
        throw new HandoffException(
            "line %d is longer than %d characters".formatted(i + 1, LONGEST_LINE));
      }
      Matcher edit = EDIT.matcher(line);
      if (edit.matches()) {
        edits.add(of(edit, i + 1, rate, counting));
      } else if (line.startsWith("FCM")) {
        counting = line.contains("NON") ? Timecode.Counting.NON_DROP : Timecode.Counting.DROP;
      } else if (!edits.isEmpty()) {
        int last = edits.size() - 1;
        edits.set(last, edits.get(last).with(line));
      }
    }
    return edits;
  }

  private static EdlEdit of(Matcher edit, int line, FrameRate rate, Timecode.Counting counting)
      throws HandoffException {
    long[] codes = new long[4];
    for (int i = 0; i < codes.length; i++) {
      try {
        codes[i] = Timecode.frameOf(edit.group(6 + i), rate, counting);
      } catch (IllegalArgumentException e) {
        throw new HandoffException("line %d: %s".formatted(line, e.getMessage()), e);
      }
    }
    return new EdlEdit(
        edit.group(1),
        line,
        edit.group(2),
        edit.group(3).toUpperCase(Locale.ROOT),
        edit.group(4),
        edit.group(5) == null ? 0 : Long.parseLong(edit.group(5)),
        codes[0],
        codes[1],
        codes[2],
        codes[3],
        Map.of(),
        false);
  }

  private EdlEdit with(String line) {
    Matcher comment = COMMENT.matcher(line);
    Map<String, String> all = new TreeMap<>(comments);
    if (comment.matches()) {
      all.putIfAbsent(comment.group(1), comment.group(2).strip());
    }
    return new EdlEdit(
        number,
        this.line,
        reel,
        channels,
        way,
        length,
        sourceIn,
        sourceOut,
        recordIn,
        recordOut,
        Map.copyOf(all),
        retimed || SPEED.matcher(line).matches());
  }

  /** What people call it. */
  String place() {
    return "event %s (line %d)".formatted(number, line);
  }

  boolean isPicture() {
    return channels.contains("V") || channels.equals("B");
  }

  boolean isBlack() {
    return reel.equalsIgnoreCase(EdlWriter.BLACK) || reel.equalsIgnoreCase("BLACK");
  }

  boolean isCut() {
    return way.equals("C");
  }

  long frames() {
    return recordOut - recordIn;
  }

  Optional<String> comment(String name) {
    return Optional.ofNullable(comments.get(name)).filter(value -> !value.isEmpty());
  }
}
