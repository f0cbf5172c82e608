package io.autocut.analysis;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a picture has the colour of skin, whose hue differs little between people while its
 * brightness does (Chai and Ngan, IEEE Transactions on Circuits and Systems for Video Technology
 * 9/4, 1999; the bounds a little wider, for cool light).
 */
final class Skin {
  private static final int LEAST_BLUE = 77;
  private static final int MOST_BLUE = 127;
  private static final int LEAST_RED = 131;
  private static final int MOST_RED = 175;
  private static final int LEAST_LUMA = 45;

  /** Pixels of colour of a cell's side. */
  private static final int CELL = 8;

  private static final double SKIN_SHARE = 0.4;

  private final int columns;
  private final int rows;
  private final double[] shares;
  private final double width;
  private final double height;

  private Skin(int columns, int rows, double[] shares, double width, double height) {
    this.columns = columns;
    this.rows = rows;
    this.shares = shares;
    this.width = width;
    this.height = height;
  }

  /** Where {@code picture} has that colour. */
  static Skin of(Picture picture) {
    int width = picture.width() / 2;
    int height = picture.height() / 2;
    int columns = (width + CELL - 1) / CELL;
    int rows = (height + CELL - 1) / CELL;
    int[] skin = new int[columns * rows];
    int[] pixels = new int[columns * rows];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int cell = y / CELL * columns + x / CELL;
        pixels[cell]++;
        if (isSkin(picture, x, y)) {
          skin[cell]++;
        }
      }
    }
    double[] shares = new double[skin.length];
    Arrays.setAll(shares, i -> (double) skin[i] / pixels[i]);
    return new Skin(columns, rows, shares, (double) width / CELL, (double) height / CELL);
  }

  private static boolean isSkin(Picture picture, int x, int y) {
    int at = y * (picture.width() / 2) + x;
    int blue = picture.blue()[at] & 0xff;
    int red = picture.red()[at] & 0xff;
    return red >= LEAST_RED
        && red <= MOST_RED
        && blue >= LEAST_BLUE
        && blue <= MOST_BLUE
        && (picture.luma()[2 * y * picture.width() + 2 * x] & 0xff) >= LEAST_LUMA;
  }

  /** A part of the picture, in shares of its width and height. */
  record Part(double left, double top, double right, double bottom) {}

  /**
   * The part beyond which there is no skin, with a margin of {@code margin}; empty when none is.
   */
  Optional<Part> bounds(double margin) {
    int left = columns;
    int right = -1;
    int top = rows;
    int bottom = -1;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] >= SKIN_SHARE) {
        left = Math.min(left, i % columns);
        right = Math.max(right, i % columns);
        top = Math.min(top, i / columns);
        bottom = Math.max(bottom, i / columns);
      }
    }
    if (right < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Part(
            Math.max(0, left / width - margin),
            Math.max(0, top / height - margin),
            Math.min(1, (right + 1) / width + margin),
            Math.min(1, (bottom + 1) / height + margin)));
  }

  /** Mean share of skin of the cells whose middle lies in {@code part}; 0 when none does. */
  double share(Part part) {
    double sum = 0;
    int cells = 0;
    for (int i = 0; i < shares.length; i++) {
      double x = (i % columns + 0.5) / width;
      double y = (i / columns + 0.5) / height;
      if (x >= part.left() && x < part.right() && y >= part.top() && y < part.bottom()) {
        sum += shares[i];
        cells++;
      }
    }
    return cells == 0 ? 0 : sum / cells;
  }
}
