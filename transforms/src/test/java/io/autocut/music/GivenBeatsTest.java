package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenBeatsTest {
  private static final double END = 100;

  @Test
  void placesOfTheFileAreKept() throws Exception {
    assertThat(places("1\t2\n2\t3\n3\t1\n4\t2\n5\t3\n6\t1\n", Optional.empty()))
        .containsExactly(2, 3, 1, 2, 3, 1);
  }

  @Test
  void metreIsWhatLiesBetweenDownbeats() throws Exception {
    assertThat(beats("1\t1\n2\n3\n4\t1\n5\n6\n7\t1\n", Optional.empty()).beatsPerBar())
        .isEqualTo(3);
  }

  @Test
  void beatsWithoutPlaceCountOnFromThoseWithOne() throws Exception {
    assertThat(places("0\n1\n2\t1\n3\n4\n5\t1\n6\n", Optional.empty()))
        .containsExactly(2, 3, 1, 2, 3, 1, 2);
  }

  @Test
  void fileWithoutPlacesBeginsOnADownbeatOfFourWhenNothingWasDetected() throws Exception {
    assertThat(places("0\n1\n2\n3\n4\n", Optional.empty())).containsExactly(1, 2, 3, 4, 1);
  }

  @Test
  void fileWithoutPlacesHasItsDownbeatsWhereTheyWereDetected() throws Exception {
    TrackedBeats detected = waltz(0.1, 1.1, 2.1, 3.1, 4.1, 5.1, 6.1, 7.1);

    assertThat(places("1\n2\n3\n4\n5\n6\n", Optional.of(detected)))
        .containsExactly(2, 3, 1, 2, 3, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|my.beats: holds one beat; at least two beats are needed",
        "# none|my.beats: holds no beat; at least two beats are needed",
        "1;NaN|my.beats line 2: expected seconds, a tab and the beat in the bar, for example '12.500000<TAB>1', but found 'NaN'",
        "1;-1|my.beats line 2: expected seconds, a tab and the beat in the bar, for example '12.500000<TAB>1', but found '-1'",
        "1;1e9|my.beats line 2: expected seconds, a tab and the beat in the bar, for example '12.500000<TAB>1', but found '1e9'",
        "2;1|my.beats line 2: beat at 1.000000 s does not come after the one before",
        "1;1.01|my.beats line 2: beat at 1.010000 s comes less than 20 ms after the one before",
        "# a;1;99.9;100|my.beats line 4: beat at 100.000000 s lies beyond the end of the music, which lasts 100.000 s",
        "1;999999999|my.beats line 2: beat at 999999999.000000 s lies beyond the end of the music, which lasts 100.000 s"
      })
  void whatCannotBeTheBeatsOfThisMusicIsRefusedWithItsLine(String lines, String message) {
    assertThatThrownBy(() -> beats(lines.replace(';', '\n'), Optional.empty()))
        .isInstanceOf(UnusableMusicException.class)
        .hasMessage(message);
  }

  private static List<Integer> places(String text, Optional<TrackedBeats> detected)
      throws UnusableMusicException {
    return beats(text, detected).places().asList();
  }

  private static TrackedBeats beats(String text, Optional<TrackedBeats> detected)
      throws UnusableMusicException {
    return GivenBeats.parse(text, "my.beats").over(END, detected);
  }

  private static TrackedBeats waltz(double... seconds) {
    int[] places = new int[seconds.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i % 3 + 1;
    }
    return new TrackedBeats(
        ImmutableDoubleArray.copyOf(seconds),
        ImmutableIntArray.copyOf(places),
        3,
        1,
        1,
        1,
        ImmutableList.of());
  }
}
