/** Exact time: fractions of seconds, frame rates and ranges; nothing is ever rounded twice. */
package io.autocut.time;
