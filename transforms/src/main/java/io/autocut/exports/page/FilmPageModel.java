package io.autocut.exports.page;

/** What the template of the page of a film is given. */
record FilmPageModel(FilmView film, PageFrame frame) {}
