package io.autocut.exports.page;

import gg.jte.output.StringOutput;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.RunReport;
import java.util.List;

/** The page of a run of many films: a table of them, to be filtered, sorted and followed. */
public final class FilmsPage {
  private static final PageFrame FRAME = PageFrame.read("page.css", "films.js");

  private FilmsPage() {}

  /** The page as HTML. */
  public static String of(RunReport run, List<MontageReport> reports, PageLinks pages) {
    StringOutput html = new StringOutput();
    FilmsView view = FilmsView.of(run, reports, pages);
    PageFrame.ENGINE.render("films.jte", new FilmsPageModel(view, FRAME), html);
    return html.toString();
  }
}
