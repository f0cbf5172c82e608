/** Plans in the formats of editing programs, and back: see docs/handoff.md. */
package io.autocut.exports.interchange;
