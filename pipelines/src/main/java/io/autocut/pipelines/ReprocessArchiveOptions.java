package io.autocut.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What {@link ReprocessArchivePipeline} is told. */
@Description(
    "Films made again from their plans, of the same clips, with whatever is wanted otherwise; only what"
        + " has changed is computed.")
public interface ReprocessArchiveOptions extends FilmOptions {
  @Validation.Required
  @Description(
      "Edit decision lists of films that were made before (.edl.json), and folders of them, searched"
          + " through and through.")
  List<String> getPlans();

  void setPlans(List<String> value);

  @Override
  @Validation.Required
  @Description("The folder that the films go to, each named as its plan.")
  String getOutput();

  @Description(
      "The folder of a catalogue, as IndexArchivePipeline writes it: clips that are not where a plan"
          + " has them are found in it by their content. Empty for none.")
  String getCatalogue();

  void setCatalogue(String value);

  @Default.Boolean(false)
  @Description("Computes everything anew, analyses and beats too, whatever the store has.")
  boolean getForce();

  void setForce(boolean value);
}
