package io.autocut.exports.interchange;

import io.autocut.schemas.EditDecisionList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads what an editor made of a plan: an OTIO or EDL file, not to be trusted. */
public final class EditedFiles {
  private static final int MOST_BYTES = 64_000_000;

  private EditedFiles() {}

  /**
   * The plan that a file is.
   *
   * @param original the plan that the file was made of; empty for the one that an OTIO file carries
   * @throws HandoffException when it cannot be one; the message names the file, the place in it,
   *     and what to do
   */
  public static EditedPlan read(Path file, Optional<EditDecisionList> original, ClipStarts starts)
      throws HandoffException, IOException, InterruptedException {
    try {
      String text = text(file);
      Path folder = file.toAbsolutePath().getParent();
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(HandoffFormat.OTIO.ending())) {
        OtioFile timeline = OtioFile.parse(text);
        EditDecisionList plan = original.isPresent() ? original.get() : carried(timeline);
        return EditedPlan.of(plan, new OtioReader(plan, folder, starts).read(timeline));
      }
      if (name.endsWith(HandoffFormat.EDL.ending())) {
        EditDecisionList plan = original.orElseThrow(() -> noPlan("an EDL carries no plan"));
        return EditedPlan.of(plan, new EdlReader(plan, folder, starts).read(text));
      }
      throw new HandoffException("must end in .otio or .edl");
    } catch (HandoffException e) {
      throw new HandoffException(file + ": " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new HandoffException(file + ": its numbers are beyond all measure", e);
    }
  }

  private static EditDecisionList carried(OtioFile timeline) throws HandoffException {
    return timeline.plan().orElseThrow(() -> noPlan("it does not carry its plan any more"));
  }

  private static HandoffException noPlan(String why) {
    return new HandoffException(why + ": give the one that it was made of, with --plan");
  }

  private static String text(Path file) throws HandoffException, IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new HandoffException("there is no such file", e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new HandoffException("larger than " + MOST_BYTES + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      // Old programs write lists as their own machine encodes text.
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
