package io.autocut.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.Failures;
import io.autocut.schemas.ClipChange;
import io.autocut.schemas.Failure;
import io.autocut.schemas.KnownClip;
import io.autocut.schemas.ListedClip;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionComparisonTest {
  private static final Failure EMPTY =
      Failures.of("analysis", "", "/a/x.mov", "EMPTY_FILE", "x.mov: is empty (0 bytes)");

  @Test
  void clipOfTheSameBytesAndTimeIsUnchanged() {
    PartitionComparison comparison = comparison(listed("/a/x.mov", 10, 1000));

    comparison.known(known("/a/x.mov", 10, 1000).build());

    assertThat(comparison.looked()).isEmpty();
    assertThat(comparison.changes().getUnchanged()).isOne();
  }

  @Test
  void clipThatTheCatalogueDoesNotKnowIsNew() {
    PartitionComparison comparison = comparison(listed("/a/x.mov", 10, 1000));

    assertThat(comparison.looked())
        .singleElement()
        .satisfies(clip -> assertThat(clip.getChange()).isEqualTo(ClipChange.NEW));
  }

  @Test
  void clipOfOtherBytesOrTimeOrAnotherAnalyzerIsChanged() {
    PartitionComparison comparison =
        comparison(
            listed("/a/x.mov", 10, 1000), listed("/a/y.mov", 10, 1000), listed("/a/z.mov", 1, 1));

    comparison.known(known("/a/x.mov", 11, 1000).build());
    comparison.known(known("/a/y.mov", 10, 1001).build());
    comparison.known(known("/a/z.mov", 1, 1).setAnalysisKey("analysis-of-old").build());

    assertThat(comparison.looked())
        .hasSize(3)
        .allSatisfy(clip -> assertThat(clip.getChange()).isEqualTo(ClipChange.CHANGED));
  }

  @Test
  void clipThatIsNoLongerListedIsGone() {
    PartitionComparison comparison = comparison();

    comparison.known(known("/a/x.mov", 10, 1000).build());

    assertThat(comparison.gone()).containsExactly("/a/x.mov");
    assertThat(comparison.changes().getGone()).isOne();
  }

  @Test
  void clipOfAPlaceThatWasNotListedStays() {
    PartitionComparison comparison = comparison();

    comparison.known(known("/b/x.mov", 10, 1000).build());

    assertThat(comparison.gone()).isEmpty();
    assertThat(comparison.changes().getUnchanged()).isOne();
  }

  @Test
  void clipThatCanNeverBeUsedIsNotLookedAtAgain() {
    PartitionComparison comparison = comparison(listed("/a/x.mov", 0, 1000));

    comparison.known(known("/a/x.mov", 0, 1000).setFailure(EMPTY).build());

    assertThat(comparison.looked()).isEmpty();
    assertThat(comparison.changes().getUnusable()).isOne();
    assertThat(comparison.changes().getFailures()).containsExactly(EMPTY);
  }

  @Test
  void clipThatCouldNotBeReadIsTriedAgain() {
    PartitionComparison comparison =
        comparison(listed("/a/x.mov", 10, 1000), listed("/a/y.mov", 10, 1000));

    comparison.known(known("/a/x.mov", 10, 1000).setFingerprint("").setFailure(EMPTY).build());
    Failure passing = Failure.newBuilder(EMPTY).setRetryable(true).build();
    comparison.known(known("/a/y.mov", 10, 1000).setFailure(passing).build());

    assertThat(comparison.looked())
        .hasSize(2)
        .allSatisfy(clip -> assertThat(clip.getChange()).isEqualTo(ClipChange.RETRIED));
  }

  private static PartitionComparison comparison(ListedClip... listed) {
    return new PartitionComparison(
        List.of(listed), uri -> uri.startsWith("/a/"), PartitionComparisonTest::key);
  }

  private static String key(String fingerprint) {
    return "analysis-of-" + fingerprint;
  }

  private static ListedClip listed(String uri, long bytes, long modified) {
    return ListedClip.newBuilder().setUri(uri).setBytes(bytes).setModifiedMillis(modified).build();
  }

  private static KnownClip.Builder known(String uri, long bytes, long modified) {
    return KnownClip.newBuilder()
        .setClipUri(uri)
        .setFingerprint("f")
        .setBytes(bytes)
        .setModifiedMillis(modified)
        .setAnalysisKey(key("f"));
  }
}
