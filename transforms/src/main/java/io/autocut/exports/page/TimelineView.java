package io.autocut.exports.page;

import com.google.common.collect.ImmutableList;

/**
 * The timeline of a film as SVG paths over {@value #WIDTH} units of width, and labels by their
 * place in percent.
 *
 * @param beats a tick for each beat that is no downbeat
 * @param downbeats a tick for each downbeat
 * @param cuts a line for each cut
 * @param waveform the outline of the music; empty when it is not known
 * @param energy the energy of its bars, in steps
 */
record TimelineView(
    String beats,
    String downbeats,
    String cuts,
    String waveform,
    String energy,
    ImmutableList<Label> ruler,
    ImmutableList<Stretch> sections,
    ImmutableList<Stretch> turns) {
  static final int WIDTH = 10_000;

  /** Something said at a place. */
  record Label(String left, String text) {}

  /**
   * Something said of a stretch.
   *
   * @param kind a word for the style sheet
   * @param title all there is to say
   */
  record Stretch(String left, String width, String kind, String text, String title) {}
}
