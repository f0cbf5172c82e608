package io.autocut.assembly;

import io.autocut.accounting.Expense;
import io.autocut.accounting.Meter;
import io.autocut.media.Hardware;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.MusicOutcome;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SoundWishes;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Codes the music of a film in which nothing else is heard, or finds it coded in the store. It
 * needs no segment: it is done while they are cut. Kept for later films of the same music and
 * length.
 */
final class MusicCoding {
  private static final String VERSION = "coded-music-1";

  private final WorkerContext context;
  private final FilmEngine.Factory engines;
  private final Meter meter;

  MusicCoding(WorkerContext context, FilmEngine.Factory engines) {
    this.context = context;
    this.engines = engines;
    this.meter = Meter.begin(context.ffmpeg());
  }

  /** What cannot be coded here is left to the assembly, which tells why. */
  MusicOutcome answer(PlannedMontage plan) throws InterruptedException {
    String montage = plan.getRequest().getMontageId();
    Expense expense = Expense.of(context, "music-coding", montage, plan.getPlanKey());
    String key = "";
    if (plan.getMakeable() && SoundMixer.isMusicAlone(wishes(plan))) {
      try {
        FilmParts parts = FilmParts.find(plan, List.of(), context.records(), context.store());
        FilmSound music = FilmSound.ofMusic(parts, MusicFades.of(parts.plan(), wishes(plan)));
        ContentKey wanted = key(plan, music);
        if (context.store().find(wanted).isEmpty()) {
          expense.attempt();
          code(music, wanted);
        }
        key = wanted.toString();
      } catch (IOException | RuntimeException e) {
        // Not lost: assembly tries the same again, and its failure is the film's.
        key = "";
      }
    }
    expense.charge(meter.reading());
    return new MusicOutcome(montage, key, expense.settle());
  }

  private static Optional<SoundWishes> wishes(PlannedMontage plan) {
    return Optional.ofNullable(plan.getRequest().getSound());
  }

  private ContentKey key(PlannedMontage plan, FilmSound music) throws IOException {
    BeatTimeline timeline =
        context.records().get(ContentKey.parse(plan.getMusicKey()), BeatTimeline.class);
    return ContentKey.of(ContentKey.Kind.CODED_MUSIC)
        .with("music", timeline.getPcmKey())
        .with("coding", String.join(" ", music.options()))
        .with("version", VERSION)
        .with("ffmpeg", context.ffmpeg().installation().identity())
        .build();
  }

  private void code(FilmSound music, ContentKey key) throws IOException, InterruptedException {
    try (WorkFolder folder = context.store().newWorkFolder()) {
      Path coded = folder.resolve("music.m4a");
      engines.using(meter.ffmpeg(), Hardware.NONE).codeMusic(music, coded);
      context.store().put(key, coded);
    }
  }
}
