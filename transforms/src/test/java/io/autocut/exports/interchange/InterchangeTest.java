package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.autocut.ingest.IngestException;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

class InterchangeTest {
  @TempDir Path folder;

  private final EditDecisionList plan = TestHandoff.plan();

  private String written(InterchangeFormat format) throws UnwritableException {
    return format.write(TestHandoff.of(plan));
  }

  private EditDecisionList back(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    return new EditedFile(file).plan(Optional.of(plan));
  }

  @ParameterizedTest
  @EnumSource(names = {"OTIO", "EDL"})
  void planWithADissolveComesBackAsItWent(InterchangeFormat format) throws Exception {
    assertThat(back("film" + format.ending(), written(format))).isEqualTo(plan);
  }

  @ParameterizedTest
  @EnumSource(names = {"OTIO", "EDL"})
  void planWithRelativePathsComesBackAsItWent(InterchangeFormat format) throws Exception {
    Handoff absolute = TestHandoff.of(plan);
    Handoff relative =
        new Handoff(
            absolute.name(),
            plan,
            absolute.beats(),
            absolute.clips(),
            MediaPaths.Style.RELATIVE.from(folder));

    assertThat(back("film" + format.ending(), format.write(relative))).isEqualTo(plan);
  }

  @Test
  void otioHoldsThePlanItself() throws Exception {
    Path file = Files.writeString(folder.resolve("film.otio"), written(InterchangeFormat.OTIO));

    assertThat(new EditedFile(file).plan(Optional.empty())).isEqualTo(plan);
  }

  @Test
  void otioHasATrackOfClipsAndOneOfMusic() throws Exception {
    JsonNode tracks =
        new JsonMapper().readTree(written(InterchangeFormat.OTIO)).at("/tracks/children");

    assertThat(tracks).hasSize(2);
    assertThat(tracks.at("/0/children").findValuesAsText("OTIO_SCHEMA"))
        .contains("Clip.2", "Transition.1", "ExternalReference.1");
    assertThat(tracks.at("/0/children/0/media_references/DEFAULT_MEDIA/target_url").asText())
        .isEqualTo("file:///c/a%20&%20%3Cb%3E.mov");
    assertThat(tracks.at("/0/children/1/source_range/start_time/value").asDouble()).isEqualTo(8);
    assertThat(tracks.at("/1/kind").asText()).isEqualTo("Audio");
    assertThat(tracks.at("/1/children/0/source_range/start_time/value").asDouble())
        .isEqualTo(24_000);
  }

  /** As any reader of CMX 3600 goes through it. */
  @Test
  void edlAdjoinsFromTheFirstHourOn() throws Exception {
    Timecode timecode = Timecode.of(TestHandoff.RATE);
    List<String[]> events =
        written(InterchangeFormat.EDL)
            .lines()
            .filter(line -> line.matches("\\d{3}  .*"))
            .map(line -> line.split("\\s+"))
            .toList();
    List<String[]> video = events.stream().filter(event -> event[2].equals("V")).toList();

    assertThat(written(InterchangeFormat.EDL)).contains("FCM: DROP FRAME\r\n");
    long end = timecode.parse("01:00:00;00");
    for (String[] event : video) {
      int times = event.length - 4;
      assertThat(event[1]).hasSizeLessThanOrEqualTo(8);
      assertThat(timecode.parse(event[times + 2])).isEqualTo(end);
      end = timecode.parse(event[times + 3]);
      assertThat(timecode.parse(event[times + 1]) - timecode.parse(event[times]))
          .isEqualTo(end - timecode.parse(event[times + 2]));
    }
    assertThat(end).isEqualTo(timecode.parse("01:00:00;00") + 120);
    assertThat(events.get(events.size() - 1)[2]).isEqualTo("AA");
  }

  @Test
  void edlFadesByDissolvesIntoAndOutOfBlack() throws Exception {
    List<String> video =
        InterchangeFormat.EDL
            .write(TestHandoff.of(fading()))
            .lines()
            .filter(line -> line.matches("\\d{3} .* V .*"))
            .toList();

    assertThat(video)
        .startsWith(
            "001  BL       V     C        00:00:00;00 00:00:00;00 01:00:00;00 01:00:00;00",
            "001  ABMOV001 V     D 011    00:00:00;02 00:00:00;21 01:00:00;00 01:00:00;19",
            "002  ABMOV001 V     C        00:00:00;21 00:00:00;21 01:00:00;19 01:00:00;19",
            "002  BL       V     D 011    00:00:00;00 00:00:00;11 01:00:00;19 01:00:01;00",
            "003  BL       V     C        00:00:00;00 00:00:00;00 01:00:01;00 01:00:01;00")
        .last()
        .asString()
        .startsWith("005  BL       V     D 011");
  }

