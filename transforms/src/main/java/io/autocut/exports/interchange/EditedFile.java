package io.autocut.exports.interchange;

import com.google.common.base.Ascii;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.PlanForm;
import io.autocut.ingest.Quoted;
import io.autocut.ingest.UntrustedText;
import io.autocut.schemas.EditDecisionList;
import io.autocut.time.FrameRate;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A plan that was handed off and edited elsewhere, an .otio or .edl file, and what comes back. */
public final class EditedFile {
  private static final int LONGEST_MESSAGE = 500;

  private final Path file;

  public EditedFile(Path file) {
    this.file = file;
  }

  /**
   * The plan with what was edited in it; the plan itself where nothing was.
   *
   * @param original that was handed off; may be left out where the file itself holds it
   * @throws IngestException when it cannot be a plan; the message names the place and what to do
   */
  public EditDecisionList plan(Optional<EditDecisionList> original) throws IngestException {
    try {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(InterchangeFormat.OTIO.ending())) {
        return otio(original);
      }
      if (name.endsWith(InterchangeFormat.EDL.ending())) {
        return edl(original);
      }
      throw new IngestException("must end in .otio or .edl");
    } catch (NoSuchFileException e) {
      throw new IngestException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new IngestException(file + " cannot be read: " + e.getMessage(), e);
    } catch (IngestException | IllegalArgumentException | ArithmeticException e) {
      throw new IngestException(file + ": " + shown(e.getMessage()), e);
    }
  }

  /** What a file holds stands in messages about it, and may be long. */
  private static String shown(String message) {
    return Quoted.printable(Ascii.truncate(message, LONGEST_MESSAGE, "…"));
  }

  private EditDecisionList otio(Optional<EditDecisionList> original)
      throws IngestException, IOException {
    OtioReader reader = new OtioReader(UntrustedText.of(file), file.toAbsolutePath().getParent());
    EditDecisionList plan = planOf(original.isPresent() ? original : reader.plan());
    return new EditedPlan(plan).with(reader.cuts(FrameRate.of(plan.getEditRate())));
  }

  private EditDecisionList edl(Optional<EditDecisionList> original)
      throws IngestException, IOException {
    EditDecisionList plan = planOf(original);
    Path folder = file.toAbsolutePath().getParent();
    EdlReader reader =
        new EdlReader(UntrustedText.of(file), FrameRate.of(plan.getEditRate()), folder);
    return new EditedPlan(plan).with(reader.cuts());
  }

  private static EditDecisionList planOf(Optional<EditDecisionList> plan) throws IngestException {
    EditDecisionList found =
        plan.orElseThrow(
            () ->
                new IngestException(
                    "it does not hold the plan that it was made from: name it with --plan"));
    try {
      PlanForm.check(found);
    } catch (IngestException e) {
      throw new IngestException("the plan that it was made from is none: " + e.getMessage(), e);
    }
    return found;
  }
}
