package io.autocut.analysis;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Veto;

/** The shortest range that is scored for itself; {@code out} exclusive. */
record Cell(long in, long out, ScoreCard card, ImmutableList<Veto> vetoes) {}
