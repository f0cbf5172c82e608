package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableMap;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.ProgramProcess;
import io.autocut.planning.AnalyzedClip;
import io.autocut.planning.FilmPiece;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.Transition;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.NumberedFrames.NumberedFrame;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What melt renders of a project against what our film shows, frame by frame. */
class MeltShowsTheFilmTest {
  /** A second is enough; now and then melt does not end by itself, whatever it renders. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private static final int TRIES = 4;

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
  private ProgramProcess melt;
  private WorkerContext context;
  private TestMontage montage;

  @BeforeEach
  void offerClipsOfSeveralRates() throws Exception {
    Optional<ProgramProcess> found = ProgramProcess.onPath("melt", System.getenv());
    assumeTrue(found.isPresent(), "melt is not installed");
    melt = found.get();
    context = TestContext.in(folder);
    montage = new TestMontage(context);
    montage.offer(TestClip.numbered(1, 90).at("25").in(folder, "a & b.mp4"));
    montage.offer(TestClip.numbered(2, 210).at("60000/1001").in(folder, "b's.mp4"));
    montage.offer(TestClip.numbered(3, 100).at("30").in(folder, "ç.mkv"));
    montage.offer(TestClip.numbered(4, 80).at("24000/1001").in(folder, "d.mov"));
    montage.offer(TestClip.numbered(5, 370).at("120").in(folder, "e.mp4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"24", "25", "30000/1001", "30", "60"})
  void everyFrameIsThatOfOurFilm(String rate) throws Exception {
    PlannedMontage plan = montage.plan(request(rate, Transition.CUT), TestBeats.bpm(113_000));

    List<NumberedFrame> ours = film(plan);

    assertThat(ours).extracting(NumberedFrame::clipId).contains(1, 2, 3, 4, 5);
    assertThat(rendered(plan, MediaPaths.Style.ABSOLUTE)).isEqualTo(ours);
  }

  @Test
  void framesOfClipsThatDoNotBeginAtZeroAreThoseOfOurFilm() throws Exception {
    montage = new TestMontage(context);
    montage.offer(TestClip.numbered(1, 150).at("25").codec("mpeg2video").in(folder, "f.ts"));
    montage.offer(TestClip.numbered(2, 150).at("30").codec("mpeg2video").in(folder, "g.ts"));
    PlannedMontage plan = montage.plan(request("30", Transition.CUT), TestBeats.bpm(113_000));

    assertThat(rendered(plan, MediaPaths.Style.ABSOLUTE)).isEqualTo(film(plan));
  }

  /** MLT looks for frames where an evenly timed clip would have them. */
  @Test
  void framesOfUnevenlyTimedClipsAreNear() throws Exception {
    montage = new TestMontage(context);
    montage.offer(TestClip.numbered(1, 250).at("30").unevenlyTimed().in(folder, "f.mp4"));
    PlannedMontage plan = montage.plan(request("30", Transition.CUT), TestBeats.bpm(113_000));

    List<NumberedFrame> ours = film(plan);
    List<NumberedFrame> melts = rendered(plan, MediaPaths.Style.ABSOLUTE);

    assertThat(melts).hasSameSizeAs(ours);
    for (int i = 0; i < ours.size(); i++) {
      assertThat(melts.get(i).number()).isCloseTo(ours.get(i).number(), within(3));
    }
  }

  @Test
  void framesBesideDissolvesAreThoseOfOurFilm() throws Exception {
    PlannedMontage plan =
        montage.plan(request("30", Transition.DISSOLVE), TestBeats.bpm(120_000).sectionsOf(1));
    List<FilmPiece> pieces = FilmPiece.of(montage.list(plan));
    assertThat(pieces).anyMatch(piece -> piece.into().isPresent());

    List<NumberedFrame> ours = film(plan);
    List<NumberedFrame> melts = rendered(plan, MediaPaths.Style.ABSOLUTE);

    assertThat(melts).hasSameSizeAs(ours);
    for (FilmPiece piece : pieces) {
      if (piece.into().isEmpty()) {
        int in = (int) piece.recordIn();
        int out = (int) piece.recordOut();
        assertThat(melts.subList(in, out)).isEqualTo(ours.subList(in, out));
      }
    }
  }

