package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.Hardware;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.FilmStills;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.ProofDepth;
import io.autocut.schemas.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Puts films together and proves them with FFmpeg. */
public final class FfmpegFilms implements FilmEngine {
  private final Ffmpeg ffmpeg;
  private final Hardware hardware;

  public FfmpegFilms(Ffmpeg ffmpeg, Hardware hardware) {
    this.ffmpeg = ffmpeg;
    this.hardware = hardware;
  }

  @Override
  public void codeMusic(SoundTrack music, Path coded) throws IOException, InterruptedException {
    ffmpeg.run(
        music
            .inputs(FfmpegCommand.ffmpeg())
            .option("-map", "0:a:0")
            .option("-map_metadata", "-1")
            .options(music.options())
            .option("-f", "mp4")
            .output(coded));
  }

  @Override
  public Assembled assemble(FilmParts parts, SoundTrack sound, Path folder, Path film)
      throws IOException, InterruptedException {
    return new FilmAssembler(ffmpeg, hardware.bestSoftware()).assemble(parts, sound, folder, film);
  }

  @Override
  public Verification verify(Path film, FilmParts parts, Assembly how, MontageRequest request)
      throws IOException, InterruptedException {
    Verification verification =
        new FilmVerifier(ffmpeg).verify(film, parts, how, Optional.ofNullable(request.getSound()));
    return request.getProof() == ProofDepth.PIXELS
        ? new PixelProver(ffmpeg).proved(verification, film, parts)
        : verification;
  }

  @Override
  public FilmStills stills(Path film, EditDecisionList plan, Path folder)
      throws IOException, InterruptedException {
    return new StillTaker(ffmpeg, plan, folder).take(film);
  }
}
