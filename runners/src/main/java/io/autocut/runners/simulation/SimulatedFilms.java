package io.autocut.runners.simulation;

import io.autocut.assembly.FilmEngine;
import io.autocut.assembly.FilmParts;
import io.autocut.assembly.SoundTrack;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.FilmStills;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts together films that say what segments they have, and holds that against the plan. */
final class SimulatedFilms implements FilmEngine {
  @Override
  public void codeMusic(SoundTrack music, Path coded) throws IOException {
    Files.writeString(coded, String.join(" ", music.options()));
  }

  @Override
  public Assembled assemble(FilmParts parts, SoundTrack sound, Path folder, Path film)
      throws IOException {
    List<String> lengths = new ArrayList<>();
    for (FilmParts.Piece piece : parts.segments()) {
      lengths.add(Files.readString(piece.file()).strip());
    }
    Files.write(film, lengths);
    return new Assembled(Assembly.STREAM_COPY, "");
  }

  @Override
  public Verification verify(Path film, FilmParts parts, Assembly how, MontageRequest request)
      throws IOException {
    List<Long> planned =
        parts.plan().getEvents().stream()
            .map(event -> event.getRecordOut() - event.getRecordIn())
            .toList();
    List<Long> found = Files.readAllLines(film).stream().map(Long::valueOf).toList();
    boolean same = found.equals(planned);
    return Verification.newBuilder()
        .setPassed(same)
        .setFramesPlanned(parts.plan().getFrames())
        .setFramesFound(found.stream().mapToLong(Long::longValue).sum())
        .setFramesOffGrid(0)
        .setJointsPlanned(planned.size())
        .setJointsExact(found.size())
        .setMaxCutErrorMicros(0)
        .setMeanCutErrorMicros(0)
        .setDurationErrorMicros(0)
        .setProblems(same ? List.of() : List.of("the film shows " + found))
        .build();
  }

  @Override
  public FilmStills stills(Path film, EditDecisionList plan, Path folder) {
    return new FilmStills(List.of(), List.of());
  }
}
