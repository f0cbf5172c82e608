package io.autocut.runners;

import java.io.IOException;
import java.io.PrintWriter;

/** What came of a run that has ended as it should. */
interface Outcome {
  /**
   * Says it to a person.
   *
   * @return the exit code
   */
  int tell(PrintWriter out, PrintWriter err) throws IOException;
}
