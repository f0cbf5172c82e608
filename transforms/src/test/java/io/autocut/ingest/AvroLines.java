package io.autocut.ingest;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** Schemas of manifests in Avro. */
final class AvroLines {
  private AvroLines() {}

  /** A record with the fields that every line has, to be gone on with. */
  static SchemaBuilder.FieldAssembler<Schema> required() {
    return SchemaBuilder.record("Line")
        .fields()
        .requiredString("montageId")
        .name("clips")
        .type()
        .array()
        .items()
        .stringType()
        .noDefault()
        .requiredString("music");
  }
}
