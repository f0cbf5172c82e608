/** From segments and music to the film, and the proof that it is what was planned. */
package io.autocut.assembly;
