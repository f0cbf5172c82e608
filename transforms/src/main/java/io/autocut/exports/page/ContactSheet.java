package io.autocut.exports.page;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.Still;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * All shots of a film on one sheet, in its order: rows from above, each from the left. Without
 * words, for a machine without a screen may have no letters either.
 */
public final class ContactSheet {
  private static final int CELL = 192;
  private static final int GAP = 4;
  private static final Color GROUND = new Color(0x20, 0x20, 0x22);

  /** A sheet is about so many times as wide as high. */
  private static final double SHAPE = 1.5;

  private ContactSheet() {}

  /**
   * Writes the sheet as a PNG file.
   *
   * @param shots at least one, all of one shape
   */
  public static void write(List<Still> shots, Path png) throws IOException {
    checkArgument(!shots.isEmpty(), "no pictures for a sheet");
    BufferedImage first = picture(shots.get(0));
    double shrunk = CELL / (double) Math.max(first.getWidth(), first.getHeight());
    int width = (int) Math.round(first.getWidth() * shrunk);
    int height = (int) Math.round(first.getHeight() * shrunk);
    int columns = columns(shots.size(), width, height);
    int rows = (shots.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(
            GAP + columns * (width + GAP), GAP + rows * (height + GAP), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      pen.setColor(GROUND);
      pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
      for (int i = 0; i < shots.size(); i++) {
        int left = GAP + i % columns * (width + GAP);
        int top = GAP + i / columns * (height + GAP);
        Image small =
            picture(shots.get(i)).getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        pen.drawImage(small, left, top, null);
      }
    } finally {
      pen.dispose();
    }
    if (!ImageIO.write(sheet, "png", png.toFile())) {
      throw new IOException("this Java cannot write PNG files: " + png);
    }
  }

  private static int columns(int shots, int width, int height) {
    double even = Math.sqrt(shots * SHAPE * (height + GAP) / (width + GAP));
    return (int) Math.max(1, Math.min(shots, Math.round(even)));
  }

  private static BufferedImage picture(Still still) throws IOException {
    ByteBuffer jpeg = still.getJpeg().duplicate();
    byte[] bytes = new byte[jpeg.remaining()];
    jpeg.get(bytes);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
    if (picture == null) {
      throw new IOException("the picture of frame " + still.getFrame() + " is none");
    }
    return picture;
  }
}
