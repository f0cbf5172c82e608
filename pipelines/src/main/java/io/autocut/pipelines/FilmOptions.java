package io.autocut.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/**
 * How films are to be. What is left empty is as usual, and in films that are made again as it was.
 */
public interface FilmOptions extends RunOptions {
  @Description(
      "Where the film goes; of many, the folder of those that name no place themselves. A path or URI.")
  String getOutput();

  void setOutput(String value);

  @Default.String("")
  @Description("The music: any file with sound that FFmpeg decodes.")
  String getMusic();

  void setMusic(String value);

  @Default.InstanceFactory(NoNames.class)
  @Form("[A-Za-z][A-Za-z0-9+.-]*")
  @Description(
      "Schemes that clips, music, outputs, manifests and plans may be URIs of, for example s3. None for"
          + " local files only.")
  List<String> getAllowScheme();

  void setAllowScheme(List<String> value);

  @Default.String("")
  @Description(
      "Pacing and look: dynamic, energetic, balanced, dramatic, buildup, or a file of the machine that"
          + " launches. As usual: dynamic.")
  String getTemplate();

  void setTemplate(String value);

  @Default.String("")
  @Form("|auto|16:9|9:16|1:1|[0-9]{2,4}x[0-9]{2,4}")
  @Description("auto, 16:9, 9:16, 1:1 or WIDTHxHEIGHT. As usual: auto, what most clips have.")
  String getCanvas();

  void setCanvas(String value);

  @Default.String("")
  @Form("|auto|[0-9]{1,9}(/[0-9]{1,9})?")
  @Description("auto, or frames a second as 30 or 30000/1001. As usual: auto.")
  String getFps();

  void setFps(String value);

  @Default.String("")
  @Form("|-?[0-9]{1,18}")
  @Description(
      "A whole number that varies choices among equals; the same seed gives the same film. As usual: 0.")
  String getSeed();

  void setSeed(String value);

  @Default.String("")
  @Form("|auto|draft|standard|high|match")
  @Description(
      "draft, standard or high, the better the slower; match keeps footage of one camera as it is coded."
          + " As usual: auto, which is match where that can be, else standard.")
  String getQuality();

  void setQuality(String value);

  @Default.Boolean(false)
  @Description("Makes films of 360 lines by the plan of the whole, in a fraction of the time.")
  boolean getPreview();

  void setPreview(boolean value);

  @Default.String("")
  @Form("|bars|blur|crop")
  @Description(
      "How footage of another shape is shown: on black (bars), on a blurred blow-up of itself (blur), or"
          + " cropped around faces and what moves (crop). As usual: bars.")
  String getFit();

  void setFit(String value);

  @Default.String("")
  @Form("|map|keep")
  @Description(
      "map shows high dynamic range in a film that every screen can show; keep leaves it, where all the"
          + " footage has it and the FFmpeg encodes HEVC. As usual: map.")
  String getHdr();

  void setHdr(String value);

  @Default.String("")
  @Form("|off|under|[+-]?[0-9]{1,2}(\\.[0-9]{1,2})? ?(dB)?")
  @Description(
      "The clips' own sound: off, under (the music) or so many dB above it, as -6dB. As usual: off.")
  String getOriginalAudio();

  void setOriginalAudio(String value);

  @Default.String("")
  @Form("|-[0-9]{1,2}(\\.[0-9]{1,2})? ?(LUFS)?")
  @Description(
      "Brings the whole film to this loudness in LUFS, as -14, its true peak below -1 dB. As usual: the"
          + " music's own.")
  String getLoudness();

  void setLoudness(String value);

  @Default.String("")
  @Form("|" + TIME)
  @Description("Lets the music come out of silence in so many seconds. As usual: 0.")
  String getMusicFadeIn();

  void setMusicFadeIn(String value);

  @Default.String("")
  @Form("|" + TIME)
  @Description(
      "Lets the music go into silence in so many seconds. As usual: only where the film ends before the"
          + " music.")
  String getMusicFadeOut();

  void setMusicFadeOut(String value);

  @Default.String("")
  @Form("|structure|pixels")
  @Description(
      "structure proves a film by its packets; pixels decodes it once as well and measures every cut. As"
          + " usual: structure.")
  String getVerify();

  void setVerify(String value);

  @Default.String("")
  @Form("|free|chronological|as-given")
  @Description(
      "free (what fits best), chronological (by the time of recording) or as-given (as clips are named)."
          + " As usual: free.")
  String getOrder();

  void setOrder(String value);

  @Default.String("")
  @Form("|" + TIME)
  @Description("How long a film should be, about: 90, 90s or 1:30. As usual: the music.")
  String getDuration();

  void setDuration(String value);

  @Default.String("")
  @Form("|" + TIME)
  @Description("Seconds; no shot is shorter, whatever the template says.")
  String getMinShot();

  void setMinShot(String value);

  @Default.String("")
  @Form("|" + TIME)
  @Description(
      "Seconds; no shot is longer, whatever the template says, as far as the beats allow it.")
  String getMaxShot();

  void setMaxShot(String value);

  @Default.String("")
  @Form("|least-recent|never")
  @Description(
      "When the footage is shorter than the music: least-recent shows it again, never ends the film. As"
          + " usual: least-recent.")
  String getRepeat();

  void setRepeat(String value);

  @Default.String("")
  @Form("|(otio|fcpxml|edl|mlt)(,(otio|fcpxml|edl|mlt))*")
  @Description(
      "Writes the plan beside the film in formats of editing programs too: otio, fcpxml, edl, mlt, or"
          + " several with commas.")
  String getExport();

  void setExport(String value);

  /** A time in seconds, m:ss or h:mm:ss. */
  String TIME = "(([0-9]{1,3}:)?[0-9]{1,4}:)?[0-9]{1,9}(\\.[0-9]{1,9})?s?";
}
