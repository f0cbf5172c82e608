package io.autocut.exports.page;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What pages have in common: a style sheet and a script, both in the page, and a policy that lets
 * it run no other script and load nothing from elsewhere.
 */
record PageFrame(String style, String script) {
  /** Of templates that were made Java when the program was built. */
  static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          PageFrame.class.getClassLoader(),
          PageFrame.class.getPackageName());

  static PageFrame read(String style, String script) {
    return new PageFrame(resource(style), resource(script));
  }

  private static String resource(String name) {
    try {
      return Resources.toString(
          Resources.getResource(PageFrame.class, name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sizes and places of what is drawn are style attributes, so styles are free. */
  String policy() {
    byte[] hash = Hashing.sha256().hashString(script, StandardCharsets.UTF_8).asBytes();
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
        + " media-src 'self' file: data:; script-src 'sha256-"
        + BaseEncoding.base64().encode(hash)
        + "'; base-uri 'none'; form-action 'none'";
  }
}
