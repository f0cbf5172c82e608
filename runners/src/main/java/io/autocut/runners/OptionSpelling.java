package io.autocut.runners;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableSet;
import io.autocut.ingest.ManifestException;
import io.autocut.pipelines.IndexArchiveOptions;
import io.autocut.pipelines.MontagePipelineOptions;
import io.autocut.pipelines.ReprocessArchiveOptions;
import java.lang.reflect.Method;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How options are spelled where a graph was launched. What refuses them names them in quotation
 * marks, as "minShot", or as the field of a manifest that says the same, as "minShotMillis".
 */
enum OptionSpelling {
  /** {@code --min-shot} */
  COMMAND_LINE(name -> CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_HYPHEN, name)),
  /** {@code --minShot} */
  PIPELINE(name -> name);

  private static final Pattern QUOTED = Pattern.compile("\"([a-z][A-Za-z0-9]*?)(Millis)?\"");
  private static final ImmutableSet<String> NAMES =
      Stream.of(
              MontagePipelineOptions.class,
              ReprocessArchiveOptions.class,
              IndexArchiveOptions.class)
          .flatMap(type -> Stream.of(type.getMethods()))
          .map(Method::getName)
          .filter(getter -> getter.startsWith("get"))
          .map(getter -> CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_CAMEL, getter.substring(3)))
          .collect(ImmutableSet.toImmutableSet());

  private final UnaryOperator<String> spelling;

  OptionSpelling(UnaryOperator<String> spelling) {
    this.spelling = spelling;
  }

  /** The message of a refusal; what refuses a manifest speaks of its fields. */
  String of(Exception refusal) {
    if (refusal instanceof ManifestException) {
      return refusal.getMessage();
    }
    Matcher quoted = QUOTED.matcher(String.valueOf(refusal.getMessage()));
    return quoted.replaceAll(
        found ->
            Matcher.quoteReplacement(
                NAMES.contains(found.group(1))
                    ? "--" + spelling.apply(found.group(1))
                    : found.group()));
  }
}
