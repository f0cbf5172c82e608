package io.autocut.ingest;

/** A value from outside as it may stand in a message: in quotes, on one line, never long. */
final class Quoted {
  private static final int LONGEST = 100;

  private Quoted() {}

  static String of(String value) {
    return "\"" + unquoted(value) + "\"";
  }

  /** The same without the quotes, for what is no value itself. */
  static String unquoted(String value) {
    StringBuilder text = new StringBuilder();
    int shown = Math.min(value.length(), LONGEST);
    for (int i = 0; i < shown; i++) {
      char c = value.charAt(i);
      text.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : c);
    }
    return text.append(shown < value.length() ? "…" : "").toString();
  }
}
