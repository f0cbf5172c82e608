package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.Event;
import io.autocut.schemas.Verification;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
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
  private static final int SOUND_WINDOWS = 4;
  private static final long WINDOW_MILLIS = 1500;
  private static final long LARGEST_LAG_MILLIS = 200;

  private final Ffmpeg ffmpeg;

  FilmVerifier(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  Verification verify(Path film, FilmParts parts, Assembly assembly)
      throws IOException, InterruptedException {
    FilmProbe.Reading reading = new FilmProbe(ffmpeg).read(film, parts);
    int joints = parts.pieces().size();
    int exact =
        assembly == Assembly.STREAM_COPY
            ? reading.copiedJointsInPlace()
            : reading.keyframesInPlace();
    List<Long> errors = cutErrorsMicros(parts);
    Sound sound = sound(film, parts);
    Verification.Builder verification =
        Verification.newBuilder()
            .setPassed(false)
            .setFramesPlanned(parts.plan().getFrames())
            .setFramesFound(reading.frames())
            .setFramesOffGrid(reading.framesOffGrid())
            .setJointsPlanned(joints)
            .setJointsExact(exact)
            .setMaxCutErrorMicros(errors.stream().mapToLong(e -> e).max().orElse(0))
            .setMeanCutErrorMicros(
                Math.round(errors.stream().mapToLong(e -> e).average().orElse(0)))
            .setAudioOffsetMicros(sound.offset().orElse(null))
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

  /**
   * Distances of the cuts from their beats, onsets or even pulses; the film's own start is no cut.
   */
  private static List<Long> cutErrorsMicros(FilmParts parts) {
    List<Long> errors = new ArrayList<>();
    for (Event event : parts.plan().getEvents()) {
      if (event.getIndex() > 0) {
        RationalTime cut = parts.rate().timeOf(event.getRecordIn());
        RationalTime pulse = RationalTime.of(parts.plan().getBeatTimes().get(event.getIndex()));
        errors.add(cut.minus(pulse).abs().toMicros());
      }
    }
    return errors;
  }

  /**
   * How the film's sound compares with the music.
   *
   * @param offset the median over some stretches of the film, so that one odd stretch decides
   *     nothing; empty when all are silent
   * @param lost whether the music is audible where the film is silent or has no sound any more
   */
  private record Sound(Optional<Long> offset, boolean lost) {}

  private Sound sound(Path film, FilmParts parts) throws IOException, InterruptedException {
    int rate = parts.sampleRate();
    int window = (int) (WINDOW_MILLIS * rate / 1000);
    long faded = (long) parts.plan().getFadeOutMillis() * rate / 1000;
    long usable = parts.musicOutSample() - parts.musicInSample() - faded - window;
    List<Long> starts = new ArrayList<>();
    for (int i = 0; i < SOUND_WINDOWS; i++) {
      long start = usable * i / SOUND_WINDOWS;
      if (start >= 0 && (starts.isEmpty() || start >= starts.get(starts.size() - 1) + window)) {
        starts.add(start);
      }
    }
    SoundWindows windows = new SoundWindows(ffmpeg, rate, window);
    List<float[]> heard = windows.read(film, starts);
    List<float[]> original =
        windows.read(parts.music(), starts.stream().map(s -> s + parts.musicInSample()).toList());
    SoundOffset offset = new SoundOffset(rate, (int) (LARGEST_LAG_MILLIS * rate / 1000));
    List<Long> offsets = new ArrayList<>();
    boolean lost = false;
    for (int i = 0; i < original.size(); i++) {
      if (i < heard.size()) {
        offset.micros(original.get(i), heard.get(i)).ifPresent(offsets::add);
        lost |= SoundOffset.isAudible(original.get(i)) && SoundOffset.isSilent(heard.get(i));
      } else {
        // A stretch up to the very end may lack a sample or two.
        lost |= SoundOffset.isAudible(original.get(i)) && (i > 0 || usable > rate / 10);
      }
    }
    offsets.sort(null);
    return new Sound(
        offsets.isEmpty() ? Optional.empty() : Optional.of(offsets.get(offsets.size() / 2)), lost);
  }
}