  @Test
  void edlWithFadesComesBackAsItWent() throws Exception {
    EditDecisionList fading = fading();
    String text = InterchangeFormat.EDL.write(TestHandoff.of(fading));
    Path file = Files.writeString(folder.resolve("film.edl"), text);

    assertThat(new EditedFile(file).plan(Optional.of(fading))).isEqualTo(fading);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket/a b.mov",
        "s3://bucket/[x] 50%.mov",
        "12:30.mov",
        "a:b.mov",
        "5%.mov"
      })
  void clipsOfOddNamesComeBackFromOtio(String name) throws Exception {
    String uri = name.contains("://") ? name : folder.resolve(name).toString();
    EditDecisionList sound = TestHandoff.plan();
    EditDecisionList plan =
        EditDecisionList.newBuilder(sound)
            .setEvents(
                sound.getEvents().stream()
                    .map(event -> Event.newBuilder(event).setClipUri(uri).build())
                    .toList())
            .build();
    for (MediaPaths.Style style : MediaPaths.Style.values()) {
      String text = InterchangeFormat.OTIO.write(TestHandoff.of(plan, style.from(folder)));
      Path file = Files.writeString(folder.resolve("film.otio"), text);

      assertThat(new EditedFile(file).plan(Optional.of(plan))).isEqualTo(plan);
    }
  }

  @Test
  void edlHoldsNoMoreEventsThanItsNumbers() {
    List<Event> many =
        IntStream.range(0, 999)
            .mapToObj(
                i -> TestHandoff.event(i, 30L * i, 30L * i + 30, "/c/beach.mp4", 0, Transition.CUT))
            .toList();
    Handoff handoff =
        TestHandoff.of(EditDecisionList.newBuilder(plan).setEvents(many).setFrames(29_970).build());

    assertThatThrownBy(() -> InterchangeFormat.EDL.write(handoff))
        .isInstanceOf(UnwritableException.class)
        .hasMessageContaining("999");
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  /** Frames of the film that a time of an FCPXML is; it must be a whole number of them. */
  private static long frames(String time) {
    String[] parts = time.substring(0, time.length() - 1).split("/");
    long denominator = parts.length == 1 ? 1 : Long.parseLong(parts[1]);
    long ticks = Long.parseLong(parts[0]) * 30000;
    assertThat(ticks % (1001 * denominator)).as(time).isZero();
    return ticks / (1001 * denominator);
  }

  @Test
  void fcpxmlHasItsClipsWhereThePlanHasThem() throws Exception {
    Document document = xml(written(InterchangeFormat.FCPXML));
    List<Element> clips = new ArrayList<>(elements(document, "asset-clip"));
    clips.removeIf(clip -> clip.hasAttribute("lane"));

    assertThat(document.getDoctype().getName()).isEqualTo("fcpxml");
    assertThat(clips)
        .extracting(clip -> frames(clip.getAttribute("offset")))
        .containsExactly(0L, 30L, 75L);
    assertThat(clips)
        .extracting(clip -> frames(clip.getAttribute("duration")))
        .containsExactly(30L, 45L, 45L);
    assertThat(clips.get(1).getAttribute("start")).isEqualTo("8/25s");
    assertThat(elements(document, "transition")).hasSize(1);
    assertThat(elements(document, "marker")).hasSizeGreaterThan(4);
    assertThat(elements(document, "sequence").get(0).getAttribute("tcFormat")).isEqualTo("DF");
    List<String> ids =
        elements(document, "asset").stream().map(asset -> asset.getAttribute("id")).toList();
    assertThat(ids)
        .doesNotHaveDuplicates()
        .containsAll(clips.stream().map(clip -> clip.getAttribute("ref")).toList());
  }

  @Test
  void fcpxmlHasOnlyElementsAndAttributesOfItsFormat() throws Exception {
    assertThat(errors(written(InterchangeFormat.FCPXML))).isEmpty();
    assertThat(errors(InterchangeFormat.FCPXML.write(TestHandoff.of(fading())))).isEmpty();
  }

  @Test
  void fcpxmlFadesThroughBlackByOpacity() throws Exception {
    Document document = xml(InterchangeFormat.FCPXML.write(TestHandoff.of(fading())));

    assertThat(elements(document, "fadeIn")).hasSize(2);
    assertThat(elements(document, "fadeOut"))
        .extracting(fade -> frames(fade.getAttribute("duration")))
        .as("of the clip before the fade, of the last one, and of the music")
        .containsExactlyInAnyOrder(11L, 11L, 30L);
  }

  @Test
  void fcpxmlKeepsTheSpeedOfFootageOfAnotherRate() throws Exception {
    assertThat(elements(xml(written(InterchangeFormat.FCPXML)), "conform-rate"))
        .hasSize(3)
        .allMatch(conform -> conform.getAttribute("srcFrameRate").equals("25"))
        .allMatch(conform -> conform.getAttribute("scaleEnabled").equals("0"));
  }

  /** Out of black and into it at both ends, and between the first two shots. */
  private EditDecisionList fading() {
    List<Event> events = new ArrayList<>(plan.getEvents());
    for (int i = 0; i < 2; i++) {
      events.set(i, Event.newBuilder(events.get(i)).setTransition(Transition.FADE).build());
    }
    return EditDecisionList.newBuilder(plan)
        .setEvents(events)
        .setEnding(Transition.FADE)
        .setFadeOutMillis(1001)
        .build();
  }

  private static List<String> errors(String fcpxml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setValidating(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    List<String> errors = new ArrayList<>();
    builder.setErrorHandler(
        new DefaultHandler() {
          @Override
          public void error(SAXParseException error) {
            errors.add(error.getMessage());
          }
        });
    String dtd = InterchangeTest.class.getResource("fcpxml-1.10-subset.dtd").toString();

    builder.parse(
        new InputSource(
            new StringReader(
                fcpxml.replace("<!DOCTYPE fcpxml>", "<!DOCTYPE fcpxml SYSTEM \"" + dtd + "\">"))));

    return errors;
  }

  @Test
  void mltPlaysEveryFrameOnce() throws Exception {
    Document document = xml(written(InterchangeFormat.MLT));
    long frames =
        elements(document, "entry").stream()
            .filter(entry -> ((Element) entry.getParentNode()).getAttribute("id").equals("video"))
            .mapToLong(
                entry ->
                    Long.parseLong(entry.getAttribute("out"))
                        - Long.parseLong(entry.getAttribute("in"))
                        + 1)
            .sum();

    assertThat(frames).isEqualTo(120);
    assertThat(elements(document, "transition")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Clip.2|Stack.1|flatten it",
        "\"effects\" : [ ]|\"effects\" : [ { \"time_scalar\" : 2.0 } ]|changes its speed",
        "\"rate\" : 25.0|\"rate\" : 0|no time",
        "\"kind\" : \"Video\"|\"kind\" : \"Data\"|0 video tracks"
      })
  void otioThatIsNoPlanIsRefusedInWords(String is, String becomes, String said) throws Exception {
    String text = written(InterchangeFormat.OTIO);
    assertThat(text).contains(is);

    assertThatThrownBy(() -> back("film.otio", text.replace(is, becomes)))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("film.otio")
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01:00:01;00 01:00:02;10|01:00:01;05 01:00:02;10|no gap",
        "* FROM CLIP NAME: beach.mp4|M2   BEACH002   050.0   00:00:00;00|changes the speed",
        "V     C|V     W001|cuts (C) and dissolves (D) only",
        "002  BEACH002|002  BL      |black for",
        "00:00:00;06|00:00:00;99|no timecode"
      })
  void edlThatIsNoPlanIsRefusedWithItsPlace(String is, String becomes, String said)
      throws Exception {
    String text = written(InterchangeFormat.EDL);
    assertThat(text).contains(is);

    assertThatThrownBy(() -> back("film.edl", text.replace(is, becomes)))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining(said);
  }

  @Test
  void shotThatWasMovedKeepsItsFractionsAndLosesItsBeat() throws Exception {
    String text =
        written(InterchangeFormat.OTIO).replaceAll("\"value\" : 8\\.0\\b", "\"value\" : 7.5");

    Event moved = back("film.otio", text).getEvents().get(1);

    assertThat(moved.getClipFingerprint()).isEqualTo("of /c/beach.mp4");
    assertThat(moved.getSourceIn()).isNotEqualTo(plan.getEvents().get(1).getSourceIn());
    assertThat(moved.getReason()).contains("editing program");
    assertThat(moved.getRecordIn()).isEqualTo(30);
  }
}
