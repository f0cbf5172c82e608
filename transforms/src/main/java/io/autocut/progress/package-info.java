/** How far a run has come, counted where the work is done and read by the launcher. */
package io.autocut.progress;
