package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autocut.schemas.Transition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the shapes that the published schemas of OpenTimelineIO give their objects. */
class OtioWriterTest {
  private static final Set<String> ITEM =
      Set.of("metadata", "name", "source_range", "effects", "markers", "enabled");
  private static final Map<String, Set<String>> OWN_FIELDS =
      Map.of(
          "Timeline.1", Set.of("metadata", "name", "global_start_time", "tracks"),
          "Stack.1", Set.of("children"),
          "Track.1", Set.of("children", "kind"),
          "Clip.2", Set.of("media_references", "active_media_reference_key"),
          "Transition.1", Set.of("metadata", "name", "in_offset", "out_offset", "transition_type"),
          "ExternalReference.1",
              Set.of("metadata", "name", "target_url", "available_range", "available_image_bounds"),
          "Marker.2", Set.of("metadata", "name", "color", "comment", "marked_range"),
          "TimeRange.1", Set.of("start_time", "duration"),
          "RationalTime.1", Set.of("rate", "value"));

  private final TestHandoff film =
      TestHandoff.at("25")
          .fading(11)
          .countingFrom(3600)
          .shot("/m/a b.mov", "7/3", 50, Transition.FADE)
          .shot("/m/b.mov", "1001/300", 25, Transition.DISSOLVE);

  @Test
  void everyObjectHasTheFieldsOfItsSchemaAndNoOthers() throws Exception {
    check(json());
  }

  @Test
  void clipsHaveWholeFramesInTheirOwnTimeCodeAndHandles() throws Exception {
    JsonNode clip = json().at("/tracks/children/0/children/1");

    assertThat(clip.at("/source_range/start_time/value").asDouble()).isEqualTo(3600 * 25 + 58);
    assertThat(clip.at("/source_range/duration/value").asDouble()).isEqualTo(50);
    JsonNode media = clip.at("/media_references/DEFAULT_MEDIA");
    assertThat(media.at("/available_range/start_time/value").asDouble()).isEqualTo(3600 * 25);
    assertThat(media.at("/available_range/duration/value").asDouble()).isEqualTo(1500);
    assertThat(media.at("/target_url").asText()).isEqualTo("file:///m/a%20b.mov");
  }

  @Test
  void dissolveLiesAroundTheCutAndFadeAtTheBeginning() throws Exception {
    JsonNode items = json().at("/tracks/children/0/children");

    assertThat(items.at("/0/in_offset/value").asDouble()).isZero();
    assertThat(items.at("/0/out_offset/value").asDouble()).isEqualTo(11);
    assertThat(items.at("/2/in_offset/value").asDouble()).isEqualTo(5);
    assertThat(items.at("/2/out_offset/value").asDouble()).isEqualTo(6);
    assertThat(items.at("/2/transition_type").asText()).isEqualTo("SMPTE_Dissolve");
  }

  @Test
  void beatsAndSectionsAreMarkedOnTheirFrames() throws Exception {
    JsonNode markers = json().at("/tracks/markers");

    assertThat(markers.findValuesAsText("name"))
        .containsExactly("Section A", "Beat 2", "Beat 3", "Beat 4", "Section A", "Beat 2");
    assertThat(markers.at("/1/marked_range/start_time/value").asDouble()).isEqualTo(13);
  }

  private void check(JsonNode node) {
    if (node.has("OTIO_SCHEMA")) {
      String schema = node.get("OTIO_SCHEMA").asText();
      Set<String> wanted = new TreeSet<>(OWN_FIELDS.get(schema));
      if (node.has("effects")) {
        wanted.addAll(ITEM);
      }
      wanted.add("OTIO_SCHEMA");
      Set<String> found = new TreeSet<>();
      node.fieldNames().forEachRemaining(found::add);
      assertThat(found).as(schema).isEqualTo(wanted);
    }
    node.properties().stream()
        .filter(field -> !field.getKey().equals("metadata"))
        .forEach(field -> check(field.getValue()));
    if (node.isArray()) {
      node.forEach(this::check);
    }
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(HandoffFormat.OTIO.write(film.build()));
  }
}
