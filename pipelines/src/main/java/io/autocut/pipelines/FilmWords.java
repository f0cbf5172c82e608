package io.autocut.pipelines;

import com.google.common.base.Splitter;
import io.autocut.exports.interchange.InterchangeFormat;
import io.autocut.ingest.BeatSpec;
import io.autocut.ingest.ChangeSpec;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.MontageStyle;
import io.autocut.ingest.PictureSpec;
import io.autocut.ingest.SoundSpec;
import io.autocut.ingest.TimeSpec;
import io.autocut.ingest.WishSpec;
import io.autocut.ingest.WishSpec.Kind;
import io.autocut.music.BeatsFile;
import io.autocut.music.GivenBeats;
import io.autocut.schemas.ProofDepth;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What options say of films, in the words that requests are made of.
 *
 * <p>What is of the wrong form is refused here; what contradicts itself, or does not fit a film,
 * when a request is made of it. Messages name options in quotation marks, as "minShot": whoever
 * launches the graph knows how they are spelled there.
 */
public final class FilmWords {
  private FilmWords() {}

  /** How films are to be made. */
  static MontageStyle style(MontagePipelineOptions options) throws IngestException {
    MontageStyle standard = MontageStyle.standard();
    return new MontageStyle(
        options.getTemplate().isEmpty() ? standard.template() : options.getTemplate(),
        options.getCanvas().isEmpty() ? standard.canvas() : options.getCanvas(),
        options.getFps().isEmpty() ? standard.fps() : options.getFps(),
        seed(options.getSeed(), standard.seed()),
        beats(
            options.getBeats(),
            options.getTempo(),
            options.getBeatOffset(),
            options.getTempoScale()),
        new WishSpec(
            ofClips(options),
            options.getOrder(),
            options.getRepeat(),
            millis("duration", options.getDuration()),
            millis("minShot", options.getMinShot()),
            millis("maxShot", options.getMaxShot())),
        picture(options),
        sound(options),
        proof(options).isEmpty() ? standard.proof() : ProofDepth.valueOf(upper(options)));
  }

  /** What is wanted otherwise of films that were made before. */
  static ChangeSpec changes(ReprocessArchiveOptions options) throws IngestException {
    return new ChangeSpec(
        options.getTemplate(),
        options.getMusic(),
        options.getCanvas(),
        options.getFps(),
        options.getSeed(),
        new WishSpec(
            List.of(),
            options.getOrder(),
            options.getRepeat(),
            millis("duration", options.getDuration()),
            millis("minShot", options.getMinShot()),
            millis("maxShot", options.getMaxShot())),
        picture(options),
        sound(options),
        proof(options));
  }

  /**
   * What somebody knows better about the beats; a file of them is read once.
   *
   * @param file empty when there is none
   * @param scale half, double, as-detected or empty
   * @throws IngestException when a part is not understood, or the file cannot be used
   */
  public static BeatSpec beats(String file, String tempo, String offset, String scale)
      throws IngestException {
    Path beats = Path.of(file);
    BeatSpec spec =
        new BeatSpec(
            file.isEmpty() ? "" : beats.toAbsolutePath().normalize().toString(),
            tempo,
            offset,
            scale);
    spec.correction(spec.file());
    if (!file.isEmpty()) {
      requireBeats(beats);
    }
    return spec;
  }

