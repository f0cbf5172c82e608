package io.autocut.exports.interchange;

import java.util.Locale;

/** A format in which editing programs take a plan. */
public enum InterchangeFormat {
  /** OpenTimelineIO. */
  OTIO {
    @Override
    public String write(Handoff handoff) {
      return new OtioWriter(handoff).text();
    }
  },

  /** Final Cut Pro, and what reads its format. */
  FCPXML {
    @Override
    public String write(Handoff handoff) {
      return new FcpxmlWriter(handoff).text();
    }
  },

  /** CMX 3600. */
  EDL {
    @Override
    public String write(Handoff handoff) throws UnwritableException {
      return new EdlWriter(handoff).text();
    }
  },

  /** MLT, which Kdenlive and Shotcut open and melt renders. */
  MLT {
    @Override
    public String write(Handoff handoff) {
      return new MltWriter(handoff).text();
    }
  };

  /** The plan in this format, as UTF-8 would hold it. */
  public abstract String write(Handoff handoff) throws UnwritableException;

  /** What files of this format end in. */
  public String ending() {
    return "." + this;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
