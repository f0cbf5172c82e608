package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Holds the rules of the format as Apple describes them; its DTD is not ours to copy. Read by the
 * JDK's own parser.
 */
class FcpxmlWriterTest {
  /** In the order in which the format wants the parts of a clip. */
  private static final List<String> ORDER =
      List.of(
          "note",
          "conform-rate",
          "adjust-conform",
          "adjust-blend",
          "adjust-volume",
          "asset-clip",
          "marker",
          "chapter-marker");

  private final TestHandoff film =
      TestHandoff.at("30000/1001")
          .fading(11)
          .musicFrom(1001, 700)
          .countingFrom(3600)
          .shot("/m/a & \"b\".mov", "7/3", 50, Transition.FADE)
          .shot("/m/ü.mov", "1001/300", 25, Transition.DISSOLVE)
          .shot("/m/c.mov", "4/1", 30)
          .ending(Transition.FADE);

  @ParameterizedTest
  @ValueSource(strings = {"offset", "duration", "start"})
  void timesOfTheTimelineAreWholeFrames(String attribute) throws Exception {
    for (Element clip : all(parse(film), "asset-clip", "transition", "marker", "chapter-marker")) {
      if (clip.hasAttribute(attribute)) {
        RationalTime time = time(clip.getAttribute(attribute));
        FrameRate rate = FrameRate.of(30_000, 1001);
        assertThat(rate.timeOf(rate.frameAt(time)))
            .as(clip.getTagName() + " " + attribute)
            .isEqualTo(time);
      }
    }
  }

  @Test
  void clipsFollowEachOtherAndFillTheSequence() throws Exception {
    Document document = parse(film);
    RationalTime end = RationalTime.ZERO;
    for (Element clip : children(all(document, "spine").get(0))) {
      if (clip.getTagName().equals("asset-clip")) {
        assertThat(time(clip.getAttribute("offset"))).isEqualTo(end);
        end = end.plus(time(clip.getAttribute("duration")));
      }
    }
    assertThat(time(all(document, "sequence").get(0).getAttribute("duration"))).isEqualTo(end);
  }

  @Test
  void dissolveLiesAroundTheCut() throws Exception {
    Element transition = all(parse(film), "transition").get(0);

    assertThat(time(transition.getAttribute("offset")))
        .isEqualTo(FrameRate.of(30_000, 1001).timeOf(45));
    assertThat(time(transition.getAttribute("duration")))
        .isEqualTo(FrameRate.of(30_000, 1001).timeOf(11));
  }

  @Test
  void everyReferenceHasItsResourceAndEveryIdIsItsOwn() throws Exception {
    Document document = parse(film);
    Set<String> ids = new HashSet<>();
    for (Element resource : all(document, "asset", "format")) {
      assertThat(ids.add(resource.getAttribute("id"))).isTrue();
    }
    for (Element user : all(document, "asset-clip", "sequence", "asset")) {
      for (String reference : List.of("ref", "format")) {
        if (user.hasAttribute(reference)) {
          assertThat(ids).contains(user.getAttribute(reference));
        }
      }
    }
  }

  @Test
  void partsOfAClipStandInTheOrderOfTheFormat() throws Exception {
    for (Element clip : all(parse(film), "asset-clip")) {
      List<Integer> places =
          children(clip).stream().map(child -> rank(child.getTagName())).toList();
      assertThat(places).doesNotContain(-1).isSorted();
    }
  }

  @Test
  void rangesLieWithinTheirMedia() throws Exception {
    Document document = parse(film);
    for (Element clip : all(document, "asset-clip")) {
      Element asset =
          all(document, "asset").stream()
              .filter(one -> one.getAttribute("id").equals(clip.getAttribute("ref")))
              .findFirst()
              .orElseThrow();
      RationalTime begin = time(asset.getAttribute("start"));
      RationalTime in = time(clip.getAttribute("start"));
      assertThat(in).isGreaterThanOrEqualTo(begin);
      assertThat(in.plus(time(clip.getAttribute("duration"))))
          .isLessThanOrEqualTo(begin.plus(time(asset.getAttribute("duration"))));
    }
  }

  @Test
  void musicHangsOnTheFirstClipAndLastsAsLongAsTheFilm() throws Exception {
    Document document = parse(film);
    Element first = all(document, "asset-clip").get(0);
    Element music = all(document, "asset-clip").get(1);

    assertThat(music.getParentNode()).isSameAs(first);
    assertThat(music.getAttribute("lane")).isEqualTo("-1");
    assertThat(music.getAttribute("offset")).isEqualTo(first.getAttribute("start"));
    assertThat(music.getAttribute("duration"))
        .isEqualTo(all(document, "sequence").get(0).getAttribute("duration"));
  }

  @Test
  void beatsAndSectionsAreMarked() throws Exception {
    Document document = parse(film);

    assertThat(all(document, "marker"))
        .extracting(one -> one.getAttribute("value"))
        .contains("Beat 2", "Beat 3");
    assertThat(all(document, "chapter-marker"))
        .extracting(one -> one.getAttribute("value"))
        .contains("Section A");
  }

  @Test
  void placesAreEscapedUrls() throws Exception {
    assertThat(all(parse(film), "media-rep"))
        .extracting(one -> one.getAttribute("src"))
        .containsExactly(
            "file:///m/a%20&%20%22b%22.mov",
            "file:///m/%C3%BC.mov", "file:///m/c.mov", "file:///m/song%20&%20dance.mp3");
  }

  private static int rank(String name) {
    return ORDER.indexOf(name.equals("chapter-marker") ? "marker" : name);
  }

  private static Document parse(TestHandoff film) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    String text = HandoffFormat.FCPXML.write(film.build());
    return builder.parse(new InputSource(new StringReader(text)));
  }

  private static List<Element> all(Document document, String... names) {
    List<Element> found = new ArrayList<>();
    for (String name : names) {
      NodeList nodes = document.getElementsByTagName(name);
      for (int i = 0; i < nodes.getLength(); i++) {
        found.add((Element) nodes.item(i));
      }
    }
    return found;
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    NodeList nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  private static RationalTime time(String text) {
    assertThat(text).matches("\\d+(/\\d+)?s");
    String[] parts = text.substring(0, text.length() - 1).split("/");
    return RationalTime.of(
        Long.parseLong(parts[0]), parts.length == 1 ? 1 : Long.parseLong(parts[1]));
  }
}