  private static void requireBeats(Path file) throws IngestException {
    try {
      GivenBeats.check(BeatsFile.text(file, file.toString()), file.toString());
    } catch (NoSuchFileException e) {
      throw new IngestException("\"beats\": there is no file " + file, e);
    } catch (IOException e) {
      throw new IngestException("\"beats\": " + file + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IngestException(e.getMessage(), e);
    }
  }

  /**
   * In which formats plans are handed off.
   *
   * @param said names with commas between them; empty for none
   */
  public static List<InterchangeFormat> handoffs(String said) throws IngestException {
    List<InterchangeFormat> formats = new ArrayList<>();
    for (String name : Splitter.on(',').trimResults().omitEmptyStrings().split(said)) {
      formats.add(
          Arrays.stream(InterchangeFormat.values())
              .filter(format -> format.toString().equalsIgnoreCase(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IngestException(
                          "\"export\" must be otio, fcpxml, edl or mlt, not " + name)));
    }
    return formats;
  }

  /** Whether something is said of single clips. */
  static boolean nameClips(MontagePipelineOptions options) throws IngestException {
    return ofClips(options).stream().anyMatch(one -> one.kind() != Kind.AT_MOST_EACH);
  }

  private static List<WishSpec.OfClip> ofClips(MontagePipelineOptions options)
      throws IngestException {
    List<WishSpec.OfClip> clips = new ArrayList<>();
    options.getInclude().forEach(path -> clips.add(new WishSpec.OfClip(Kind.INCLUDE, path, "")));
    options.getExclude().forEach(path -> clips.add(new WishSpec.OfClip(Kind.EXCLUDE, path, "")));
    options.getStart().forEach(path -> clips.add(new WishSpec.OfClip(Kind.START, path, "")));
    options.getEnd().forEach(path -> clips.add(new WishSpec.OfClip(Kind.END, path, "")));
    add(clips, "range", "PATH=IN-OUT", Kind.RANGE, options.getRange());
    add(clips, "weight", "PATH=N", Kind.WEIGHT, options.getWeight());
    add(clips, "atLeast", "PATH=N", Kind.AT_LEAST, options.getAtLeast());
    for (String one : options.getAtMost()) {
      if (one.contains("=")) {
        add(clips, "atMost", "PATH=N", Kind.AT_MOST, List.of(one));
      } else {
        clips.add(new WishSpec.OfClip(Kind.AT_MOST_EACH, "", one));
      }
    }
    return clips;
  }

  /** A path may hold an equals sign; what follows the last one cannot. */
  private static void add(
      List<WishSpec.OfClip> clips, String option, String form, Kind kind, List<String> said)
      throws IngestException {
    for (String one : said) {
      int sign = one.lastIndexOf('=');
      if (sign < 1 || sign == one.length() - 1) {
        throw new IngestException("\"%s\" must be %s: %s".formatted(option, form, one));
      }
      clips.add(new WishSpec.OfClip(kind, one.substring(0, sign), one.substring(sign + 1)));
    }
  }

  private static PictureSpec picture(FilmOptions options) throws IngestException {
    PictureSpec spec =
        new PictureSpec(
            options.getQuality(),
            options.getFit(),
            options.getHdr(),
            options.getPreview() ? "preview" : "");
    spec.wishes();
    return spec;
  }

  private static SoundSpec sound(FilmOptions options) throws IngestException {
    SoundSpec spec =
        new SoundSpec(
            options.getOriginalAudio(),
            options.getLoudness(),
            fade("musicFadeIn", options.getMusicFadeIn()),
            fade("musicFadeOut", options.getMusicFadeOut()));
    spec.wishes();
    return spec;
  }

  private static String proof(FilmOptions options) throws IngestException {
    return switch (options.getVerify()) {
      case "", "structure", "pixels" -> options.getVerify();
      default ->
          throw new IngestException(
              "\"verify\" must be structure or pixels, not " + options.getVerify());
    };
  }

  private static String upper(FilmOptions options) {
    return options.getVerify().toUpperCase(Locale.ROOT);
  }

  private static long seed(String text, long usual) throws IngestException {
    try {
      return text.isEmpty() ? usual : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IngestException("\"seed\" must be a whole number: " + text, e);
    }
  }

  private static String fade(String option, String text) throws IngestException {
    return text.isEmpty() ? "" : Long.toString(parsed(option, text));
  }

  private static long millis(String option, String text) throws IngestException {
    if (text.isEmpty()) {
      return 0;
    }
    long millis = parsed(option, text);
    if (millis == 0) {
      throw new IngestException("\"" + option + "\" must be longer than nothing: " + text);
    }
    return millis;
  }

  private static long parsed(String option, String text) throws IngestException {
    try {
      return TimeSpec.parseMillis(text);
    } catch (IllegalArgumentException e) {
      throw new IngestException("\"" + option + "\": " + e.getMessage(), e);
    }
  }
}
