package io.autocut.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.apache.avro.Protocol;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That records which a published version has written are read by this one. A new version adds its
 * file here; the files of those before stay as they are.
 */
class PublishedSchemasTest {
  static Collection<Schema> published() throws IOException {
    try (InputStream file = PublishedSchemasTest.class.getResourceAsStream("published-0.1.avpr")) {
      return Protocol.parse(file).getTypes();
    }
  }

  @ParameterizedTest
  @MethodSource("published")
  void recordOfAPublishedVersionIsStillRead(Schema written) {
    Schema now = AutoCut.PROTOCOL.getType(written.getFullName());

    assertThat(now).as("%s is gone", written.getFullName()).isNotNull();
    var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(now, written);
    assertThat(compatibility.getType())
        .as(compatibility.getDescription())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }
}
