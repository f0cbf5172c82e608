package io.autocut.exports.page;

import io.autocut.schemas.MontageReport;
import java.util.Optional;

/** Tells the way from the page of a run to the pages of its films. */
public interface PageLinks {
  /** A relative path, its parts divided by slashes; empty when there is none. */
  Optional<String> to(MontageReport report);
}
