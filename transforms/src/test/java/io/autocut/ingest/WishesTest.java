package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autocut.ingest.WishSpec.Kind;
import io.autocut.ingest.WishSpec.OfClip;
import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.ClipPlace;
import io.autocut.schemas.ClipWish;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.RepeatPolicy;
import io.autocut.schemas.SourceRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of clips, as it stands in a request: {@code day/a.mp4, day/b.mp4, c=1.mp4}. */
final class WishesTest {
  private static final WishSpec NOTHING = WishSpec.unsaid();

  @TempDir Path temp;
  private MontageRequests requests;

  @BeforeEach
  void makeFolder() throws Exception {
    Files.createDirectory(temp.resolve("day"));
    for (String name : List.of("day/a.mp4", "day/b.mp4", "c=1.mp4", "song.mp3")) {
      Files.writeString(temp.resolve(name), name);
    }
    requests = MontageRequests.relativeTo(temp, AllowedPaths.everyLocalPath(), List.of(".mp4"));
  }

  private MontageRequest request(WishSpec wishes) throws IngestException {
    return requests.fromClips(
        List.of("c=1.mp4", "day"),
        "song.mp3",
        "film.mp4",
        MontageStyle.standard().withWishes(wishes));
  }

  private MontageWishes wished(OfClip... clips) throws IngestException {
    return request(of(Arrays.asList(clips))).getWishes();
  }

  private static WishSpec of(List<OfClip> clips) {
    return new WishSpec(clips, "", "", 0, 0, 0);
  }

  private static OfClip said(Kind kind, String path, String value) {
    return new OfClip(kind, path, value);
  }

  /** As "RANGE day/a.mp4 1-2; WEIGHT day 3". */
  private static List<OfClip> said(String text) {
    return Arrays.stream(text.split("; "))
        .map(one -> one.split(" ", -1))
        .map(words -> said(Kind.valueOf(words[0]), words[1], words.length < 3 ? "" : words[2]))
        .toList();
  }

  private String uri(String name) {
    return temp.resolve(name).toString();
  }

  private ClipWish.Builder wish(String name) {
    return ClipWish.newBuilder().setClip(uri(name));
  }

  @Test
  void nothingSaidIsNoWish() throws Exception {
    assertThat(request(NOTHING).getWishes()).isNull();
    assertThat(request(new WishSpec(List.of(), "free", "least-recent", 0, 0, 0)).getWishes())
        .isNull();
  }

  @Test
  void whatIsSaidOfOneClipIsOneWish() throws Exception {
    assertThat(
            wished(
                    said(Kind.WEIGHT, "c=1.mp4", "2.5"),
                    said(Kind.AT_LEAST, "c=1.mp4", "2"),
                    said(Kind.AT_MOST, "./c=1.mp4", "3"),
                    said(Kind.INCLUDE, "c=1.mp4", ""),
                    said(Kind.START, "c=1.mp4", ""))
                .getClips())
        .containsExactly(
            wish("c=1.mp4")
                .setMustInclude(true)
                .setWeightPermille(2500)
                .setAtLeast(2)
                .setAtMost(3)
                .setPlace(ClipPlace.START)
                .build());
  }

  @Test
  void rangesAreExactInOrderAndMeetingOnesAreOne() throws Exception {
    assertThat(
            wished(
                    said(Kind.RANGE, "c=1.mp4", "1:00-"),
                    said(Kind.RANGE, "c=1.mp4", "1.1-2"),
                    said(Kind.RANGE, "c=1.mp4", "5-6.5"),
                    said(Kind.RANGE, "c=1.mp4", "2-3"),
                    said(Kind.RANGE, "c=1.mp4", "70-80"))
                .getClips()
                .get(0)
                .getRanges())
        .containsExactly(
            new SourceRange(new ExactSeconds(11L, 10L), new ExactSeconds(3L, 1L)),
            new SourceRange(new ExactSeconds(5L, 1L), new ExactSeconds(13L, 2L)),
            new SourceRange(new ExactSeconds(60L, 1L), null));
  }

  @Test
  void whatIsSaidOfAFolderIsSaidOfEachClipInIt() throws Exception {
    assertThat(wished(said(Kind.INCLUDE, "day", "")).getClips())
        .containsExactly(
            wish("day/a.mp4").setMustInclude(true).build(),
            wish("day/b.mp4").setMustInclude(true).build());
  }

  @Test
  void whatIsSaidOfAClipCountsBeforeWhatIsSaidOfItsFolder() throws Exception {
    List<OfClip> words =
        said("WEIGHT day 2; EXCLUDE day/a.mp4; WEIGHT day/b.mp4 3; INCLUDE day; AT_LEAST day 2");
    List<ClipWish> wishes =
        List.of(
            wish("day/a.mp4").setExclude(true).build(),
            wish("day/b.mp4").setMustInclude(true).setWeightPermille(3000).setAtLeast(2).build());

    List<OfClip> backwards = new ArrayList<>(words);
    Collections.reverse(backwards);

    assertThat(request(of(words)).getWishes().getClips()).isEqualTo(wishes);
    assertThat(request(of(backwards)).getWishes().getClips()).isEqualTo(wishes);
  }

  @Test
  void limitOfEachClipGivesWayToItsOwn() throws Exception {
    assertThat(
            wished(said(Kind.AT_MOST, "day/b.mp4", "5"), said(Kind.AT_MOST_EACH, "", "1"))
                .getClips())
        .extracting(ClipWish::getAtMost)
        .containsExactly(1, 1, 5);
  }

