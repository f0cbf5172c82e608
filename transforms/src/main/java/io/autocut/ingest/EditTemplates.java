package io.autocut.ingest;

import io.autocut.schemas.EditTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a montage can be paced: the templates that come with AutoCut, by name, and those that people
 * write, by file.
 *
 * <pre>{@code EditTemplate template = EditTemplates.resolve("energetic", Path.of("."));}</pre>
 *
 * <p>A file is JSON; {@code docs/templates.md} explains its fields. What is odd is refused, never
 * mended.
 */
public final class EditTemplates {
  /** What a montage gets that asks for none. */
  public static final String STANDARD = "dynamic";

  private static final List<String> NAMES =
      List.of(STANDARD, "energetic", "balanced", "dramatic", "buildup");
  private static final String FOLDER = "/io/autocut/planning/templates/";
  private static final int MOST_BYTES = 1_000_000;

  private EditTemplates() {}

  /** The names of the templates that come with AutoCut. */
  public static List<String> names() {
    return NAMES;
  }

  /** The template of that name; throws when there is none. */
  public static EditTemplate named(String name) throws IngestException {
    EditTemplate template = BuiltIn.TEMPLATES.get(name);
    if (template == null) {
      throw new IngestException(
          "no template "
              + Quoted.of(name)
              + ". Known are "
              + String.join(", ", NAMES)
              + "; or give a file, for example ./mine.json.");
    }
    return template;
  }

  /**
   * A template by its name or, when it has a slash or ends in .json, by its file, relative to
   * {@code baseFolder}.
   */
  public static EditTemplate resolve(String nameOrFile, Path baseFolder) throws IngestException {
    return isFile(nameOrFile) ? read(baseFolder.resolve(nameOrFile)) : named(nameOrFile);
  }

  /** Reads a template file. */
  public static EditTemplate read(Path file) throws IngestException {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in.readNBytes(MOST_BYTES + 1), file.toString());
    } catch (NoSuchFileException e) {
      throw new IngestException("template " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new IngestException("template " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads the bytes of a template; {@code origin} names it in messages. */
  public static EditTemplate parse(byte[] json, String origin) throws IngestException {
    try {
      return parse(json);
    } catch (IngestException e) {
      throw new IngestException("template " + origin + ": " + e.getMessage(), e);
    }
  }

  static boolean isFile(String nameOrFile) {
    return nameOrFile.contains("/") || nameOrFile.endsWith(".json");
  }

  private static EditTemplate parse(byte[] json) throws IngestException {
    if (json.length > MOST_BYTES) {
      throw new IngestException("larger than " + MOST_BYTES + " bytes");
    }
    return EditTemplateParser.parse(decoded(json));
  }

  private static String decoded(byte[] json) throws IngestException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new IngestException("not UTF-8", e);
    }
  }

  /** Read once, when the first is asked for; that each is sound is proved by a test. */
  private static final class BuiltIn {
    private static final Map<String, EditTemplate> TEMPLATES = load();

    private static Map<String, EditTemplate> load() {
      Map<String, EditTemplate> templates = new LinkedHashMap<>();
      for (String name : NAMES) {
        try (InputStream in = EditTemplates.class.getResourceAsStream(FOLDER + name + ".json")) {
          if (in == null) {
            throw new IllegalStateException(
                "this build lacks its template " + FOLDER + name + ".json");
          }
          templates.put(name, parse(in.readAllBytes(), name));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (IngestException e) {
          throw new IllegalStateException(e);
        }
      }
      return templates;
    }
  }
}
