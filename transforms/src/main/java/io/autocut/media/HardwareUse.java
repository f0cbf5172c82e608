package io.autocut.media;

/** Whether films may be made with graphics hardware. AUTO: where its trials pass. OFF: never. */
public enum HardwareUse {
  AUTO,
  OFF
}