  @Test
  void fadesBeginAndEndInBlack() throws Exception {
    PlannedMontage plan =
        montage.plan(request("30", Transition.FADE), TestBeats.bpm(120_000).sectionsOf(1));
    EditDecisionList list = montage.list(plan);
    int fade = (int) list.getFadeFrames();
    int last = (int) list.getFrames() - 1;

    List<Integer> lightest = lightest(render(plan, MediaPaths.Style.ABSOLUTE));

    assertThat(lightest).hasSize(last + 1);
    assertThat(List.of(lightest.get(0), lightest.get(last))).allMatch(luma -> luma < 24);
    assertThat(lightest.get(fade)).isGreaterThan(180);
    assertThat(lightest.get(last - fade)).isGreaterThan(180);
    for (int i = 1; i < list.getEvents().size(); i++) {
      if (list.getEvents().get(i).getTransition() == Transition.FADE) {
        int cut = (int) list.getEvents().get(i).getRecordIn();
        assertThat(List.of(lightest.get(cut - 1), lightest.get(cut))).allMatch(luma -> luma < 24);
      }
    }
  }

  @Test
  void projectWithRelativePathsIsRenderedFromItsOwnFolder() throws Exception {
    PlannedMontage plan = montage.plan(request("25", Transition.CUT), TestBeats.bpm(113_000));

    List<NumberedFrame> found = rendered(plan, MediaPaths.Style.RELATIVE);

    assertThat(found).isEqualTo(film(plan));
  }

  private MontageRequest request(String rate, Transition transition) throws Exception {
    return TestRequest.montage("film", List.of())
        .setMusic(TestClip.numbered(0, 180).withSound().in(folder, "music.mp4").toString())
        .setCanvas("320x180")
        .setFps(rate)
        .setTemplate(
            EditTemplate.newBuilder(TestRequest.every(1))
                .setOpening(transition == Transition.FADE ? transition : Transition.CUT)
                .setEnding(transition == Transition.FADE ? transition : Transition.CUT)
                .setAtSections(transition)
                .setRestartAtSections(true)
                .setFadeMillis(200)
                .build())
        .build();
  }

  private List<NumberedFrame> film(PlannedMontage plan) throws Exception {
    List<NumberedFrame> frames = new ArrayList<>();
    for (SegmentOutcome piece : montage.cut(plan)) {
      Path segment = context.store().find(ContentKey.parse(piece.getSegmentKey())).orElseThrow();
      frames.addAll(NumberedFrames.of(ffmpeg, segment));
    }
    return frames;
  }

  private List<NumberedFrame> rendered(PlannedMontage plan, MediaPaths.Style paths)
      throws Exception {
    return NumberedFrames.of(ffmpeg, render(plan, paths));
  }

  private Path render(PlannedMontage plan, MediaPaths.Style paths) throws Exception {
    Map<String, MediaFacts> clips = new HashMap<>();
    for (AnalyzedClip clip : montage.clips()) {
      ClipAnalysis analysis = clip.analysis();
      clips.put(
          clip.uri(),
          new MediaFacts(
              RationalTime.ofTicks(
                  analysis.getEndPts() - analysis.getFirstPts(),
                  analysis.getTimebase().getNum(),
                  analysis.getTimebase().getDen()),
              FrameRate.of(analysis.getVideo().getAverageRate())));
    }
    Handoff handoff =
        new Handoff(
            "film",
            montage.list(plan),
            TestBeats.bpm(120_000).lasting(6),
            ImmutableMap.copyOf(clips),
            paths.from(folder));
    Path project = folder.resolve("film.mlt");
    Files.writeString(project, InterchangeFormat.MLT.write(handoff));
    Path output = folder.resolve("melt.mkv");
    run(project, output);
    return output;
  }

  private void run(Path project, Path output) throws Exception {
    for (int tried = 1; ; tried++) {
      try {
        melt.text(
            DEADLINE,
            List.of(
                project.toString(),
                "-silent",
                "-consumer",
                "avformat:" + output,
                "vcodec=ffv1",
                "pix_fmt=yuv420p",
                "an=1",
                "real_time=0"));
        return;
      } catch (IOException e) {
        if (tried == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Of each frame the lightest pixel of the middle line. */
  private List<Integer> lightest(Path film) throws Exception {
    List<Integer> lightest = new ArrayList<>();
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(film)
            .option("-fps_mode", "passthrough")
            .option("-vf", "scale=16:2:flags=area,format=gray")
            .outputToPipe("rawvideo"),
        stdout -> {
          byte[] grey = new byte[32];
          while (stdout.readNBytes(grey, 0, grey.length) == grey.length) {
            int most = 0;
            for (byte pixel : grey) {
              most = Math.max(most, pixel & 0xff);
            }
            lightest.add(most);
          }
        });
    return lightest;
  }
}
