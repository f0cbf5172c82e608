package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.SoundWishes;
import io.autocut.schemas.Verification;
import io.autocut.time.FrameRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves a finished film: its frames, their times, every joint, its length, and that its sound is
 * the music's, to the sample.
 */
final class FilmVerifier {
  private static final long MOST_SOUND_OFFSET_MICROS = 1000;

  private final Ffmpeg ffmpeg;

  FilmVerifier(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** Of a film with the music as it is. */
  Verification verify(Path film, FilmParts parts, Assembly assembly)
      throws IOException, InterruptedException {
    return verify(film, parts, assembly, Optional.empty());
  }

  Verification verify(Path film, FilmParts parts, Assembly assembly, Optional<SoundWishes> wishes)
      throws IOException, InterruptedException {
    FilmProbe.Reading reading = new FilmProbe(ffmpeg).read(film, parts);
    int joints = parts.pieces().size();
    int exact =
        assembly == Assembly.STREAM_COPY
            ? reading.copiedJointsInPlace()
            : reading.keyframesInPlace();
    CutErrors errors = CutErrors.of(parts.plan());
    SoundCheck check = new SoundCheck(ffmpeg, wishes);
    SoundCheck.Heard sound = check.heard(film, parts);
    Optional<Loudness> loudness = check.loudness(film);
    Verification.Builder verification =
        Verification.newBuilder()
            .setPassed(false)
            .setFramesPlanned(parts.plan().getFrames())
            .setFramesFound(reading.frames())
            .setFramesOffGrid(reading.framesOffGrid())
            .setJointsPlanned(joints)
            .setJointsExact(exact)
            .setMaxCutErrorMicros(errors.largestMicros())
            .setMeanCutErrorMicros(errors.meanMicros())
            .setAudioOffsetMicros(sound.offset().orElse(null))
            .setLoudnessCentiLufs(loudness.map(Loudness::centiLufs).orElse(null))
            .setTruePeakCentiDb(loudness.map(Loudness::truePeakCentiDb).orElse(null))
            .setDurationErrorMicros(reading.durationErrorMicros())
            .setProblems(List.of());
    List<String> problems = problems(verification, parts.rate());
    if (sound.lost()) {
      problems.add("the sound is silent or ends where the music goes on");
    }
    return verification.setProblems(problems).setPassed(problems.isEmpty()).build();
  }

  private static List<String> problems(Verification.Builder v, FrameRate rate) {
    List<String> problems = new ArrayList<>();
    if (v.getFramesFound() != v.getFramesPlanned()) {
      problems.add(v.getFramesFound() + " frames instead of " + v.getFramesPlanned());
    }
    if (v.getFramesOffGrid() > 0) {
      problems.add(v.getFramesOffGrid() + " frames are off the grid of the edit rate");
    }
    if (v.getJointsExact() != v.getJointsPlanned()) {
      problems.add(
          "only %d of %d joints are where the plan has them"
              .formatted(v.getJointsExact(), v.getJointsPlanned()));
    }
    long frameMicros = rate.frameDuration().toMicros();
    if (2 * v.getMaxCutErrorMicros() > frameMicros + 2) {
      problems.add("a cut lies " + v.getMaxCutErrorMicros() + " µs from its beat or onset");
    }
    Long offset = v.getAudioOffsetMicros();
    if (offset != null && Math.abs(offset) > MOST_SOUND_OFFSET_MICROS) {
      problems.add("the sound is off by " + offset + " µs");
    }
    if (Math.abs(v.getDurationErrorMicros()) > frameMicros / 2) {
      problems.add("the length is off by " + v.getDurationErrorMicros() + " µs");
    }
    return problems;
  }
}
