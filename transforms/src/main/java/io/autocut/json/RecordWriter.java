package io.autocut.json;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** Writes a record to a JSON generator, guided by its schema. */
final class RecordWriter {
  private RecordWriter() {}

  static void write(IndexedRecord record, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Schema.Field field : record.getSchema().getFields()) {
      json.writeFieldName(field.name());
      write(record.get(field.pos()), field.schema(), json);
    }
    json.writeEndObject();
  }

  private static void write(Object value, Schema schema, JsonGenerator json) throws IOException {
    switch (schema.getType()) {
      case RECORD -> write((IndexedRecord) value, json);
      case ARRAY -> writeArray((List<?>) value, schema.getElementType(), json);
      case MAP -> writeMap((Map<?, ?>) value, schema.getValueType(), json);
      case UNION -> {
        int branch = SpecificData.get().resolveUnion(schema, value);
        write(value, schema.getTypes().get(branch), json);
      }
      case STRING, ENUM -> json.writeString(value.toString());
      case INT -> json.writeNumber((Integer) value);
      case LONG -> json.writeNumber((Long) value);
      case FLOAT -> json.writeNumber((Float) finite((Float) value));
      case DOUBLE -> json.writeNumber((Double) finite((Double) value));
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case NULL -> json.writeNull();
      default -> throw new IllegalArgumentException("plain JSON has no " + schema.getType());
    }
  }

  private static void writeArray(List<?> values, Schema element, JsonGenerator json)
      throws IOException {
    json.writeStartArray();
    for (Object value : values) {
      write(value, element, json);
    }
    json.writeEndArray();
  }

  private static void writeMap(Map<?, ?> values, Schema element, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      json.writeFieldName(entry.getKey().toString());
      write(entry.getValue(), element, json);
    }
    json.writeEndObject();
  }

  private static Number finite(Number value) {
    checkArgument(Double.isFinite(value.doubleValue()), "JSON has no number for %s", value);
    return value;
  }
}
