package io.autocut.media;

/**
 * Where a keyframe of a video stream lies in its file.
 *
 * @param pts when it is shown; unit: ticks of its stream
 * @param position of its first byte in the file
 * @param size in bytes
 */
public record KeyPacket(long pts, long position, long size) {}
