/** From the plan's events to rendered pieces of the film, each exact to the frame. */
package io.autocut.segments;
