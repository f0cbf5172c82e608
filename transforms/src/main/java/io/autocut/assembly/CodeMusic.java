package io.autocut.assembly;

import io.autocut.schemas.MusicOutcome;
import io.autocut.schemas.PlannedMontage;
import io.autocut.store.WorkerContext;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;

/**
 * Codes the music of each film, beside the cutting of its segments.
 *
 * <pre>{@code music = plans.apply("Code music", CodeMusic.using(context)); }</pre>
 *
 * <p>Output: one {@link MusicOutcome} for every plan. Restart: the store is asked first, so a
 * replayed element costs a look-up.
 */
public final class CodeMusic
    extends PTransform<PCollection<PlannedMontage>, PCollection<MusicOutcome>> {
  private static final long serialVersionUID = 1L;

  private final WorkerContext context;
  private final FilmEngine.Factory engines;

  private CodeMusic(WorkerContext context, FilmEngine.Factory engines) {
    this.context = context;
    this.engines = engines;
  }

  public static CodeMusic using(WorkerContext context) {
    return using(context, FfmpegFilms::new);
  }

  public static CodeMusic using(WorkerContext context, FilmEngine.Factory engines) {
    return new CodeMusic(context, engines);
  }

  @Override
  public PCollection<MusicOutcome> expand(PCollection<PlannedMontage> plans) {
    // Else it would be one task with what lists the segments, which would wait for it.
    return plans
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("Code", ParDo.of(new CodeFn(context, engines)))
        .setCoder(AvroCoder.of(MusicOutcome.class));
  }

  private static final class CodeFn extends DoFn<PlannedMontage, MusicOutcome> {
    private static final long serialVersionUID = 1L;

    private final WorkerContext context;
    private final FilmEngine.Factory engines;

    CodeFn(WorkerContext context, FilmEngine.Factory engines) {
      this.context = context;
      this.engines = engines;
    }

    @ProcessElement
    public void process(@Element PlannedMontage plan, OutputReceiver<MusicOutcome> output)
        throws InterruptedException {
      output.output(new MusicCoding(context, engines).answer(plan));
    }
  }
}
