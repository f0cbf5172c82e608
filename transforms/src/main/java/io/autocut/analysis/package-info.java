/** From a clip to what the planner needs to know of it: keyframes, shots, scored moments. */
package io.autocut.analysis;
