package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentKeyTest {

  @Property
  void sameInputsGiveTheSameKey(@ForAll String name, @ForAll String value) {
    assertThat(segment().with(name, value).build()).isEqualTo(segment().with(name, value).build());
  }

  @Property
  void otherInputsGiveAnotherKey(@ForAll String one, @ForAll String other) {
    assertThat(segment().with("a", one).build().equals(segment().with("a", other).build()))
        .isEqualTo(one.equals(other));
  }

  @Property
  void whereOneInputEndsMatters(@ForAll String one, @ForAll String other) {
    assertThat(segment().with("a", one + "x").with("b", other).build())
        .isNotEqualTo(segment().with("a", one).with("b", "x" + other).build());
  }

  @Test
  void nameAndValueAreKeptApart() {
    assertThat(segment().with("ab", "c").build()).isNotEqualTo(segment().with("a", "bc").build());
  }

  @Test
  void orderAndNumberOfInputsMatter() {
    assertThat(segment().with("a", 1).with("b", 2).build())
        .isNotEqualTo(segment().with("b", 2).with("a", 1).build())
        .isNotEqualTo(segment().with("a", 1).build());
  }

  @Test
  void numberIsHashedAsItsDigits() {
    assertThat(segment().with("frames", 48).build())
        .isEqualTo(segment().with("frames", "48").build());
  }

  @Test
  void lettersBeyondAsciiAreToldApart() {
    assertThat(segment().with("a", "é").build()).isNotEqualTo(segment().with("a", "è").build());
  }

  @Test
  void kindTellsKeysOfTheSameInputsApart() {
    ContentKey key = segment().with("a", 1).build();

    assertThat(key.as(ContentKey.Kind.SEGMENT_RECORD)).isNotEqualTo(key);
    assertThat(key.as(ContentKey.Kind.SEGMENT_RECORD).as(ContentKey.Kind.SEGMENT)).isEqualTo(key);
  }

  @ParameterizedTest
  @EnumSource
  void parsingWhatWasPrintedGivesTheSameKey(ContentKey.Kind kind) {
    ContentKey key = ContentKey.of(kind).with("a", "b").build();

    assertThat(ContentKey.parse(key.toString())).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(ContentKey.parse(key.toString()).kind()).isEqualTo(kind);
  }

  @Test
  void placeInAStoreTellsKindHashAndType() {
    ContentKey key = ContentKey.parse("segment_record-3f07" + "a".repeat(36));

    assertThat(key.relativePath()).isEqualTo("segment_record/3f/3f07" + "a".repeat(36) + ".avro");
  }

  @Test
  void keysStayTheSameFromVersionToVersion() {
    assertThat(segment().with("clip", "0123").with("frames", 48).build())
        .hasToString("segment-6b78c1c0566ff3c1712ebf846368416ad09037f7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "segment",
        "segment-3f",
        "segment-3F07aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "segment-zf07aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "../../etc/passwd-3f07aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      })
  void otherSpellingsAreRefused(String text) {
    assertThatThrownBy(() -> ContentKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a content key: \"" + text + "\"");
  }

  @Test
  void unknownKindIsRefused() {
    String text = "film-" + "0".repeat(40);

    assertThatThrownBy(() -> ContentKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown kind of content: " + text);
  }

  private static ContentKey.Builder segment() {
    return ContentKey.of(ContentKey.Kind.SEGMENT);
  }
}
