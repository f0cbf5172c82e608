package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autocut.schemas.Transition;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdlWriterTest {
  @Test
  void cutsHaveTheirRangesInTheFilmsTimeCodeOutExclusive() throws Exception {
    assertThat(edits(TestHandoff.at("25").shot("/m/a.mov", "2/1", 50).shot("/m/b.mov", "1/25", 25)))
        .containsExactly(
            "001  A        V     C        00:00:02:00 00:00:04:00 01:00:00:00 01:00:02:00",
            "002  B        V     C        00:00:00:01 00:00:01:01 01:00:02:00 01:00:03:00",
            "003  SONGDANC AA    C        00:00:00:00 00:00:03:00 01:00:00:00 01:00:03:00");
  }

  @Test
  void dissolveLiesAroundTheCut() throws Exception {
    assertThat(
            edits(
                TestHandoff.at("25")
                    .fading(11)
                    .shot("/m/a.mov", "2/1", 50)
                    .shot("/m/b.mov", "4/1", 25, Transition.DISSOLVE)))
        .startsWith(
            "001  A        V     C        00:00:02:00 00:00:03:20 01:00:00:00 01:00:01:20",
            "002  A        V     C        00:00:03:20 00:00:03:20 01:00:01:20 01:00:01:20",
            "002  B        V     D    011 00:00:03:20 00:00:05:00 01:00:01:20 01:00:03:00");
  }

  @Test
  void fadesAreDissolvesFromAndToBlack() throws Exception {
    assertThat(
            edits(
                TestHandoff.at("25")
                    .fading(10)
                    .shot("/m/a.mov", "2/1", 50, Transition.FADE)
                    .ending(Transition.FADE)))
        .startsWith(
            "001  BL       V     C        00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00",
            "001  A        V     D    010 00:00:02:00 00:00:03:15 01:00:00:00 01:00:01:15",
            "002  A        V     C        00:00:03:15 00:00:03:15 01:00:01:15 01:00:01:15",
            "002  BL       V     D    010 00:00:00:00 00:00:00:10 01:00:01:15 01:00:02:00");
  }

  @Test
  void rateSaysWhetherNumbersAreDropped() throws Exception {
    assertThat(text(TestHandoff.at("30000/1001").shot("/m/a.mov", "2/1", 50)))
        .contains("FCM: DROP FRAME\r\n", " 01:00:00;00 01:00:01;20\r\n");
    assertThat(text(TestHandoff.at("24000/1001").shot("/m/a.mov", "2/1", 50)))
        .contains("FCM: NON-DROP FRAME\r\n");
  }

  @Test
  void clipsAreNamedInFullBesideReelsOfEightCharacters() throws Exception {
    assertThat(
            text(
                TestHandoff.at("25")
                    .shot("/m/holiday-one.mov", "2/1", 50)
                    .shot("/m/holiday-other.mov", "2/1", 50)
                    .shot("/m/bl.mov", "2/1", 50)))
        .contains(
            "001  HOLIDAYO ",
            "002  HOLIDAY2 ",
            "003  BL2      ",
            "* FROM CLIP NAME: holiday-other.mov\r\n",
            "* SOURCE FILE: /m/holiday-other.mov\r\n");
  }

  @Test
  void sourceCountsInTheTimeCodeOfItsClip() throws Exception {
    assertThat(edits(TestHandoff.at("25").countingFrom(7200).shot("/m/a.mov", "2/1", 50)))
        .first()
        .asString()
        .contains(" 02:00:02:00 02:00:04:00 ");
  }

  @Test
  void filmOfMoreEventsThanAListHasIsRefused() {
    TestHandoff longest = TestHandoff.at("25");
    for (int i = 0; i < 999; i++) {
      longest.shot("/m/a.mov", "2/1", 5);
    }

    assertThatExceptionOfType(HandoffException.class)
        .isThrownBy(() -> text(longest))
        .withMessage("an EDL has at most 999 events, and the film needs 1000: export OTIO instead");
  }

  private static List<String> edits(TestHandoff handoff) throws HandoffException {
    return text(handoff).lines().filter(line -> line.matches("\\d{3} .*")).toList();
  }

  private static String text(TestHandoff handoff) throws HandoffException {
    return HandoffFormat.EDL.write(handoff.build());
  }
}
