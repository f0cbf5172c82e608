package io.autocut.pipelines;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.autocut.ingest.ChangeSpec;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.Validation;

/** What {@link ReprocessArchivePipeline} is told. */
public interface ReprocessArchiveOptions extends RunOptions {
  @Validation.Required
  @Description(
      "Edit decision lists of films that were made before (.edl.json), and folders of them, searched"
          + " through and through.")
  List<String> getPlans();

  void setPlans(List<String> value);

  @Validation.Required
  @Description("The folder that the films go to, each named as its plan.")
  String getOutput();

  void setOutput(String value);

  @Default.String("")
  @Description(
      "The folder of a catalogue, as IndexArchivePipeline writes it: clips that are not where a plan"
          + " has them are found in it by their content. Empty for none.")
  String getCatalogue();

  void setCatalogue(String value);

  @Description("Schemes of URIs that plans may name, beside local files.")
  List<String> getAllowedSchemes();

  void setAllowedSchemes(List<String> value);

  @Default.Boolean(false)
  @Description("Computes everything anew, analyses and beats too, whatever the store has.")
  boolean getForce();

  void setForce(boolean value);

  @Hidden
  @JsonIgnore
  @Description("What is wanted otherwise of the films, in the words of whoever asks.")
  ChangeSpec getChanges();

  void setChanges(ChangeSpec value);
}
