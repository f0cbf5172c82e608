package io.autocut.runners.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.ProgramProcess;
import io.autocut.media.SegmentEncoding;
import io.autocut.time.RationalTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others are given to make the film from. */
final class ContenderTest {
  private static final String PICTURE =
      "fps=30000/1001,scale=640:360:force_original_aspect_ratio=decrease,pad=640:360:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p";

  private final FilmCuts film = TestFilm.ofTwo();
  private final String encoding = ShellScript.command(SegmentEncoding.options(film.profile()));

  @TempDir Path folder;

  @Test
  void scriptCutsBySingleThreadsWithOurEncoding() {
    assertThat(ScriptedCuts.ofTheSame(TestFilm.FFMPEG, 3).script(film).text())
        .isEqualTo(
            """
            #!/usr/bin/env bash
            # Makes a film by hand: each line of four in cuts.txt is a cut (in, frames, clip, to).
            set -euo pipefail
            cd "$(dirname "$0")"
            export FFMPEG='/opt/it'\\''s/ffmpeg'
            cut() {
              exec "$FFMPEG" -nostdin -v error -y -threads 1 -filter_threads 1 \\
                -ss "$1" -i "$3" -map 0:v:0 -an -sn -dn \\
                -vf '%s' \\
                -frames:v "$2" \\
                %s \\
                "$4"
            }
            export -f cut
            xargs -d '\\n' -n 4 -P 3 bash -c 'cut "$@"' cut <cuts.txt
            "$FFMPEG" -nostdin -v error -y -f concat -safe 0 -i segments.txt -ss 1.000000 -t 4.000000 -i '/music/a song.mp3' -map 0:v:0 -map 1:a:0 -c:v copy -c:a aac -b:a 192k -movflags +faststart film.mp4
            """
                .formatted(PICTURE, encoding));
    assertThat(encoding).contains("-threads:v 1");
  }

  @Test
  void cutsOfTheScriptBeginNoHairBeforeTheirKeyframes() throws Exception {
    Path script = ScriptedCuts.ofTheSame(TestFilm.FFMPEG, 3).prepare(film, folder);

    assertThat(script).isExecutable();
    assertThat(folder.resolve("cuts.txt"))
        .hasContent(
            "1.334667\n12\n/clips/a b.mov\nsegments/0000.mp4\n"
                + "2.000000\n40\n/clips/c<d>&e.mp4\nsegments/0001.mp4\n");
    assertThat(folder.resolve("segments.txt"))
        .hasContent("ffconcat version 1.0\nfile segments/0000.mp4\nfile segments/0001.mp4\n");
    assertThat(TestFilm.cut("/a", RationalTime.of(1, 3), 1).seekSeconds()).isEqualTo("0.333334");
  }

  @Test
  void oneProcessOpensEachCutAndLeavesThreadsToTheEncoder() {
    String text = new OneProcess(TestFilm.FFMPEG).script(film).text();

    assertThat(text)
        .contains("  -ss 1.334667 -t 0.433767 -i '/clips/a b.mov' \\\n")
        .contains("  -ss 1.000000 -t 4.000000 -i '/music/a song.mp3' \\\n")
        .contains(
            "'[0:v:0]"
                + PICTURE
                + ",trim=end_frame=12,setpts=PTS-STARTPTS[v0];[1:v:0]"
                + PICTURE
                + ",trim=end_frame=40,setpts=PTS-STARTPTS[v1];[v0][v1]concat=n=2:v=1:a=0[film]'")
        .contains("-map '[film]' -map 2:a:0")
        .doesNotContain("-threads")
        .contains(encoding.replace("-threads:v 1 ", ""));
  }

  @Test
  void oneProcessIsNotTriedWhereItsMemoryWouldNotDo() {
    FilmCuts.Cut[] cuts = new FilmCuts.Cut[21];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = TestFilm.cut("/clips/" + i, RationalTime.ZERO, 10);
    }

    assertThat(new OneProcess(TestFilm.FFMPEG).obstacle(film)).isEmpty();
    assertThat(new OneProcess(TestFilm.FFMPEG).obstacle(TestFilm.of(cuts)))
        .contains("not tried above 20 clips: all its 21 inputs are open at once");
  }

  @Test
  void projectOfMeltCountsFramesOfTheFilm() {
    MeltProject melt = new MeltProject(Optional.of(ProgramProcess.at(Path.of("/bin/true"))), 3);

    assertThat(melt.project(film))
        .contains("width=\"640\" height=\"360\"")
        .contains("frame_rate_num=\"30000\" frame_rate_den=\"1001\"")
        .contains("<property name=\"resource\">/clips/c&lt;d&gt;&amp;e.mp4</property>")
        .contains(
            "<entry producer=\"clip0\" in=\"40\" out=\"51\"/>\n"
                + "<entry producer=\"clip1\" in=\"60\" out=\"99\"/>\n")
        .contains("<entry producer=\"music\" in=\"30\" out=\"81\"/>\n");
    assertThat(melt.script(film).text())
        .contains("/bin/true -silent film.mlt -consumer avformat:film.mp4 real_time=-3 ")
        .contains(" g=60 ");
    assertThat(melt.obstacle(film)).isEmpty();
    assertThat(new MeltProject(Optional.empty(), 3).obstacle(film))
        .contains("melt is not installed");
  }

  @Test
  void floorDecodesTheRangesAndNothingBeside() {
    assertThat(Floor.ranges(film))
        .isEqualTo(
            "1.334667\n0.400400\n/clips/a b.mov\n" + "2.000000\n1.334667\n/clips/c<d>&e.mp4\n");
    assertThat(new Floor(TestFilm.FFMPEG, 3).decoding().text())
        .contains("-threads 1 -ss \"$1\" -t \"$2\" -i \"$3\"")
        .contains("-f null -");
  }

  @Test
  void clipWithALineBreakInItsNameIsRefused() throws Exception {
    FilmCuts odd = TestFilm.of(TestFilm.cut("/clips/a\nb", RationalTime.ZERO, 10));

    assertThat(ScriptedCuts.ofTheSame(TestFilm.FFMPEG, 3).obstacle(odd))
        .contains("a clip has a line break in its name: /clips/a\nb");
    assertThat(Files.list(folder)).isEmpty();
  }
}
