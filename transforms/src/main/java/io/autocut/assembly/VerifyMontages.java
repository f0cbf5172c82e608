package io.autocut.assembly;

import io.autocut.accounting.Expense;
import io.autocut.accounting.Meter;
import io.autocut.accounting.Sums;
import io.autocut.media.Failures;
import io.autocut.media.Ffmpeg;
import io.autocut.media.Hardware;
import io.autocut.progress.Progress;
import io.autocut.schemas.Failure;
import io.autocut.schemas.Montage;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Verification;
import io.autocut.schemas.Work;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads each finished film back and proves it against its plan.
 *
 * <p>Output: one {@link MontageReport} for every montage, also for one that was not made.
 */
public final class VerifyMontages
    extends PTransform<PCollection<Montage>, PCollection<MontageReport>> {
  private static final long serialVersionUID = 1L;

  private final WorkerContext context;
  private final RunLabel label;
  private final FilmEngine.Factory engines;

  private VerifyMontages(WorkerContext context, RunLabel label, FilmEngine.Factory engines) {
    this.context = context;
    this.label = label;
    this.engines = engines;
  }

  public static VerifyMontages using(WorkerContext context, RunLabel label) {
    return using(context, label, FfmpegFilms::new);
  }

  public static VerifyMontages using(
      WorkerContext context, RunLabel label, FilmEngine.Factory engines) {
    return new VerifyMontages(context, label, engines);
  }

  @Override
  public PCollection<MontageReport> expand(PCollection<Montage> montages) {
    return montages
        .apply("Verify", ParDo.of(new VerifyFn(context, label, engines)))
        .setCoder(AvroCoder.of(MontageReport.class));
  }

  private static final class VerifyFn extends DoFn<Montage, MontageReport> {
    private static final long serialVersionUID = 1L;
    private static final String STAGE = "verification";

    private final WorkerContext context;
    private final RunLabel label;
    private final FilmEngine.Factory engines;

    VerifyFn(WorkerContext context, RunLabel label, FilmEngine.Factory engines) {
      this.context = context;
      this.label = label;
      this.engines = engines;
    }

    @ProcessElement
    public void process(@Element Montage montage, OutputReceiver<MontageReport> output)
        throws IOException, InterruptedException {
      Meter meter = Meter.begin(context.ffmpeg());
      MontageRequest request = montage.getPlan().getRequest();
      Expense expense = Expense.of(context, STAGE, request, montage.getSegmentKeys());
      Optional<Verification> verification = Optional.empty();
      List<Failure> failures = new ArrayList<>();
      if (montage.getMade()) {
        try {
          verification = Optional.of(verification(montage, meter, expense));
        } catch (IOException | RuntimeException e) {
          failures.add(
              Failures.exhausted(STAGE, request.getMontageId(), request.getOutput(), 1, e));
        }
        verification.flatMap(v -> disproof(montage, v)).ifPresent(failures::add);
      }
      if (montage.getPlan().getMakeable()) {
        Progress.done(Progress.Stage.VERIFICATION);
      }
      expense.charge(meter.reading());
      Work spent = expense.settle();
      StageWork work = failures.isEmpty() ? Sums.done(STAGE, spent) : Sums.failed(STAGE, spent);
      List<String> warnings = new ArrayList<>(montage.getWarnings());
      warnings.addAll(SoundNotes.of(Optional.ofNullable(request.getSound()), verification));
      Montage noted = Montage.newBuilder(montage).setWarnings(warnings).build();
      output.output(new MontageReports(context, label).ofFilm(noted, verification, failures, work));
    }

    /** What is known of the very bytes that lie there, or else is found out now. */
    private Verification verification(Montage montage, Meter meter, Expense expense)
        throws IOException, InterruptedException {
      MontageRequest request = montage.getPlan().getRequest();
      Path film = context.sources().local(request.getOutput());
      KeptProofs proofs = new KeptProofs(context);
      ContentKey key = proofs.key(montage, film);
      Optional<Verification> known = proofs.find(key);
      if (known.isPresent()) {
        return known.get();
      }
      expense.attempt();
      Verification found = verify(montage, film, meter.ffmpeg());
      proofs.keep(key, found);
      return found;
    }

    private Verification verify(Montage montage, Path film, Ffmpeg ffmpeg)
        throws IOException, InterruptedException {
      FilmParts parts =
          FilmParts.find(
              montage.getPlan(), montage.getSegmentKeys(), context.records(), context.store());
      MontageRequest request = montage.getPlan().getRequest();
      return engines
          .using(ffmpeg, Hardware.NONE)
          .verify(film, parts, montage.getAssembly(), request);
    }

    private static Optional<Failure> disproof(Montage montage, Verification verification) {
      String output = montage.getPlan().getRequest().getOutput();
      return verification.getPassed()
          ? Optional.empty()
          : Optional.of(
              Failures.of(
                  STAGE,
                  montage.getPlan().getRequest().getMontageId(),
                  output,
                  "NOT_AS_PLANNED",
                  Failures.nameOf(output)
                      + " is not as planned: "
                      + String.join("; ", verification.getProblems())
                      + "."));
    }
  }
}
