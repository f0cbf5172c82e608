package io.autocut.ingest;

/** A value from outside as it may stand in a message: in quotes, on one line, never long. */
public final class Quoted {
  private static final int LONGEST = 100;

  private Quoted() {}

  static String of(String value) {
    return "\"" + unquoted(value) + "\"";
  }

  /** The same without the quotes, for what is no value itself. */
  static String unquoted(String value) {
    int shown = Math.min(value.length(), LONGEST);
    return printable(value.substring(0, shown)) + (shown < value.length() ? "…" : "");
  }

  /** The same at any length, for a message that holds a value. */
  public static String printable(String message) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      text.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : c);
    }
    return text.toString();
  }
}
