package io.autocut.runners.benchmark;

import java.util.Optional;

/**
 * What became of one contender on one film.
 *
 * @param name its word
 * @param title as tables name it
 * @param cost absent when it made no film
 * @param note why not, or what is to be known of its film; empty when nothing
 */
record Attempt(String name, String title, Optional<RunCost> cost, String note) {}
