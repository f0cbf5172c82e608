package io.autocut.exports;

import com.google.common.net.UrlEscapers;
import io.autocut.accounting.Expense;
import io.autocut.accounting.Meter;
import io.autocut.assembly.FilmEngine;
import io.autocut.assembly.FilmPlace;
import io.autocut.exports.page.CutClicks;
import io.autocut.exports.page.FilmPage;
import io.autocut.exports.page.PageContent;
import io.autocut.exports.page.Playable;
import io.autocut.exports.page.Waveform;
import io.autocut.media.Failures;
import io.autocut.media.Hardware;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.FilmStills;
import io.autocut.schemas.MontageReport;
import io.autocut.segments.PlanStills;
import io.autocut.segments.SegmentEngine;
import io.autocut.segments.StillEncoding;
import io.autocut.store.Checksum;
import io.autocut.store.ContentKey;
import io.autocut.store.Uris;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the page of one montage and puts it in place. */
final class PageDrawing {
  /** In which a page has told what it is. */
  private static final int BEGIN_OF_PAGE = 8192;

  private static final Logger LOG = LoggerFactory.getLogger(PageDrawing.class);

  private final WorkerContext context;
  private final FilmEngine films;
  private final PlanStills planStills;
  private final Expense expense;

  /**
   * @param meter sees what it takes
   * @param expense counts the taking of pictures; what the store has is none
   */
  PageDrawing(
      WorkerContext context,
      FilmEngine.Factory films,
      SegmentEngine.Factory segments,
      Meter meter,
      Expense expense) {
    this.context = context;
    this.films = films.using(meter.ffmpeg(), Hardware.NONE);
    this.planStills = new PlanStills(context, segments, meter.ffmpeg());
    this.expense = expense;
  }

  /** Draws the page of a film, or of a plan, that was made or could not be made. */
  void draw(MontageReport report) throws IOException, InterruptedException {
    String place = WriteReports.pageOf(report.getOutput());
    requireOwnPage(place);
    try (WorkFolder folder = context.store().newWorkFolder()) {
      String html = FilmPage.of(content(report, folder));
      new FilmPlace(place)
          .put(folder, file -> Files.writeString(file, html, StandardCharsets.UTF_8));
    }
  }

  /** A page that somebody else has put there is not replaced. */
  private static void requireOwnPage(String place) throws IOException {
    if (!Uris.isLocal(place) || !Files.exists(Uris.localPath(place))) {
      return;
    }
    try (InputStream there = Files.newInputStream(Uris.localPath(place))) {
      String begin = new String(there.readNBytes(BEGIN_OF_PAGE), StandardCharsets.UTF_8);
      if (!begin.contains(FilmPage.MARK)) {
        throw new IOException(place + " is no page of AutoCut, and was left as it is");
      }
    }
  }

  private PageContent content(MontageReport report, WorkFolder folder)
      throws IOException, InterruptedException {
    if (report.getPlanKey().isEmpty() || report.getMusicKey().isEmpty()) {
      return PageContent.ofNothing(report);
    }
    EditDecisionList plan =
        context.records().get(ContentKey.parse(report.getPlanKey()), EditDecisionList.class);
    BeatTimeline beats =
        context.records().get(ContentKey.parse(report.getMusicKey()), BeatTimeline.class);
    Optional<Path> pcm = context.store().find(ContentKey.parse(beats.getPcmKey()));
    Optional<Waveform> waveform = pcm.flatMap(file -> waveform(plan, beats, file));
    if (WriteReports.isPlan(report.getOutput())) {
      expense.attempt();
      FilmStills stills = planStills.of(plan, report.getProfile());
      Optional<Playable> clicks =
          pcm.isPresent()
              ? Optional.of(new CutClicks(plan, beats).of(pcm.get(), films, folder.path()))
              : Optional.empty();
      return new PageContent(
          report, Optional.of(plan), Optional.of(beats), waveform, Optional.of(stills), clicks);
    }
    boolean filmIsThere = report.getVerification() != null;
    return new PageContent(
        report,
        Optional.of(plan),
        Optional.of(beats),
        waveform,
        filmIsThere ? Optional.of(stills(report, plan, folder)) : Optional.empty(),
        filmIsThere ? Optional.of(film(report)) : Optional.empty());
  }

  /** A page without it is better than none. */
  private static Optional<Waveform> waveform(EditDecisionList plan, BeatTimeline beats, Path pcm) {
    try {
      return Optional.of(
          Waveform.of(
              pcm,
              RationalTime.of(plan.getMusicIn()).toTicks(1, beats.getSampleRate()),
              RationalTime.of(plan.getMusicOut()).toTicks(1, beats.getSampleRate())));
    } catch (IOException e) {
      LOG.warn("no waveform of {}", plan.getMusicUri(), e);
      return Optional.empty();
    }
  }

  /** Those that were taken of the very film before, or new ones. */
  private FilmStills stills(MontageReport report, EditDecisionList plan, WorkFolder folder)
      throws IOException, InterruptedException {
    Path film = context.sources().local(report.getOutput());
    ContentKey key =
        ContentKey.of(ContentKey.Kind.STILLS)
            .with("film", Checksum.of(film))
            .with("plan", report.getPlanKey())
            .with("stills", StillEncoding.VERSION)
            .with("ffmpeg", context.installation().identity())
            .build();
    Optional<FilmStills> kept = context.records().find(key, FilmStills.class);
    if (kept.isPresent()) {
      return kept.get();
    }
    expense.attempt();
    FilmStills taken = films.stills(film, plan, folder.path());
    context.records().put(key, taken);
    return taken;
  }

  /** Relative, so that page and film may be moved together; "./" keeps a colon from being one. */
  private static Playable film(MontageReport report) {
    String name = Failures.nameOf(report.getOutput());
    return new Playable(
        "./" + UrlEscapers.urlPathSegmentEscaper().escape(name), Playable.Kind.FILM);
  }
}
