package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.ShotKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryFinderTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 90;
  private static final int FIRST_RANK = 1000;

  private static final Scene BEACH = new Scene(1);
  private static final Scene FOREST = new Scene(2);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 30, 150, 298})
  void cutIsFoundOnItsFrame(int cut) {
    List<Boundary> found =
        find(300, i -> i < cut ? BEACH.shifted(i / 4, 0) : FOREST.shifted(-i / 4, 0));

    assertThat(found).containsExactly(Boundary.cut(FIRST_RANK + cut));
  }

  @Test
  void everyCutOfAFilmIsFound() {
    Scene[] scenes = new Scene[8];
    for (int i = 0; i < scenes.length; i++) {
      scenes[i] = new Scene(10 + i);
    }

    assertThat(find(320, i -> scenes[i / 40].shifted(i % 40 / 4, 0)))
        .extracting(Boundary::first)
        .containsExactly(1040, 1080, 1120, 1160, 1200, 1240, 1280);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void flashIsNoCut(int frames) {
    assertThat(
            find(
                120,
                i -> BEACH.shifted(i / 4, 0).towards(i >= 60 && i < 60 + frames ? 0.9 : 0, 235)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 20})
  void panIsNoCutHoweverFast(int pixelsPerFrame) {
    assertThat(find(120, i -> BEACH.shifted(i < 40 ? 0 : pixelsPerFrame * Math.min(i - 40, 16), 0)))
        .isEmpty();
  }

  @Test
  void shakenCameraIsNoCut() {
    Random hand = new Random(5);

    assertThat(find(150, i -> BEACH.shifted(40 + hand.nextInt(25), 20 + hand.nextInt(15))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"8, 60", "16, 60", "25, 100", "40, 100"})
  void dissolveIsFoundWithItsRange(int frames, int from) {
    List<Boundary> found =
        find(
            200,
            i -> {
              double share = Math.max(0, Math.min(1, (i - from + 1) / (frames + 1.0)));
              return BEACH.shifted(i / 16, 0).mixed(FOREST.shifted(-i / 16, 0), share);
            });

    assertThat(found).hasSize(1);
    Boundary dissolve = found.get(0);
    assertThat(dissolve.kind()).isEqualTo(ShotKind.DISSOLVE);
    assertThat(dissolve.transitionIn() - FIRST_RANK).isBetween(from - 4, from + 4);
    assertThat(dissolve.transitionOut() - FIRST_RANK)
        .isBetween(from + frames - 4, from + frames + 4);
    assertThat(dissolve.first()).isBetween(dissolve.transitionIn(), dissolve.transitionOut());
  }

  @ParameterizedTest
  @CsvSource({"16, 6", "16, 20", "235, 12"})
  void fadeThroughBlackOrWhiteIsFoundWithItsRange(int level, int frames) {
    List<Boundary> found =
        find(
            160,
            i -> {
              double share = Math.max(0, 1 - Math.abs(i - 80) / (double) frames);
              return (i < 80 ? BEACH : FOREST).shifted(0, 0).towards(share, level);
            });

    assertThat(found).hasSize(1);
    Boundary fade = found.get(0);
    assertThat(fade.kind()).isEqualTo(ShotKind.FADE);
    assertThat(fade.first() - FIRST_RANK).isBetween(79, 81);
    assertThat(fade.transitionIn() - FIRST_RANK).isBetween(80 - frames - 2, 80 - frames + 3);
    assertThat(fade.transitionOut() - FIRST_RANK).isBetween(80 + frames - 3, 80 + frames + 2);
  }

  @Test
  void fadeOutOfTheFirstFrameAndIntoTheLastIsNoBoundary() {
    assertThat(
            find(
                140,
                i ->
                    BEACH.shifted(i / 4, 0).towards(Math.max(0, Math.abs(i - 70) - 50) / 20.0, 16)))
        .isEmpty();
  }

  @Test
  void sceneThatGrowsDarkStaysTheSameShot() {
    assertThat(find(140, i -> BEACH.shifted(0, 0).towards(Math.min(0.7, i / 120.0), 16))).isEmpty();
  }

  @Test
  void noiseInTheDarkIsNoBoundary() {
    Random noise = new Random(9);

    assertThat(find(140, i -> BEACH.shifted(i / 4, 0).towards(0.7, 16).noisy(noise, 12))).isEmpty();
  }

  private static List<Boundary> find(int frames, IntFunction<Shown> film) {
    BoundaryFinder finder = new BoundaryFinder(FIRST_RANK);
    for (int i = 0; i < frames; i++) {
      finder.add(Thumbnail.of(film.apply(i).picture()));
    }
    return new ArrayList<>(finder.finish());
  }

  /** Blots of light and colour, larger than a picture of them. */
  private static final class Scene {
    private static final int BLOT = 12;
    private final int columns = 60;
    private final int[][] blots = new int[3][columns * columns];

    Scene(int seed) {
      Random random = new Random(seed);
      int[] tint = {0, random.nextInt(50) - 25, random.nextInt(50) - 25};
      for (int plane = 0; plane < 3; plane++) {
        for (int i = 0; i < blots[plane].length; i++) {
          blots[plane][i] =
              plane == 0 ? 30 + random.nextInt(190) : 128 + tint[plane] + random.nextInt(41) - 20;
        }
      }
    }

    Shown shifted(int x, int y) {
      double[][] planes = new double[3][];
      for (int plane = 0; plane < 3; plane++) {
        int scale = plane == 0 ? 1 : 2;
        int width = WIDTH / scale;
        planes[plane] = new double[width * (HEIGHT / 2 * 2 / scale)];
        for (int i = 0; i < planes[plane].length; i++) {
          planes[plane][i] = at(plane, i % width * scale + x, i / width * scale + y);
        }
      }
      return new Shown(planes);
    }

    private double at(int plane, int x, int y) {
      int column = Math.floorMod(x, columns * BLOT);
      int row = Math.floorMod(y, columns * BLOT);
      return blots[plane][row / BLOT * columns + column / BLOT];
    }
  }

  private record Shown(double[][] planes) {
    Shown mixed(Shown other, double share) {
      double[][] mixed = new double[3][];
      for (int plane = 0; plane < 3; plane++) {
        mixed[plane] = planes[plane].clone();
        for (int i = 0; i < mixed[plane].length; i++) {
          mixed[plane][i] += share * (other.planes[plane][i] - mixed[plane][i]);
        }
      }
      return new Shown(mixed);
    }

    Shown towards(double share, int luma) {
      double[][] level = {planes[0].clone(), planes[1].clone(), planes[2].clone()};
      for (int plane = 0; plane < 3; plane++) {
        java.util.Arrays.fill(level[plane], plane == 0 ? luma : 128);
      }
      return mixed(new Shown(level), share);
    }

    Shown noisy(Random random, int deviation) {
      double[][] noisy = {planes[0].clone(), planes[1], planes[2]};
      for (int i = 0; i < noisy[0].length; i++) {
        noisy[0][i] += deviation * random.nextGaussian();
      }
      return new Shown(noisy);
    }

    Picture picture() {
      return new Picture(WIDTH, HEIGHT, bytes(planes[0]), bytes(planes[1]), bytes(planes[2]));
    }

    private static byte[] bytes(double[] plane) {
      byte[] bytes = new byte[plane.length];
      for (int i = 0; i < plane.length; i++) {
        bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(plane[i])));
      }
      return bytes;
    }
  }
}
