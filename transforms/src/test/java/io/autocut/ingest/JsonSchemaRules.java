package io.autocut.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * As much of JSON Schema (draft 2020-12) as the schema of edit templates uses. A keyword that it
 * does not know fails the test that asks.
 */
final class JsonSchemaRules {
  private static final Set<String> REMARKS = Set.of("$schema", "title", "description", "default");

  private JsonSchemaRules() {}

  /** What {@code value} breaks; empty when it holds. */
  static List<String> broken(JsonNode schema, JsonNode value) {
    List<String> broken = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> rules = schema.fields(); rules.hasNext(); ) {
      Map.Entry<String, JsonNode> rule = rules.next();
      if (!REMARKS.contains(rule.getKey()) && !holds(rule, schema, value)) {
        broken.add(rule.getKey() + ": " + value);
      }
    }
    return broken;
  }

  private static boolean holds(Map.Entry<String, JsonNode> rule, JsonNode schema, JsonNode value) {
    JsonNode limit = rule.getValue();
    return switch (rule.getKey()) {
      case "type" -> hasType(limit.textValue(), value);
      case "enum" -> contains(limit, value);
      case "minimum" -> !value.isNumber() || compare(value, limit) >= 0;
      case "maximum" -> !value.isNumber() || compare(value, limit) <= 0;
      case "multipleOf" ->
          !value.isNumber() || value.decimalValue().remainder(limit.decimalValue()).signum() == 0;
      case "minLength" -> !value.isTextual() || value.textValue().length() >= limit.intValue();
      case "maxLength" -> !value.isTextual() || value.textValue().length() <= limit.intValue();
      case "pattern" -> !value.isTextual() || value.textValue().matches(limit.textValue());
      case "minItems" -> !value.isArray() || value.size() >= limit.intValue();
      case "maxItems" -> !value.isArray() || value.size() <= limit.intValue();
      case "items" -> each(value).stream().allMatch(item -> broken(limit, item).isEmpty());
      case "required" -> each(limit).stream().allMatch(name -> value.has(name.textValue()));
      case "properties" -> propertiesHold(limit, value);
      case "additionalProperties" -> hasOnly(schema.get("properties"), value);
      default -> throw new IllegalArgumentException("unknown keyword: " + rule.getKey());
    };
  }

  private static boolean hasType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
      default -> throw new IllegalArgumentException("unknown type: " + type);
    };
  }

  private static int compare(JsonNode value, JsonNode limit) {
    BigDecimal number = value.decimalValue();
    return number.compareTo(limit.decimalValue());
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    return each(values).contains(value);
  }

  private static boolean propertiesHold(JsonNode properties, JsonNode value) {
    for (Iterator<String> names = properties.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (value.has(name) && !broken(properties.get(name), value.get(name)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasOnly(JsonNode properties, JsonNode value) {
    for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
      if (!properties.has(names.next())) {
        return false;
      }
    }
    return true;
  }

  private static List<JsonNode> each(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }
}
