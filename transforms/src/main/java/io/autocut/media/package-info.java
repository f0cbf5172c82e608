/** The seam to FFmpeg: finding it, running it, asking it what a file is and what it can do here. */
package io.autocut.media;
