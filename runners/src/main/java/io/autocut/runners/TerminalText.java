package io.autocut.runners;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Lets text through to a terminal, but nothing that would command it: names of files come from
 * strangers. Colours pass.
 */
final class TerminalText extends FilterWriter {
  /** Control characters but tab and line feed; an escape only where it begins no colour. */
  private static final Pattern COMMANDS =
      Pattern.compile("\\x1b(?!\\[[0-9;]*m)|[\\x00-\\x08\\x0b-\\x1a\\x1c-\\x1f\\x7f-\\x9f]");

  TerminalText(Writer terminal) {
    super(terminal);
  }

  /** What {@code text} shows. */
  static String plain(String text) {
    return COMMANDS.matcher(text).replaceAll("?");
  }

  @Override
  public void write(int c) throws IOException {
    out.write(plain(String.valueOf((char) c)));
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    out.write(plain(new String(text, from, length)));
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    out.write(plain(text.substring(from, from + length)));
  }
}
