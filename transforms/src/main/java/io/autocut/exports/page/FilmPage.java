package io.autocut.exports.page;

import gg.jte.output.StringOutput;

/**
 * The page of a film: one HTML file that opens offline and asks nobody for anything but the film
 * beside it.
 *
 * <p>All that comes from files and people is escaped by the template engine; what the page may load
 * and run is said in its content security policy. Safe for many threads.
 */
public final class FilmPage {
  /** By which a page of ours is known. */
  public static final String MARK = " – AutoCut</title>";

  private static final PageFrame FRAME = PageFrame.read("page.css", "film.js");

  private FilmPage() {}

  /** The page as HTML. */
  public static String of(PageContent content) {
    StringOutput html = new StringOutput();
    PageFrame.ENGINE.render("film.jte", new FilmPageModel(FilmView.of(content), FRAME), html);
    return html.toString();
  }
}
