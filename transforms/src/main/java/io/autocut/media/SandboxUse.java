package io.autocut.media;

/** Whether children of FFmpeg see the machine through a sandbox. */
public enum SandboxUse {
  /** Where bubblewrap is installed and works. */
  AUTO,
  /** Always: without one nothing is read. */
  REQUIRED,
  /** Never; the limits of each child stay. */
  OFF
}
