package io.autocut.runners.benchmark;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.autocut.music.BeatsFile;
import java.nio.file.Path;

/**
 * Music whose beats are known.
 *
 * @param name by which tables call it
 * @param sound the music
 * @param beats where its beats are; a place of 0 means that the annotation does not say
 */
public record AnnotatedExcerpt(String name, Path sound, ImmutableList<BeatsFile.Line> beats) {
  public AnnotatedExcerpt {
    checkArgument(!name.isBlank(), "name is blank: '%s'", name);
  }
}
