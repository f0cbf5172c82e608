package io.autocut.runners;

import static com.google.common.base.CaseFormat.LOWER_CAMEL;
import static com.google.common.base.CaseFormat.UPPER_CAMEL;
import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import io.autocut.pipelines.Form;
import io.autocut.pipelines.RunOptions;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.Validation;

/**
 * One option of a pipeline, as its interface has it.
 *
 * @param name as it is given, without dashes
 * @param type of its values
 * @param help for people
 * @param required whether it must be given
 * @param oneOf the group of which one must be given; empty when it is in none
 * @param preset what counts when it is not given; empty when nothing does
 * @param patterns regular expressions, one of which a value matches as a whole; none for any value
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"name", "type", "help", "required", "oneOf", "default", "patterns"})
record JobParameter(
    String name,
    Type type,
    String help,
    boolean required,
    String oneOf,
    @JsonProperty("default") Object preset,
    List<String> patterns) {
  /** What values are. */
  enum Type {
    STRING,
    INTEGER,
    BOOLEAN,
    /** Separated by commas, or given several times. */
    LIST;

    @JsonValue
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All options of an interface that are for people; those that must be given come first. */
  static List<JobParameter> of(Class<? extends RunOptions> options) {
    return Stream.of(options.getMethods())
        .filter(JobParameter::isGetter)
        .map(JobParameter::of)
        .sorted(
            Comparator.comparing((JobParameter one) -> !one.required())
                .thenComparing(one -> one.oneOf().isEmpty())
                .thenComparing(JobParameter::name))
        .toList();
  }

  private static boolean isGetter(Method method) {
    return RunOptions.class.isAssignableFrom(method.getDeclaringClass())
        && method.getName().startsWith("get")
        && method.getParameterCount() == 0
        && !method.isAnnotationPresent(Hidden.class);
  }

  private static JobParameter of(Method getter) {
    Type type = typeOf(getter);
    Optional<Validation.Required> required = on(getter, Validation.Required.class);
    List<String> groups = required.map(one -> List.of(one.groups())).orElse(List.of());
    return new JobParameter(
        UPPER_CAMEL.to(LOWER_CAMEL, getter.getName().substring(3)),
        type,
        on(getter, Description.class).map(Description::value).orElse(""),
        required.isPresent() && groups.isEmpty(),
        String.join(", ", groups),
        preset(getter, type),
        on(getter, Form.class).map(form -> List.of(form.value())).orElse(List.of()));
  }

  private static Type typeOf(Method getter) {
    Class<?> type = getter.getReturnType();
    if (type == String.class) {
      return Type.STRING;
    }
    if (type == int.class) {
      return Type.INTEGER;
    }
    if (type == boolean.class) {
      return Type.BOOLEAN;
    }
    checkArgument(type == List.class, "an option of a type that no form has: %s", getter);
    return Type.LIST;
  }

  private static Object preset(Method getter, Type type) {
    return switch (type) {
      case STRING -> on(getter, Default.String.class).map(Default.String::value).orElse("");
      case INTEGER -> on(getter, Default.Integer.class).map(Default.Integer::value).orElseThrow();
      case BOOLEAN -> on(getter, Default.Boolean.class).map(Default.Boolean::value).orElseThrow();
      case LIST -> List.of();
    };
  }

  private static <A extends Annotation> Optional<A> on(Method getter, Class<A> annotation) {
    return Optional.ofNullable(getter.getAnnotation(annotation));
  }
}
