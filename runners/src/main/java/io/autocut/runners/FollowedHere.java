package io.autocut.runners;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.autocut.progress.Progress;
import io.autocut.progress.Progress.Running;
import io.autocut.progress.Progress.Snapshot;
import io.autocut.progress.Progress.Stage;
import java.util.Optional;

/** Follows the job that runs in this JVM. */
final class FollowedHere implements Execution.Follower {
  private FollowedHere() {}

  static FollowedHere begin() {
    Progress.reset();
    return new FollowedHere();
  }

  @Override
  public ImmutableMap<Stage, Snapshot> progress() {
    return Progress.snapshot();
  }

  @Override
  public ImmutableList<Running> running() {
    return Progress.running();
  }

  @Override
  public Optional<String> hindrance() {
    return Optional.empty();
  }

  @Override
  public void awaitLast() {}

  @Override
  public void close() {}
}
