/** From a piece of music to its beats, bars and energy. */
package io.autocut.music;
