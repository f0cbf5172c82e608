package io.autocut.exports.interchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.autocut.json.PlainJson;
import io.autocut.json.PlainJsonException;
import io.autocut.schemas.EditDecisionList;
import java.util.Optional;

/**
 * An OpenTimelineIO file as a tree, not to be trusted: deep nesting and keys given twice are
 * refused.
 */
final class OtioFile {
  private static final int DEEPEST = 64;
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final JsonNode timeline;

  private OtioFile(JsonNode timeline) {
    this.timeline = timeline;
  }

  /**
   * @throws HandoffException when it is no timeline; the message says where
   */
  static OtioFile parse(String text) throws HandoffException {
    JsonNode node;
    try {
      node = READER.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      String where =
          place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
      throw new HandoffException("not valid JSON" + where, e);
    }
    if (!isA(node, "Timeline")) {
      throw new HandoffException(
          "not an OpenTimelineIO timeline (OTIO_SCHEMA Timeline.1): export one timeline");
    }
    return new OtioFile(node);
  }

  /** Whether a node is of a schema, whatever its version. */
  static boolean isA(JsonNode node, String schema) {
    return node.path(OtioWriter.SCHEMA).asText().replaceFirst("\\.\\d+$", "").equals(schema);
  }

  JsonNode timeline() {
    return timeline;
  }

  /**
   * The plan that it was made of, where it has kept it.
   *
   * @throws HandoffException when it is no plan any more
   */
  Optional<EditDecisionList> plan() throws HandoffException {
    JsonNode plan = timeline.path("metadata").path(OtioWriter.OWN).path("plan");
    if (plan.isMissingNode()) {
      return Optional.empty();
    }
    try {
      EditDecisionList list = PlainJson.parse(plan.toString(), EditDecisionList.class);
      OriginalPlan.check(list);
      return Optional.of(list);
    } catch (PlainJsonException e) {
      throw new HandoffException(
          "the plan in its metadata is damaged (" + e.getMessage() + "): give the plan", e);
    }
  }
}