  @Test
  void wishThatSaysTheOrdinaryIsNone() throws Exception {
    assertThat(wished(said(Kind.WEIGHT, "day", "1"))).isNull();
  }

  @Test
  void givenOrderIsThatOfTheNamesAndClipsStaySorted() throws Exception {
    MontageRequest request =
        requests.fromClips(
            List.of("day/b.mp4", "c=1.mp4", "day"),
            "song.mp3",
            "film.mp4",
            MontageStyle.standard().withWishes(new WishSpec(List.of(), "as-given", "", 0, 0, 0)));

    assertThat(request.getWishes().getOrder()).isEqualTo(ClipOrder.AS_GIVEN);
    assertThat(request.getWishes().getGivenOrder())
        .containsExactly(uri("day/b.mp4"), uri("c=1.mp4"), uri("day/a.mp4"));
    assertThat(request.getClips())
        .containsExactly(uri("c=1.mp4"), uri("day/a.mp4"), uri("day/b.mp4"));
  }

  @Test
  void shapeOfTheFilmIsWished() throws Exception {
    assertThat(
            request(new WishSpec(List.of(), "chronological", "never", 90_000, 300, 2000))
                .getWishes())
        .isEqualTo(
            MontageWishes.newBuilder()
                .setOrder(ClipOrder.CHRONOLOGICAL)
                .setRepeat(RepeatPolicy.NEVER)
                .setDurationMillis(90_000)
                .setMinShotMillis(300)
                .setMaxShotMillis(2000)
                .build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INCLUDE day/a.mp4; EXCLUDE day/a.mp4|\"a.mp4\" is to be included and excluded",
        "WEIGHT day 2; WEIGHT day 3|\"a.mp4\" is to be given weight 2 and given weight 3",
        "START c=1.mp4; END c=1.mp4|\"c=1.mp4\" is to be at the start and at the end",
        "EXCLUDE day/a.mp4; START day/a.mp4|\"a.mp4\" is to be excluded and at the start",
        "EXCLUDE day; RANGE day/a.mp4 1-2|\"a.mp4\" is to be excluded and shown from 1-2",
        "AT_LEAST day 3; AT_MOST day/b.mp4 2|\"b.mp4\" is to be shown at least 3 and at most 2 times",
        "INCLUDE day/a.mp4; AT_MOST_EACH '' 0|\"a.mp4\" is to be shown at least 1 and at most 0 times",
        "EXCLUDE day; EXCLUDE c=1.mp4|every clip is to be excluded",
        "WEIGHT day 10.001|the weight of \"a.mp4\" must lie between 0 and 10 with at most three decimals: \"10.001\"",
        "WEIGHT day -1|the weight of \"a.mp4\" must lie between 0 and 10 with at most three decimals: \"-1\"",
        "AT_LEAST day 1.5|how often \"a.mp4\" is shown at least must be an integer from 0 to 10000: \"1.5\"",
        "AT_MOST day 10001|how often \"a.mp4\" is shown at most must be an integer from 0 to 10000: \"10001\"",
        "RANGE day/a.mp4 4-4|a range of \"a.mp4\" ends before it begins: \"4-4\"",
        "RANGE day/a.mp4 2-3-4|a range of \"a.mp4\" must be IN-OUT, in seconds or m:ss, for example 1.5-4: \"2-3-4\"",
        "RANGE day/a.mp4 x-4|a range of \"a.mp4\": neither seconds, for example 12.5, nor m:ss, for example 1:30: \"x\"",
        "INCLUDE day/A.mov|DIR/day/A.mov\" is not among the clips. Did you mean \"DIR/day/a.mp4\" or \"DIR/day/b.mp4\"?",
        "EXCLUDE elsewhere|DIR/elsewhere\" is not among the clips.",
        "EXCLUDE da|DIR/da\" is not among the clips. Did you mean \"DIR/day/a.mp4\" or \"DIR/day/b.mp4\"?",
        "EXCLUDE http://h/x.mp4|a wish: \"http://h/x.mp4\": scheme http: is not allowed. Allowed are local paths, file:.",
      })
  void whatContradictsItselfOrMakesNoSenseIsRefused(String words, String message) {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> request(of(said(words.replace("''", "")))))
        .withMessageEndingWith(message.replace("DIR", temp.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "random||0|0|0|\"order\" must be free, chronological or as-given, not \"random\"",
        "|always|0|0|0|\"repeat\" must be least-recent or never, not \"always\"",
        "||999|0|0|\"durationMillis\": a film may last from one second to 24 hours, not 999 ms",
        "||0|-1|0|\"minShotMillis\": a shot may last from one millisecond to an hour, not -1 ms",
        "||0|900|800|\"minShotMillis\" is longer than \"maxShotMillis\": 900 > 800 ms",
        "||0|9000|0|\"minShotMillis\" is longer than the longest shot of template dynamic, 9000 > 8000 ms: give \"maxShotMillis\" too",
        "||0|0|100|\"maxShotMillis\" is shorter than the shortest shot of template dynamic, 100 < 450 ms: give \"minShotMillis\" too",
      })
  void oddShapeIsRefused(
      String order, String repeat, long duration, long min, long max, String message) {
    WishSpec wishes =
        new WishSpec(
            List.of(),
            order == null ? "" : order,
            repeat == null ? "" : repeat,
            duration,
            min,
            max);

    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> request(wishes))
        .withMessage(message);
  }
}
