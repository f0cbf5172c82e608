package io.autocut.exports.page;

/** What the template of the page of a run is given. */
record FilmsPageModel(FilmsView films, PageFrame frame) {}
