package io.autocut.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What {@link MontagePipeline} is told. */
@Description(
    "Films whose every cut falls on the beat: one of clips and music, many of a manifest, one by a"
        + " plan, or those of a folder that is watched.")
public interface MontagePipelineOptions extends FilmOptions {
  /** One of the options of this group says what films are made of. */
  String WHAT = "what films are made of";

  @Validation.Required(groups = WHAT)
  @Description("Clips and folders of clips, searched through and through, as paths or URIs.")
  List<String> getClips();

  void setClips(List<String> value);

  @Validation.Required(groups = WHAT)
  @Form("|.+\\.(jsonl|ndjson|csv|avro)")
  @Description(
      "Many films in one run: a .jsonl, .csv or .avro file, or URI, whose lines give montageId, clips,"
          + " music and, if wanted, what else is asked of each film; options here hold for what a line"
          + " does not say.")
  String getManifest();

  void setManifest(String value);

  @Validation.Required(groups = WHAT)
  @Form("|.+\\.json")
  @Description(
      "Cuts exactly this plan (.edl.json), a file of the machine that launches: its clips, its music, its"
          + " every cut.")
  String getPlan();

  void setPlan(String value);

  @Validation.Required(groups = WHAT)
  @Description(
      "Goes on until it is stopped, and makes films of what is put into this folder, which the workers"
          + " see: of each manifest, and with music of each folder of clips.")
  String getWatch();

  void setWatch(String value);

  @Default.InstanceFactory(NoNames.class)
  @Description("Lets a manifest name files below these folders only. None for any file.")
  List<String> getAllowRoot();

  void setAllowRoot(List<String> value);

  @Default.String("")
  @Description(
      "Takes the beats from a file, which the workers see, as 'autocut beats' writes it: seconds, and if"
          + " you like a tab and the place in the bar.")
  String getBeats();

  void setBeats(String value);

  @Default.String("")
  @Form("|[0-9]{2,3}(\\.[0-9]{1,3})?")
  @Description("Follows this tempo, 50 to 200 beats a minute, or one within 8 % of it.")
  String getTempo();

  void setTempo(String value);

  @Default.String("")
  @Form("|half|double|as-detected")
  @Description(
      "half uses every other beat, double puts one halfway between every two, as-detected uses none of"
          + " the corrections that were kept for the music.")
  String getTempoScale();

  void setTempoScale(String value);

  @Default.String("")
  @Form("|[+-]?[0-9]{1,4}(\\.[0-9]{1,3})?")
  @Description("Moves all beats by so many milliseconds; negative is earlier.")
  String getBeatOffset();

  void setBeatOffset(String value);

  @Default.InstanceFactory(NoNames.class)
  @Description(
      "Clips, or folders of clips, that the film has to show. Paths as for clips, here and below.")
  List<String> getInclude();

  void setInclude(List<String> value);

  @Default.InstanceFactory(NoNames.class)
  @Description("Clips that it must not show.")
  List<String> getExclude();

  void setExclude(List<String> value);

  @Default.InstanceFactory(NoNames.class)
  @Form(".+=" + TIME + "(-(" + TIME + ")?)?")
  @Description(
      "PATH=IN-OUT: the part of a clip that may be shown, in seconds or m:ss (a.mov=1.5-4,"
          + " a.mov=1:10.25-); several for several parts.")
  List<String> getRange();

  void setRange(List<String> value);

  @Default.InstanceFactory(NoNames.class)
  @Form(".+=[0-9]{1,2}(\\.[0-9]{1,3})?")
  @Description(
      "PATH=N: how much rather a clip is shown than others, 0 to 10; others have 1, and 0 is shown when"
          + " nothing else is left.")
  List<String> getWeight();

  void setWeight(List<String> value);

  @Default.InstanceFactory(NoNames.class)
  @Form(".+=[0-9]{1,5}")
  @Description("PATH=N: how often a clip is shown at least.")
  List<String> getAtLeast();

  void setAtLeast(List<String> value);

  @Default.InstanceFactory(NoNames.class)
  @Form("(.+=)?[0-9]{1,5}")
  @Description("PATH=N, or N for each clip: how often it is shown at most.")
  List<String> getAtMost();

  void setAtMost(List<String> value);

  @Default.InstanceFactory(NoNames.class)
  @Description("The clip that begins the film.")
  List<String> getStart();

  void setStart(List<String> value);

  @Default.InstanceFactory(NoNames.class)
  @Description("The clip that ends the film.")
  List<String> getEnd();

  void setEnd(List<String> value);
}
