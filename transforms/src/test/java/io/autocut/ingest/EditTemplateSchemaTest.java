package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocut.schemas.EditTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema of templates, their parser, those that we ship and their page say the same. */
final class EditTemplateSchemaTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String LEAST =
      "{\"name\":\"mine\",\"description\":\"Mine.\",\"beatsPerShot\":[3,1],\"minShotMillis\":400,\"maxShotMillis\":2147483647}";
  private static final String LONG = "\"" + "x".repeat(1000) + "\"";
  private static final JsonNode SCHEMA = schema();

  /** Values on both sides of every limit of the schema, and of every type. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "{}",
          "[]",
          "[1]",
          "[64]",
          "[0]",
          "[65]",
          "[1.5]",
          "[\"1\"]",
          "-1",
          "0",
          "1",
          "2",
          "64",
          "65",
          "400",
          "10000",
          "10001",
          "2147483647",
          "2147483648",
          "0.5",
          "0.001",
          "0.0001",
          "1.0",
          "1.001",
          "-0.001",
          "\"\"",
          "\" \"",
          "\"a\\u0007b\"",
          LONG,
          "\"x" + LONG.substring(1),
          "\"cut\"",
          "\"fade\"",
          "\"dissolve\"",
          "\"CUT\"",
          "\"auto\"",
          "\"9:16\"",
          "\"4:3\"",
          "\"1920x1080\"",
          "\"1921x1080\"",
          "\"mine\"");

  private static JsonNode schema() {
    try (var in =
        EditTemplates.class.getResourceAsStream(
            "/io/autocut/planning/templates/edit-template.schema.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Stream<String> fields() {
    List<String> names = new ArrayList<>();
    SCHEMA.get("properties").fieldNames().forEachRemaining(names::add);
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void parserTakesOfEachFieldWhatTheSchemaAllows(String field) throws Exception {
    for (String value : VALUES) {
      ObjectNode template = (ObjectNode) JSON.readTree(LEAST);
      template.set(field, JSON.readTree(value));

      assertThat(isTaken(template))
          .as("%s: %s, in the schema %s", field, value, JsonSchemaRules.broken(SCHEMA, template))
          .isEqualTo(JsonSchemaRules.broken(SCHEMA, template).isEmpty() && inOrder(template));
    }
  }

  /** What no schema can say of two fields. */
  private static boolean inOrder(JsonNode template) {
    return template.get("minShotMillis").asLong() <= template.get("maxShotMillis").asLong();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void parserRequiresWhatTheSchemaRequires(String field) throws Exception {
    ObjectNode template = (ObjectNode) JSON.readTree(LEAST);
    template.remove(field);

    assertThat(isTaken(template)).isEqualTo(JsonSchemaRules.broken(SCHEMA, template).isEmpty());
  }

  @Test
  void neitherTakesAFieldThatIsUnknown() throws Exception {
    ObjectNode template = ((ObjectNode) JSON.readTree(LEAST)).put("colour", "red");

    assertThat(isTaken(template)).isFalse();
    assertThat(JsonSchemaRules.broken(SCHEMA, template)).isNotEmpty();
  }

  @Test
  void defaultsAreThoseOfTheRecord() throws Exception {
    ObjectNode template = (ObjectNode) JSON.readTree(LEAST);
    EditTemplate unsaid = parse(template);
    SCHEMA
        .get("properties")
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().has("default")) {
                template.set(field.getKey(), field.getValue().get("default"));
              }
            });

    assertThat(template.size()).isEqualTo(SCHEMA.get("properties").size());
    assertThat(parse(template)).isEqualTo(unsaid);
  }

  @Test
  void everyTemplateThatWeShipHolds() throws Exception {
    for (String name : EditTemplates.names()) {
      try (var in =
          EditTemplates.class.getResourceAsStream(
              "/io/autocut/planning/templates/" + name + ".json")) {
        assertThat(JsonSchemaRules.broken(SCHEMA, JSON.readTree(in))).as(name).isEmpty();
      }
    }
  }

  @Test
  void everyFieldIsDescribed() {
    for (Iterator<Map.Entry<String, JsonNode>> fields = SCHEMA.get("properties").fields();
        fields.hasNext(); ) {
      assertThat(fields.next().getValue().path("description").asText()).endsWith(".");
    }
  }

  @Test
  void thePageOnTemplatesExplainsEveryFieldAndItsExamplesHold() throws Exception {
    String page = Files.readString(Path.of("../docs/templates.md"));

    assertThat(fields().filter(field -> !page.contains("| `" + field + "` |"))).isEmpty();
    Matcher examples = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL).matcher(page);
    int held = 0;
    while (examples.find()) {
      assertThat(JsonSchemaRules.broken(SCHEMA, JSON.readTree(examples.group(1)))).isEmpty();
      EditTemplates.parse(examples.group(1).getBytes(StandardCharsets.UTF_8), "example");
      held++;
    }
    assertThat(held).isGreaterThan(1);
  }

  private static boolean isTaken(JsonNode template) {
    try {
      parse(template);
      return true;
    } catch (IngestException e) {
      return false;
    }
  }

  private static EditTemplate parse(JsonNode template) throws IngestException {
    return EditTemplates.parse(template.toString().getBytes(StandardCharsets.UTF_8), "t");
  }
}
