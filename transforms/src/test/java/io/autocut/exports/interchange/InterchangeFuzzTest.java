package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.fuzz.Fuzz;
import io.autocut.ingest.IngestException;
import io.autocut.schemas.EditDecisionList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files from editing programs: taken, or refused in words. */
final class InterchangeFuzzTest {
  @TempDir private Path folder;

  @Test
  void otio() throws Exception {
    fuzz(InterchangeFormat.OTIO, "film.otio", Optional.empty());
  }

  @Test
  void otioBesideItsPlan() throws Exception {
    fuzz(InterchangeFormat.OTIO, "film.otio", Optional.of(TestHandoff.plan()));
  }

  @Test
  void edl() throws Exception {
    fuzz(InterchangeFormat.EDL, "film.edl", Optional.of(TestHandoff.plan()));
  }

  private void fuzz(InterchangeFormat format, String name, Optional<EditDecisionList> plan)
      throws IOException, UnwritableException {
    Path file = folder.resolve(name);
    String text = format.write(TestHandoff.of(TestHandoff.plan()));
    Fuzz.of(name, text.getBytes(StandardCharsets.UTF_8))
        .refusing(IngestException.class)
        .run(
            input ->
                assertThat(new EditedFile(Files.write(file, input)).plan(plan).getEvents())
                    .isNotEmpty());
  }
}
