package io.autocut.exports.interchange;

/**
 * Writes plans in the format of one kind of editing program.
 *
 * <p>Contract of every implementation: equal plans give equal texts on every machine; names and
 * places are escaped as the format wants it; nothing is read but what is given. Safe for many
 * threads.
 */
interface HandoffWriter {
  /**
   * The whole file, with its last newline.
   *
   * @throws HandoffException when the format cannot carry the plan
   */
  String write(Handoff handoff) throws HandoffException;
}
