package io.autocut.json;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes a record of a JSON tree, guided by its schema; knows where in the tree it is, for messages.
 */
final class RecordReader {
  private static final int LONGEST_SHOWN = 60;

  <T extends SpecificRecord> T read(JsonNode node, Class<T> type) throws PlainJsonException {
    Schema schema = SpecificData.get().getSchema(type);
    return type.cast(record(node, schema, "$"));
  }

  private Object value(JsonNode node, Schema schema, String path) throws PlainJsonException {
    return switch (schema.getType()) {
      case RECORD -> record(node, schema, path);
      case ARRAY -> array(node, schema, path);
      case MAP -> map(node, schema, path);
      case UNION -> union(node, schema, path);
      case ENUM -> symbol(node, schema, path);
      case STRING -> required(node, JsonNode::isTextual, "a string", path).textValue();
      case INT ->
          required(node, n -> n.isIntegralNumber() && n.canConvertToInt(), "an int", path)
              .intValue();
      case LONG ->
          required(node, n -> n.isIntegralNumber() && n.canConvertToLong(), "a long", path)
              .longValue();
      case FLOAT -> (float) finite(node, path);
      case DOUBLE -> finite(node, path);
      case BOOLEAN -> required(node, JsonNode::isBoolean, "true or false", path).booleanValue();
      case NULL -> {
        required(node, JsonNode::isNull, "null", path);
        yield null;
      }
      default -> throw new IllegalArgumentException("plain JSON has no " + schema.getType());
    };
  }

  private Object record(JsonNode node, Schema schema, String path) throws PlainJsonException {
    required(node, JsonNode::isObject, "an object", path);
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (schema.getField(name) == null) {
        throw new PlainJsonException(path + "." + shown(name) + ": unknown field");
      }
    }
    IndexedRecord record =
        (IndexedRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), field(node.get(field.name()), field, path + "." + field.name()));
    }
    return record;
  }

  private Object field(JsonNode node, Schema.Field field, String path) throws PlainJsonException {
    if (node != null) {
      return value(node, field.schema(), path);
    }
    if (!field.hasDefaultValue()) {
      throw new PlainJsonException(path + ": missing");
    }
    return SpecificData.get().getDefaultValue(field);
  }

  private List<Object> array(JsonNode node, Schema schema, String path) throws PlainJsonException {
    required(node, JsonNode::isArray, "an array", path);
    List<Object> values = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      values.add(value(element, schema.getElementType(), path + "[" + values.size() + "]"));
    }
    return values;
  }

  private Map<String, Object> map(JsonNode node, Schema schema, String path)
      throws PlainJsonException {
    required(node, JsonNode::isObject, "an object", path);
    Map<String, Object> values = new LinkedHashMap<>();
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      values.put(name, value(node.get(name), schema.getValueType(), path + "." + shown(name)));
    }
    return values;
  }

  private Object union(JsonNode node, Schema schema, String path) throws PlainJsonException {
    if (node.isNull() && schema.isNullable()) {
      return null;
    }
    List<Schema> types =
        schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    checkArgument(types.size() == 1, "plain JSON cannot tell the types of %s apart", schema);
    return value(node, types.get(0), path);
  }

  private Object symbol(JsonNode node, Schema schema, String path) throws PlainJsonException {
    String known = "one of " + String.join(", ", schema.getEnumSymbols());
    required(node, n -> n.isTextual() && schema.hasEnumSymbol(n.textValue()), known, path);
    return SpecificData.get().createEnum(node.textValue(), schema);
  }

  private double finite(JsonNode node, String path) throws PlainJsonException {
    return required(node, n -> n.isNumber() && Double.isFinite(n.doubleValue()), "a number", path)
        .doubleValue();
  }

  private static JsonNode required(
      JsonNode node, Predicate<JsonNode> holds, String wanted, String path)
      throws PlainJsonException {
    if (!holds.test(node)) {
      throw new PlainJsonException(path + ": must be " + wanted + ", not " + shown(node));
    }
    return node;
  }

  private static String shown(JsonNode node) {
    if (node.isContainerNode()) {
      return node.isArray() ? "an array" : "an object";
    }
    return shown(node.toString());
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
