package io.autocut.exports.page;

import com.google.common.collect.ImmutableList;

/**
 * One event of a film, in words.
 *
 * @param number from 1, as people count
 * @param in first output frame
 * @param out first output frame after it
 * @param still a data URL of a picture of it; empty when there is none
 * @param start when it begins
 * @param length how long it is
 * @param clip name of the clip
 * @param clipUri the whole path or URI of the clip
 * @param source which range of the clip is shown
 * @param pulse what it begins on, and how exactly
 * @param transition how it begins where that is no cut; empty when it is one
 * @param score how good the choice is
 * @param reason why this range stands here
 */
record ShotView(
    int number,
    long in,
    long out,
    String still,
    String start,
    String length,
    String clip,
    String clipUri,
    String source,
    String pulse,
    String transition,
    String score,
    String reason,
    ImmutableList<Part> parts,
    ImmutableList<RunnerUpView> runnersUp) {

  /**
   * What one consideration adds.
   *
   * @param percent of the largest part of the event, for a bar
   * @param sign for or against
   */
  record Part(String name, String points, int percent, String sign) {}

  /** What nearly stood in its place. */
  record RunnerUpView(String clip, String source, String loss, String reason) {}
}
