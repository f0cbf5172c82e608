package io.autocut.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What {@link IndexArchivePipeline} is told. */
@Description(
    "An Avro catalogue of what is in the clips of an archive, brought up to date: only what is new or has"
        + " changed is looked at.")
public interface IndexArchiveOptions extends RunOptions {
  @Validation.Required
  @Description(
      "The archive: files, folders (searched through and through) and URIs of Beam file systems."
          + " Clips of the catalogue that lie in none of them stay as they are.")
  List<String> getClips();

  void setClips(List<String> value);

  @Validation.Required
  @Description(
      "The folder of the catalogue: partition=NN/clips.avro, one record a clip. Begun where there is"
          + " none, else brought up to date.")
  String getCatalogue();

  void setCatalogue(String value);

  @Default.Integer(0)
  @Form("[0-9]{1,5}")
  @Description(
      "How many files a new catalogue is divided into; one that is there keeps its number."
          + " 0 for 64.")
  int getPartitions();

  void setPartitions(int value);
}
