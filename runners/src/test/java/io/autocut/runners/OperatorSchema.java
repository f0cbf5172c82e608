package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.YamlParserUtils;

/**
 * What the Flink operator for Kubernetes lets a FlinkDeployment be, by the schema that it installs.
 *
 * <p>Knows of schemas what that one uses. Stricter than Kubernetes, which drops the fields that it
 * does not know: those are errors here.
 */
final class OperatorSchema {
  private static final Path FILE =
      Path.of("target/flink-operator/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml");

  /** What every resource of Kubernetes has beside its schema. */
  private static final Set<String> OF_EVERY_RESOURCE = Set.of("apiVersion", "kind", "metadata");

  private final String group;
  private final String kind;
  private final String version;
  private final Map<?, ?> schema;

  private OperatorSchema(String group, String kind, String version, Map<?, ?> schema) {
    this.group = group;
    this.kind = kind;
    this.version = version;
    this.schema = schema;
  }

  static OperatorSchema load() throws Exception {
    Map<?, ?> spec = (Map<?, ?>) YamlParserUtils.loadYamlFile(FILE.toFile()).get("spec");
    Map<?, ?> version = (Map<?, ?>) ((List<?>) spec.get("versions")).get(0);
    return new OperatorSchema(
        (String) spec.get("group"),
        (String) ((Map<?, ?>) spec.get("names")).get("kind"),
        (String) version.get("name"),
        (Map<?, ?>) ((Map<?, ?>) version.get("schema")).get("openAPIV3Schema"));
  }

  /** What is wrong with a resource, each with its place; nothing when it is right. */
  List<String> errors(Map<String, Object> resource) {
    assertThat(resource)
        .containsEntry("apiVersion", group + "/" + version)
        .containsEntry("kind", kind)
        .containsKey("metadata");
    List<String> errors = new ArrayList<>();
    resource.forEach(
        (name, value) -> {
          if (!OF_EVERY_RESOURCE.contains(name)) {
            field(name, value, schema, name, errors);
          }
        });
    return errors;
  }

  private static void check(Object value, Map<?, ?> schema, String place, List<String> errors) {
    if (schema.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
      errors.add(place + " is none of " + allowed);
    }
    if (Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))
        || Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))) {
      return;
    }
    if (!isOfType(value, (String) schema.get("type"))) {
      errors.add(place + " must be of type " + schema.get("type"));
    } else if (value instanceof Map<?, ?> fields) {
      fields.forEach(
          (name, field) -> field((String) name, field, schema, place + "." + name, errors));
      if (schema.get("required") instanceof List<?> required) {
        required.stream()
            .filter(name -> !fields.containsKey(name))
            .forEach(name -> errors.add(place + "." + name + " is missing"));
      }
    } else if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        check(items.get(i), (Map<?, ?>) schema.get("items"), place + "[" + i + "]", errors);
      }
    }
  }

  private static void field(
      String name, Object value, Map<?, ?> schema, String place, List<String> errors) {
    Object known =
        schema.get("properties") instanceof Map<?, ?> properties && properties.containsKey(name)
            ? properties.get(name)
            : schema.get("additionalProperties");
    if (known instanceof Map<?, ?> of) {
      check(value, of, place, errors);
    } else {
      errors.add(place + " is no field");
    }
  }

  private static boolean isOfType(Object value, String type) {
    return switch (type == null ? "" : type) {
      case "object" -> value instanceof Map;
      case "array" -> value instanceof List;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Integer || value instanceof Long;
      case "number" -> value instanceof Number;
      default -> throw new AssertionError("a schema without a type: " + type);
    };
  }
}
