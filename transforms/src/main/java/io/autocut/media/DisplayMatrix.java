package io.autocut.media;

import com.fasterxml.jackson.databind.JsonNode;
import io.autocut.schemas.Turning;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * How a stream's display matrix has it shown.
 *
 * @param rotation clockwise turn that shows it upright: 0, 90, 180 or 270 degrees; 0 for any other
 *     angle, for cameras write none and damaged files write any
 * @param turning what the matrix asks for beside that
 */
record DisplayMatrix(int rotation, Turning turning) {
  private static final DisplayMatrix NONE = new DisplayMatrix(0, Turning.PLAIN);

  /** Of a stream as ffprobe describes it. */
  static DisplayMatrix of(JsonNode stream) {
    Optional<JsonNode> told =
        StreamSupport.stream(stream.path("side_data_list").spliterator(), false)
            .filter(data -> data.has("rotation"))
            .findFirst();
    return told.map(DisplayMatrix::read).orElse(NONE);
  }

  private static DisplayMatrix read(JsonNode data) {
    double counterclockwise = data.path("rotation").asDouble();
    long quarter = Math.round(counterclockwise / 90);
    boolean exact =
        Math.abs(counterclockwise) <= 360 && Math.abs(counterclockwise - 90.0 * quarter) < 1;
    if (!exact) {
      return new DisplayMatrix(0, Turning.ODD);
    }
    return new DisplayMatrix(
        (int) Math.floorMod(-quarter * 90, 360L),
        mirrors(data.path("displaymatrix").asText("")) ? Turning.MIRRORED : Turning.PLAIN);
  }

  /** Whether the picture's own right and bottom, as shown, have changed hands. */
  private static boolean mirrors(String matrix) {
    List<String> numbers =
        Arrays.stream(matrix.split("\\s+")).filter(word -> word.matches("-?\\d{1,10}")).toList();
    if (numbers.size() < 5) {
      return false;
    }
    double a = Double.parseDouble(numbers.get(0));
    double b = Double.parseDouble(numbers.get(1));
    double c = Double.parseDouble(numbers.get(3));
    double d = Double.parseDouble(numbers.get(4));
    return a * d - b * c < 0;
  }
}
